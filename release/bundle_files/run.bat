@echo off
rem Step 2: run; the browser opens by itself.
chcp 65001 >nul
setlocal
set PYTHONUTF8=1
set PYTHONPATH=
set PYTHONHOME=
if not exist "%~dp0program\Scripts\yike.exe" (
    echo 请先双击 install.bat。
    pause
    exit /b 1
)
if not "%~1"=="" (
    "%~dp0program\Scripts\yike.exe" %*
    exit /b
)
echo 浏览器马上打开。用的时候不要关这个窗口，关了就停了。
start "" /b cmd /c "timeout /t 6 /nobreak >nul & start http://127.0.0.1:8765/"
"%~dp0program\Scripts\yike.exe" serve
pause
