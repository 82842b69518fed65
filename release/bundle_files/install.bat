@echo off
rem Step 1: install, without internet.
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
set PYTHONPATH=
set PYTHONHOME=
set "FOUND="
for %%v in (@PYTHONS@) do if not defined FOUND (
    py -%%v -c "import sys; sys.exit(sys.maxsize < 2**32)" >nul 2>nul && set "FOUND=py -%%v"
)
for %%v in (@PYTHONS@) do if not defined FOUND (
    python -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] != '%%v' or sys.maxsize < 2**32)" >nul 2>nul && set "FOUND=python"
)
if not defined FOUND (
    echo 没有找到 64 位的 Python（@PYTHONS@），请先安装，再双击 install.bat。
    echo Install 64-bit Python [@PYTHONS@] first.
    pause
    exit /b 1
)
echo 正在安装，要几分钟……
%FOUND% -m venv --clear program || goto failed
program\Scripts\python.exe -m pip --isolated --disable-pip-version-check install --quiet --no-index --find-links wheels --require-hashes -r requirements.txt || goto failed
program\Scripts\yike.exe data prepare || goto failed
program\Scripts\yike.exe doctor --language zh || goto failed
echo 装好了。第二步：双击 run.bat。
pause
exit /b 0
:failed
echo 没有装成。请把上面的文字拍下来，发给维护的人。
pause
exit /b 1
