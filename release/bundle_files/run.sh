#!/bin/sh
# 第二步：运行。用浏览器打开显示的地址。  Step 2: run; open the address that is shown.
here="$(cd "$(dirname "$0")" && pwd)"
unset PYTHONPATH PYTHONHOME
if [ ! -x "$here/program/bin/yike" ]; then
    echo "请先安装：sh install.sh" >&2
    exit 1
fi
if [ "$#" -eq 0 ]; then
    set -- serve
fi
exec "$here/program/bin/yike" "$@"
