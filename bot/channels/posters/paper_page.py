"""Posters and sheets of cards as one page to print."""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeAlias

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.channels.posters.poster import Poster

Paper: TypeAlias = Literal["poster", "cards"]
"""What is printed: a poster of each place, or a sheet of cards of each."""

CARDS = 10
"""Cards of 90 by 54 mm on a sheet of A4."""

_PACKAGE = "bot.channels.posters"


def paper_page(paper: Paper, posters: Sequence[Poster], title: str) -> str:
    """Write posters, or their cards, as one page; there is at least one."""
    language = posters[0].language
    return templates().get_template(f"{paper}.html").render(
        posters=posters,
        title=title,
        language=language,
        say=partial(say, language),
        style=Markup(paper_style(paper)),  # noqa: S704 - a file of ours
        code=code_svg,
        count=CARDS,
    )  # fmt: skip


@cache
def paper_style(paper: Paper) -> str:
    """Give the style sheet that stands in such a page."""
    return (files(_PACKAGE) / "templates" / f"{paper}.css").read_text("utf-8").strip()


def code_svg(address: str) -> Markup:
    """Draw the code of an address; a quarter of it may be stained and it can still be read."""
    code = segno.make(address, error="q", micro=False)
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass="code", lineclass=None))  # noqa: S704 - segno's own


@cache
def templates() -> Environment:
    """Give the templates of what is printed."""
    loader = PackageLoader(_PACKAGE)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
