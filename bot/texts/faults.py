"""Faults of a dataset in the language of whoever reads them; the code writes them in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.texts.catalogue import translated

if TYPE_CHECKING:
    from geo.errors import Fault

_TABLE = "faults.toml"


def fault_text(fault: Fault, language: str) -> str:
    """Give a fault as one line: file, feature, field, and what to do."""
    if language == "en":
        return str(fault)
    kind = "提醒" if fault.is_warning else ""
    where = "：".join(part for part in (kind, fault.file, fault.feature, fault.field) if part)
    return f"{where}：{problem_text(fault.problem, language)}"


def problem_text(problem: str, language: str) -> str:
    """Give a problem in a language; as it is written where nobody has translated it."""
    return problem if language == "en" else translated(problem, _TABLE)
