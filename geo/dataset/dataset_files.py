"""The files of a dataset folder → rows; a file that cannot be read is one fault."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from geo.change_log.overlay import overlaid
from geo.dataset.fields import Row, quoted
from geo.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.change_log.history import Values

ID = re.compile(r"[A-Za-z0-9_-]{1,40}")  # fits a button's 64 bytes, a link and a file name


def read_features(
    path: Path, faults: list[Fault], *, named: bool, changed: Values | None = None
) -> list[Row] | None:
    """Read a GeoJSON file; None when it cannot be. With `named`, each row needs an id of its own.

    Values in `changed` are laid over the features. Those without properties are left out, with a
    fault.
    """
    document = _document(path, json.loads, faults)
    if document is None:
        return None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        faults.append(
            Fault(path.name, "", "type", "is not a FeatureCollection; save it as GeoJSON")
        )
        return None
    features = document.get("features")
    if not isinstance(features, list):
        faults.append(Fault(path.name, "", "features", "is no list; write the features in it"))
        return None
    if changed:
        features = overlaid(features, changed)
    rows = [_row(path.name, n, feature, faults) for n, feature in enumerate(features, start=1)]
    if named:
        _check_ids(rows)
    return [row for row in rows if row is not None]


def read_tables(path: Path, faults: list[Fault]) -> dict[str, Any] | None:
    """Read a TOML file; None when it cannot be."""
    tables: dict[str, Any] | None = _document(path, tomllib.loads, faults)
    return tables


def table_rows(path: Path, name: str, tables: dict[str, Any], faults: list[Fault]) -> list[Row]:
    """Give each table inside the table `name` as a row, labelled by its key."""
    group = tables.get(name, {})
    if not isinstance(group, dict):
        faults.append(Fault(path.name, "", name, f"is {quoted(group)}; write tables [{name}.KEY]"))
        return []
    rows = []
    for key, fields in group.items():
        if isinstance(fields, dict):
            rows.append(Row(path.name, key, fields, faults))
        else:
            problem = f"is {quoted(fields)}; write a table [{name}.{key}]"
            faults.append(Fault(path.name, key, name, problem))
    return rows


def _document(path: Path, parse: Callable[[str], Any], faults: list[Fault]) -> Any:  # noqa: ANN401 - JSON
    try:
        return parse(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        problem = "is missing; every dataset has one, if only with nothing in it"
    except OSError as error:
        problem = f"cannot be read ({error.strerror}); check the file and its rights"
    except UnicodeDecodeError as error:
        problem = f"is not UTF-8 at byte {error.start}; save it as UTF-8"
    except RecursionError:
        problem = f"is not {path.suffix[1:]}: too deeply nested"
    except ValueError as error:
        kind = "TOML" if path.suffix == ".toml" else "JSON"
        problem = f"is not {kind}: {error}; correct it there"
    faults.append(Fault(path.name, "", "", problem))
    return None


def _row(file: str, number: int, feature: object, faults: list[Fault]) -> Row | None:
    label = f"#{number}"
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        faults.append(Fault(file, label, "type", "is not a Feature; write it as one or remove it"))
        return None
    fields = feature.get("properties")
    if not isinstance(fields, dict):
        problem = f"is {quoted(fields)}; write an object with the fields"
        faults.append(Fault(file, label, "properties", problem))
        return None
    if "id" in feature:
        fields.setdefault("id", feature["id"])  # where GeoJSON has it, and many tools do not
    name = fields.get("id") or fields.get("name")
    return Row(
        file, name if isinstance(name, str) else label, fields, faults, feature.get("geometry")
    )


def _check_ids(rows: list[Row | None]) -> None:
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        name = "" if row is None else row.text("id", required=True)
        if row is None or not name:
            continue
        if not ID.fullmatch(name):
            row.fault("id", "use 1 to 40 letters a-z, digits, - and _")
        if name in seen:
            row.label = f"{name} (#{number})"
            row.fault("id", f"is already the id of #{seen[name]}; give each its own")
        seen.setdefault(name, number)
