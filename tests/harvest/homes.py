"""How many people live in each compound, from the class of its households."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.harvest import committees, files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harvest.files import Feature

PEOPLE = 76_909
"""Of the report: 30,956 have signed with a family doctor, and these are 40.25 %."""

HOUSEHOLDS = {"0-500": 250, "500-1000": 750, "1000-2000": 1500, "2000+": 2500}
"""The middle of each class of the sales site."""

UNKNOWN = "0-500"
"""The class taken where the site has none: it lacks new and small compounds."""


def demand(shared: Path) -> list[Feature]:
    """Share the people out over the compounds by their households."""
    table = [
        row
        for row in files.rows(shared / "facts-2026" / "compounds.csv")
        if row["in_tangqiao"] == "yes"
    ]
    written = {one.compound: one.committee for one in committees.belonging(shared)}
    ids = {
        one.properties["name"].removesuffix("居委会"): one.properties["id"]
        for one in files.features(files.DATA / "places.geojson")
        if one.properties["kind"] == "committee"
    }
    shares = _shared([HOUSEHOLDS[row["households_class"] or UNKNOWN] for row in table])
    made = []
    for row, people in zip(table, shares, strict=True):
        fields: files.Properties = {
            "name": row["name"].replace("(", "（").replace(")", "）").replace(",", "、"),
            "people": people,
            "estimated": True,
            "neighbourhood": ids.get(written.get(row["name"], ""), ""),
            "source": "housing2026",
        }
        at = files.point(row).rounded(files.GEOCODED)
        made.append(files.Feature(fields, files.spot(at)))
    return made


def _shared(households: list[int]) -> list[int]:
    """Round so that the sum stays: the largest remainders are rounded up."""
    whole = sum(households)
    exact = [PEOPLE * count / whole for count in households]
    people = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda row: people[row] - exact[row])
    for row in order[: PEOPLE - sum(people)]:
        people[row] += 1
    return people
