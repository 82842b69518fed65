"""A finding: a heading and the lines below it, each with the words that count in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maps.audit.audit_view import AuditView

_MOST_NAMES = 3


class FindingLine(NamedTuple):
    """A line: what is read first, and the rest, which may be empty."""

    lead: str
    text: str = ""

    def said(self, view: AuditView) -> str:
        """Give the whole line where nothing can be set in bold."""
        return view.say("find_line", lead=self.lead, text=self.text) if self.text else self.lead


class Finding(NamedTuple):
    """A heading, its lines, and a page of the audit that tells more (empty for none)."""

    heading: str
    lines: Sequence[FindingLine]
    page: str = ""
    page_title: str = ""


def names_of_most(view: AuditView, names: Sequence[str]) -> str:
    """Write the first few names, and how many there are where that is not all."""
    said = view.texts.separator.join(names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
        return said
    return view.say("find_names_more", names=said, count=len(names))
