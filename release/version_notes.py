"""The version, which pyproject.toml alone names, and what the changelog tells of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_DATED = re.compile(r"(\S+) \((\d{4}-\d\d-\d\d)\)")
_CITED = re.compile(r"^version: (\S+)$", re.MULTILINE)


def version_of(folder: Path) -> str:
    """Give the version of a checkout."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def problems(version: str, changelog: str, citation: str) -> list[str]:
    """List what keeps a version from being released: its entry, its date, and who else names it."""
    sections = _sections(changelog)
    found = []
    if sections.pop("Unreleased", "").strip():
        found.append(f"CHANGELOG.md: what is unreleased belongs below ## {version} (YYYY-MM-DD)")
    dated = [match[1] for title in sections if (match := _DATED.fullmatch(title))]
    if not dated or dated[0] != version:
        found.append(f"CHANGELOG.md: the newest entry has to be ## {version} (YYYY-MM-DD)")
    elif not next(text for title, text in sections.items() if _DATED.fullmatch(title)).strip():
        found.append(f"CHANGELOG.md: the entry of {version} tells nothing")
    cited = _CITED.findall(citation)
    if cited != [version]:
        found.append(f"CITATION.cff: version has to be {version}")
    return found


def _sections(changelog: str) -> dict[str, str]:
    """Part a changelog by its headings of the second order."""
    _, *parts = _HEADING.split(changelog)
    return dict(zip(parts[::2], parts[1::2], strict=True))
