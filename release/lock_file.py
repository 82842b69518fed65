"""Reads a lock file: exact versions, for which systems, and the hashes of their files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from packaging.markers import Marker

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_CONTINUED = re.compile(r"\s*\\\n\s*")


class Pin(NamedTuple):
    """One locked version, the systems that need it, and the SHA-256 of each of its files."""

    name: str
    version: str
    marker: Marker | None
    hashes: frozenset[str]

    def is_for(self, environment: Mapping[str, str]) -> bool:
        """Tell whether an environment, by its markers, needs it."""
        return self.marker is None or self.marker.evaluate(dict(environment))

    def line(self, hashes: Iterable[str], *, with_marker: bool = True) -> str:
        """Write it as pip reads it, to be one of the files with these hashes."""
        condition = f" ; {self.marker}" if self.marker and with_marker else ""
        accepted = "".join(f" --hash=sha256:{one}" for one in sorted(hashes))
        return f"{self.name}=={self.version}{condition}{accepted}"


def read_lock(text: str) -> list[Pin]:
    """Read all pins of a lock file.

    Raises:
        ValueError: a line has no exact version or no hash.
    """
    pins = []
    for line in _CONTINUED.sub(" ", text).splitlines():
        told = line.partition("#")[0].strip()
        if told:
            pins.append(_pin(told))
    return pins


def _pin(line: str) -> Pin:
    wanted = Requirement(line.partition(" --hash")[0])
    versions, hashes = list(wanted.specifier), frozenset(_HASH.findall(line))
    if [one.operator for one in versions] != ["=="] or not hashes:
        raise ValueError(f"no exact version with a hash: {line[:80]}")
    return Pin(canonicalize_name(wanted.name), versions[0].version, wanted.marker, hashes)
