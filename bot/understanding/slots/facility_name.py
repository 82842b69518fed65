"""The facility that a sentence calls by its name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.text.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.facility import Facility

_SHORTEST_CHARS = 5
_BRANCH = re.compile(r"[（(](.*?)(?:店|段)?[）)]")
# What residents leave out of a name, at its beginning or inside.
_LEFT_OUT = re.compile(r"^(?:塘桥|社区|tangqiao )+|居委会?|居民区|的")


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The names of facilities and the shorter forms that only one facility answers to."""

    by_name: Mapping[str, str]

    @classmethod
    def of(cls, facilities: Iterable[Facility]) -> Namesakes:
        """Collect the names, longest first; a form that is in two facilities' names is none."""
        owners: dict[str, set[str]] = defaultdict(set)
        for facility in facilities:
            for name in facility.name:
                for form in _forms(name):
                    owners[form].add(facility.id)
        forms = sorted(owners, key=len, reverse=True)
        bearers = {f: set().union(*(owners[o] for o in forms if f in o)) for f in forms}
        return cls({form: ids.pop() for form, ids in bearers.items() if len(ids) == 1})

    def find(self, text: str) -> str | None:
        """Give the id of the facility that a normalised sentence names."""
        return next((owner for name, owner in self.by_name.items() if name in text), None)


def _forms(name: str) -> Iterator[str]:
    """The name as it is written and as it is said: "北园路美好生活馆"."""
    branch = _BRANCH.search(name)
    plain = normalise(_BRANCH.sub("", name))
    short = _LEFT_OUT.sub("", plain)
    with_branch = f"{normalise(branch[1])}{short}" if branch and not plain.isascii() else plain
    said = dict.fromkeys((plain, with_branch, short))
    return (form for form in said if len(form) >= _SHORTEST_CHARS)
