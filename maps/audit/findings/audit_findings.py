"""The findings that pages, papers and the terminal begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.audit.findings.left_out import left_out
from maps.audit.findings.proven import proven
from maps.audit.findings.to_verify_first import to_verify_first, to_verify_of
from maps.audit.findings.what_changes import what_changes
from maps.audit.findings.where_to_build import where_to_build

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maps.audit.audit_view import AuditView
    from maps.audit.findings.finding import Finding


def town_findings(view: AuditView) -> list[Finding]:
    """Give what a change changes, if one is asked about, and what the audit finds in the town."""
    return [
        *_change(view, view.keys),
        left_out(view, view.keys),
        to_verify_first(view),
        where_to_build(view, view.keys),
        proven(view),
    ]


def category_findings(view: AuditView, key: str) -> list[Finding]:
    """Give what the audit finds of one service."""
    found = [left_out(view, [key]), to_verify_of(view, key), where_to_build(view, [key])]
    return [*_change(view, [key]), *found]


def area_findings(view: AuditView, area: int) -> list[Finding]:
    """Give what the audit finds in one committee."""
    return [*_change(view, view.keys, area), left_out(view, view.keys, area), proven(view, area)]


def finding_lines(view: AuditView) -> Iterator[str]:
    """Give the findings of the town as lines for a terminal."""
    for one in town_findings(view):
        yield one.heading
        for line in one.lines:
            yield f"  {line.said(view)}"


def _change(view: AuditView, keys: Sequence[str], area: int | None = None) -> list[Finding]:
    return [what_changes(view, keys, area)] if view.audit.after else []
