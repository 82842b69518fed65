"""Faults of a dataset in the language of whoever reads them; the code writes them in English."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.errors import Fault

_FILE = Path(__file__).with_name("faults.toml")
_PLACE = re.compile(r"\\\{(\w+)\\\}")


def fault_text(fault: Fault, language: str) -> str:
    """Give a fault as one line: file, feature, field, and what to do."""
    if language == "en":
        return str(fault)
    kind = "提醒" if fault.is_warning else ""
    where = "：".join(part for part in (kind, fault.file, fault.feature, fault.field) if part)
    return f"{where}：{problem_text(fault.problem, language)}"


def problem_text(problem: str, language: str) -> str:
    """Give a problem in a language; as it is written where nobody has translated it."""
    if language == "en":
        return problem
    for pattern, translated in _catalogue():
        match = pattern.fullmatch(problem)
        if match:
            parts = {name: problem_text(part, language) for name, part in match.groupdict().items()}
            return translated.format(**parts)
    return problem


@cache
def _catalogue() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Read the messages; those without a gap go first, then those with the most letters."""
    written = tomllib.loads(_FILE.read_text("utf-8"))
    ordered = sorted(written.items(), key=lambda pair: ("{" in pair[0], -len(pair[0])))
    return tuple(
        (re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL), chinese)
        for english, chinese in ordered
    )
