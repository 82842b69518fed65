"""HTML documents that load nothing: all is inside, and a policy forbids the rest."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from geo.telephone import dialled
from maps.drawing.leaflet import leaflet_script, leaflet_style
from maps.drawing.markers import shape_svg
from maps.drawing.style import is_hollow, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def document(
    template: str,
    language: str,
    scripts: Sequence[str],
    styles: Sequence[str] = (),
    **values: object,
) -> str:
    """Fill a template, a file below `maps/` that extends `drawing/templates/document.html`.

    Every value is escaped by the template; a name must never be in `scripts`, which run after
    Leaflet's own. Only they may run, even if a name should slip through. `styles` are files below
    `maps/`, after the style of every page.
    """
    all_scripts = [leaflet_script(), *scripts]
    sheets = [leaflet_style() + asset("drawing/page.css")]
    if styles:
        sheets.append("".join(asset(style) for style in styles))
    return _templates().get_template(template).render(
        styles=[Markup(sheet) for sheet in sheets],  # noqa: S704 - files of ours
        scripts=[Markup(script) for script in all_scripts],  # noqa: S704 - see the docstring
        policy=_policy(all_scripts),
        language=language,
        **values,
    )  # fmt: skip


def asset(path: str) -> str:
    """Read a file below `maps/`."""
    return (files("maps") / path).read_text("utf-8")


def _policy(scripts: Iterable[str]) -> str:
    """Allow these very scripts and inline styles; nothing may be loaded, sent or framed."""
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts]
    allowed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src 'unsafe-inline'; script-src {allowed}"
    )


@cache
def _templates() -> Environment:
    loader = PackageLoader("maps", "")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.globals |= {"shape_svg": shape_svg, "style_of": style_of, "is_hollow": is_hollow}
    environment.globals |= {"dialled": dialled}
    return environment
