"""Regular expressions that are compiled when they are first used.

Hundreds of patterns stand at the head of modules; one question uses a part of them, and compiling
all would be a third of the start of a command.
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _LazyPattern:
    """Compile at the first use of anything but the source; afterwards the methods are at hand."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern that is compiled at its first use; a fault in it is raised then.

    Raises:
        re.error: at the first use, when `source` is no regular expression.
    """
    return cast("re.Pattern[str]", _LazyPattern(source, flags))
