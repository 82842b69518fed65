"""Posters and cards as pages to print: one file each, all in one, and an index."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.channels.posters.paper_page import paper_page, templates
from bot.channels.posters.poster import PLACE_KINDS, most_asked, poster, spots
from bot.conversation.lookup.search import FacilitySearch
from bot.texts import say
from geo.compute.atomic_file import write_text
from geo.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.channels.posters.poster import Poster, PosterSite
    from bot.storage.demand_table import DemandCount
    from geo.dataset.dataset import Dataset

ALL_POSTERS, ALL_CARDS = "all-posters.html", "all-cards.html"
"""The pages that hold every poster, and every sheet of cards, to print at once."""


def write_posters(  # noqa: PLR0913 - what a poster depends on
    dataset: Dataset,
    out: Path,
    *,
    site: str,
    language: str,
    at: datetime,
    counts: Iterable[DemandCount] = (),
    progress: Callable[[float], None] = lambda _: None,
) -> int:
    """Write a poster and a sheet of cards for each spot, all of them in one, and an index.

    Gives how many spots there are.

    A spot that nobody has located has none: it would only say so. The index tells it.

    Args:
        dataset: the town.
        out: the folder, made when it is not there.
        site: the address of the web server, which the codes begin with.
        language: "zh" or "en".
        at: the moment (aware) at which facilities serve.
        counts: what was asked for; it orders the services.
        progress: is told the share that is done.

    Raises:
        SettingsError: the folder cannot be written.
    """
    search, services = FacilitySearch(dataset), most_asked(dataset, counts)
    every = [spot for spot in spots(dataset) if spot.point]
    unlocated = [spot for spot in spots(dataset) if not spot.point]
    made = []
    try:
        for done, spot in enumerate(every, start=1):
            one = poster(search, spot, services=services, language=language, site=site, at=at)
            write_text(out / f"{spot.key}.html", paper_page("poster", [one], one.place))
            write_text(out / f"{spot.key}-cards.html", paper_page("cards", [one], one.place))
            made.append(one)
            progress(done / len(every))
        if made:
            title = say(language, "paper.index_title", town=dataset.name.said_in(language))
            write_text(out / ALL_POSTERS, paper_page("poster", made, title))
            write_text(out / ALL_CARDS, paper_page("cards", made, title))
        write_text(out / "index.html", _index(dataset, made, unlocated, language))
    except OSError as error:
        raise SettingsError(f"cannot write {out}: {error.strerror}; name another folder") from error
    return len(made)


def _index(
    dataset: Dataset, made: Sequence[Poster], unlocated: Iterable[PosterSite], language: str
) -> str:
    kinds = (*PLACE_KINDS, "facility")
    by_kind = {kind: [one for one in made if one.spot.kind == kind] for kind in kinds}
    return (
        templates()
        .get_template("index.html")
        .render(
            say=partial(say, language),
            language=language,
            town=dataset.name.said_in(language),
            kinds={kind: posters for kind, posters in by_kind.items() if posters},
            all_files=(ALL_POSTERS, ALL_CARDS) if made else (),
            unlocated=[spot.name.said_in(language) for spot in unlocated],
        )
    )
