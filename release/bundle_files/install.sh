#!/bin/sh
# 第一步：安装。不用联网。  Step 1: install, without internet.
cd "$(dirname "$0")" || exit 1
unset PYTHONPATH PYTHONHOME
found=""
for version in @PYTHONS@; do
    for name in "python$version" python3; do
        if [ -z "$found" ] && command -v "$name" >/dev/null 2>&1 \
            && [ "$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])')" = "$version" ]; then
            found="$name"
        fi
    done
done
if [ -z "$found" ]; then
    echo "没有找到 Python（@PYTHONS@），请先安装。 Install Python (@PYTHONS@) first." >&2
    exit 1
fi
if ! "$found" -m venv --clear program; then
    echo "请先安装 python3-venv。 Install python3-venv first." >&2
    exit 1
fi
program/bin/python -m pip --isolated --disable-pip-version-check install --quiet \
    --no-index --find-links wheels --require-hashes -r requirements.txt || exit 1
program/bin/yike data prepare || exit 1
program/bin/yike doctor --language zh || exit 1
echo "装好了。第二步：sh run.sh"
