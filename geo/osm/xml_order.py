"""Puts the XML of an extract in order: one version of each thing, ascending ids, none deleted.

Published extracts are in order. What editors save is not: JOSM gives new things negative ids and
keeps what is deleted (`action="delete"`); histories hold several versions, the last perhaps
deleted (`visible="false"`); others write ways before nodes. libosmium reads all this as if it were
in order, and so is wrong; and it knows few encodings besides UTF-8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

import numpy as np

from geo.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Readable(Protocol):
    """A file of bytes that is open."""

    def read(self, count: int = -1, /) -> bytes:
        """Give so many bytes at most, all that is left by default."""


_CHUNK = 1 << 22
_KINDS = ("node", "way", "relation")
_SIGNS = re.compile(
    rb"""<remark|action\s*=\s*["']delete|visible\s*=\s*["']false|\bid\s*=\s*["']-"""
    rb"""|<\?xml[^>]*encoding\s*=\s*["'](?!(?i:utf-8))"""
)
_IDS = tuple(
    re.compile(rb"<" + kind.encode() + rb"""\s[^>]*?\bid\s*=\s*["'](\d+)""") for kind in _KINDS
)
_LATITUDES = re.compile(rb"""<node\s[^>]*?\blat\s*=\s*["']([^"']+)""")

_LONGITUDES = re.compile(rb"""<node\s[^>]*?\blon\s*=\s*["']""")
_NODES = re.compile(rb"""<node\s""")


def in_order(text: Readable) -> bool:
    """Tell whether XML can be read as it is, by its words alone; when in doubt it cannot."""
    last, latest, rest = [-1, -1, -1], 0, b""
    while chunk := text.read(_CHUNK):
        whole = rest + chunk
        cut = whole.rfind(b"<")
        part, rest = whole[:cut], whole[cut:]
        if _SIGNS.search(part) or not _on_earth(part) or not _kinds_ascend(part):
            return False
        for kind, pattern in enumerate(_IDS):
            ids = np.array(pattern.findall(part), "S20").astype(np.int64)
            if not len(ids):
                continue
            if kind < latest or ids[0] <= last[kind] or (np.diff(ids) <= 0).any():
                return False
            last[kind] = int(ids[-1])
            latest = kind
    return True


def _kinds_ascend(part: bytes) -> bool:
    """Tell whether nodes come before ways and ways before relations."""
    firsts = [part.find(b"<" + kind.encode()) for kind in _KINDS]
    lasts = [part.rfind(b"<" + kind.encode()) for kind in _KINDS]
    return all(
        later < 0 or last < later for kind, last in enumerate(lasts) for later in firsts[kind + 1 :]
    )


def _on_earth(part: bytes) -> bool:
    """Tell whether all nodes are: libosmium takes others for nodes without a position."""
    latitudes = np.array(_LATITUDES.findall(part), "S24").astype(np.float64)
    every = len(_LONGITUDES.findall(part)) == len(latitudes) == len(_NODES.findall(part))
    return every and bool((np.abs(latitudes) <= 90).all())


def rewritten(name: str, text: Readable) -> bytes:
    """Write XML anew, in order.

    Args:
        name: what messages call the file.
        text: the XML.

    Raises:
        ExtractError: the server that made it gave up before its end, or a node is not on earth.
        SyntaxError, ValueError: it is no XML, or has ids that are no numbers.
    """
    things = _Things(name)
    for _, element in ET.iterparse(text):  # noqa: S314 - expat refuses entities that grow
        if element.tag == "remark":
            remark = " ".join((element.text or "").split())[:200]
            raise ExtractError(
                f"{name} is incomplete ({remark}): ask for a smaller area, and download it again"
            )
        if element.tag in _KINDS:
            things.add(element)
            element.clear()
    return things.written()


class _Thing(NamedTuple):
    """The newest version of a thing that is known: when it is `deleted`, it is not there."""

    version: int
    deleted: bool
    body: ET.Element


@dataclass(slots=True)
class _Things:
    """The newest version of everything in a file, by kind and id."""

    name: str
    newest: dict[str, dict[int, _Thing]] = field(default_factory=lambda: {k: {} for k in _KINDS})

    def add(self, element: ET.Element) -> None:
        """Keep an element unless a newer version of it is known; of equals the later one."""
        about, number = element.attrib, int(element.attrib["id"])
        version = int(about.get("version", 0))
        known = self.newest[element.tag].get(number)
        if known is not None and known.version > version:
            return
        deleted = about.get("action") == "delete" or about.get("visible") == "false"
        if element.tag == "node" and not deleted:
            self._check_place(number, about)
        body = ET.Element(element.tag, about)
        body.extend(element)
        self.newest[element.tag][number] = _Thing(version, deleted, body)

    def _check_place(self, number: int, about: Mapping[str, str]) -> None:
        for key, most in (("lat", 90), ("lon", 180)):
            if key not in about:
                raise ExtractError(
                    f"{self.name} is damaged (node {number} has no {key}): correct it, or download "
                    "it again"
                )
            if not abs(float(about[key])) <= most:
                raise ExtractError(
                    f"{self.name} is damaged (node {number} has {key}={about[key]}, which is not "
                    "on earth): correct it, or download it again"
                )

    def written(self) -> bytes:
        """Write what is there, without what is not needed: users, times."""
        shift = {kind: max([0, *known]) for kind, known in self.newest.items()}
        lines = ['<osm version="0.6">']
        for kind, known in self.newest.items():
            rank = {_positive(number, shift[kind]): number for number in known}
            for number in sorted(rank):
                thing = known[rank[number]]
                if not thing.deleted:
                    lines.append("".join(_lines(thing.body, number, shift)))
        return "\n".join([*lines, "</osm>"]).encode()


def _positive(number: int, shift: int) -> int:
    """Give an id that is not negative: new things come after all others."""
    return number if number >= 0 else shift - number


def _lines(body: ET.Element, number: int, shift: Mapping[str, int]) -> Iterator[str]:
    """Write one thing."""
    place = "".join(
        f" {key}={quoteattr(body.attrib[key])}" for key in ("lat", "lon") if key in body.attrib
    )
    yield f'<{body.tag} id="{number}" version="1"{place}>'
    for part in body:
        about = part.attrib
        if part.tag == "tag":
            yield f"<tag k={quoteattr(about['k'])} v={quoteattr(about['v'])}/>"
        elif part.tag == "nd":
            yield f'<nd ref="{_positive(int(about["ref"]), shift["node"])}"/>'
        elif part.tag == "member" and about["type"] in shift:
            ref = _positive(int(about["ref"]), shift[about["type"]])
            yield f"<member type={quoteattr(about['type'])} ref={quoteattr(str(ref))} "
            yield f"role={quoteattr(about.get('role', ''))}/>"
    yield f"</{body.tag}>"
