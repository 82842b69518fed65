"""The published file of facilities: read, and written so that a change of one shows as one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.change_log.changeset import GEOMETRY, ID
from geo.change_log.overlay import changed_feature, id_of, is_removed, new_feature
from geo.compute.atomic_file import atomic_path
from geo.errors import DatasetError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.change_log.history import Values
    from geo.change_log.overlay import Feature

_BLANK = re.compile(r"\s*")
_DECODER = json.JSONDecoder()


class _Span(NamedTuple):
    """Where a feature stands in the text of a file, and the feature."""

    start: int
    end: int
    feature: object


def read_document(path: Path) -> dict[str, Any]:
    """Read a FeatureCollection.

    Raises:
        DatasetError: it is none.
    """
    try:
        document = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        fault = Fault(path.name, "", "", "is not a FeatureCollection; save it as GeoJSON")
        raise DatasetError(path.parent, (fault,))
    return document


def published_text(text: str, values: Values) -> str:
    """Give the text of a file with changed values; features that are not changed stay to the byte.

    New features come last. Fields keep their order.
    """
    spans, left = list(_spans(text)), dict(values)
    begin, end = (spans[0].start, spans[-1].end) if spans else (_array_start(text),) * 2
    pieces, after = list[str](), begin
    for span in spans:
        between, after = text[after : span.start], span.end
        changed = left.pop(id_of(span.feature), None)
        if changed is None or not is_removed(changed):
            pieces += [between if pieces else "", _with_values(text, span, changed)]
    made = [new_feature(one) for one in left.values() if one.get(ID)]
    for feature in made:
        pieces += _appended(feature, text, spans[-1] if spans else None, is_first=not pieces)
    return "".join([text[:begin], *pieces, text[end:]])


def write_published(path: Path, text: str) -> None:
    """Write the file in place of the older one, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    with atomic_path(path) as part:
        part.write_bytes(text.encode())


def read_text(path: Path) -> str:
    """Read a file as it is, line ends and all."""
    return path.read_bytes().decode()


def _spans(text: str) -> Iterator[_Span]:
    """Find the features of a FeatureCollection."""
    at = _array_start(text)
    while True:
        at = _skip(text, at)
        if at >= len(text) or text[at] == "]":
            return
        feature, end = _DECODER.raw_decode(text, at)
        yield _Span(at, end, feature)
        at = _skip(text, end)
        at += text[at : at + 1] == ","


def _array_start(text: str) -> int:
    """Find where the features begin: after the bracket of their list."""
    at = _skip(text, text.index("{") + 1)
    while True:
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)  # the colon
        if key == "features":
            return at + 1
        _, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)  # the comma


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _with_values(text: str, span: _Span, changed: dict[str, object] | None) -> str:
    """Give the text of a feature, which is as it was where nothing is changed."""
    if changed is None or not isinstance(span.feature, dict):
        return text[span.start : span.end]
    feature = changed_feature(span.feature, changed)
    if feature == span.feature:
        return text[span.start : span.end]
    indent = _indent(text, span)
    return _json(feature) if indent is None else _in_lines(feature, indent)


def _appended(feature: Feature, text: str, like: _Span | None, *, is_first: bool) -> list[str]:
    """Give the text of a new feature and of what separates it from the one before."""
    indent = "    " if like is None else _indent(text, like)
    comma = "" if is_first and like is None else ","
    if indent is None:
        return ["" if is_first else f"{comma} ", _json(feature)]
    return ["" if is_first and like else f"{comma}\n{indent}", _in_lines(feature, indent)]


def _indent(text: str, span: _Span) -> str | None:
    """Give the blanks before a feature that is written in several lines; None for one in one."""
    if "\n" not in text[span.start : span.end]:
        return None
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return before if not before.strip() else ""


def _in_lines(feature: Feature, indent: str) -> str:
    """Write one field a line, so that a change of one shows as one line."""
    properties = feature.get("properties")
    fields = properties.items() if isinstance(properties, dict) else ()
    lines = ",\n".join(f"{indent}    {_json(name)}: {_json(value)}" for name, value in fields)
    rest = {
        name: value
        for name, value in feature.items()
        if name not in {"type", "properties", GEOMETRY}
    }
    head = "".join(f"{indent}  {_json(name)}: {_json(value)},\n" for name, value in rest.items())
    return (
        f'{{\n{indent}  "type": "Feature",\n{head}{indent}  "properties": {{\n{lines}\n'
        f'{indent}  }},\n{indent}  "geometry": {_json(feature.get(GEOMETRY))}\n{indent}}}'
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
