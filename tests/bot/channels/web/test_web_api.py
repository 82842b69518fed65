"""The HTTP API: what its document says it does, for programs that trust it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

import data
from geo.dataset.dataset import open_dataset
from geo.facility import Status
from tests.support.web_site import STATION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.web_site import Site

AT = "121.5172,31.2071"
PATIENT = "--request-timeout=120"
EVERY_PHASE = "examples,coverage,fuzzing,stateful"
UNLOCATED = next(
    one for one in open_dataset().facilities if one.geometry is None and one.status is Status.OPEN
)


def get(site: Site, path: str, **query: object) -> httpx.Response:
    """Read from the API."""
    return httpx.get(site.at(f"/api/v1/{path}"), params=query)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("examples", "phases"),
    [(3, "fuzzing"), pytest.param(200, EVERY_PHASE, marks=pytest.mark.storm)],
)
def test_it_does_what_its_document_says(
    site: Site, tmp_path: Path, examples: int, phases: str
) -> None:
    """Schemathesis finds no server error and nothing that the document does not say."""
    command = (sys.executable, "-m", "schemathesis.cli", "run", site.at("/api/openapi.json"))
    options = (f"--max-examples={examples}", f"--phases={phases}", "--seed=1", PATIENT)
    run = subprocess.run(  # noqa: S603
        [*command, *options, "--suppress-health-check=all"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]


def test_what_is_near_is_what_yike_ask_says(site: Site) -> None:
    """The list, its order and its minutes are those of the conversation."""
    now = "2026-03-10T10:00"
    near = get(site, "nearby", at=AT, category="canteen", now=now).json()
    body = {"text": "附近有助餐点吗", "at": AT, "now": now}
    asked = httpx.post(site.at("/api/v1/ask"), json=body).json()
    told = [(one["id"], one["properties"]["walk_minutes"]) for one in near["features"]]
    assert told == [(one["id"], one["walk_minutes"]) for one in asked["facilities"]]


def test_what_nobody_has_located_is_told_last(site: Site) -> None:
    """It has a null geometry (RFC 7946) and no minutes, and stands behind all that has them."""
    features = get(site, "nearby", at=AT, category=UNLOCATED.category).json()["features"]
    minutes = [one["properties"]["walk_minutes"] for one in features]
    located = [one for one in minutes if one is not None]
    assert minutes == sorted(located) + [None] * (len(minutes) - len(located))
    assert None in minutes
    assert [one["geometry"] is None for one in features] == [one is None for one in minutes]


def test_a_place_is_named_by_its_id(site: Site) -> None:
    """Stations, neighbourhoods and facilities are origins, like positions."""
    assert get(site, "nearby", at=STATION).json()["place"]["name"] == "塘桥站"
    assert get(site, "nearby", at="canteen-beiyuan").json()["place"]["basis"] == "named"


def test_the_circle_is_rings_and_facilities(site: Site) -> None:
    """Rings of 5, 10 and 15 minutes, each inside the next."""
    import shapely

    features = get(site, "circle", at=AT).json()["features"]
    rings = [one for one in features if one["properties"]["kind"] == "ring"]
    assert [one["properties"]["minutes"] for one in rings] == [5, 10, 15]
    areas = [shapely.geometry.shape(one["geometry"]) for one in rings]
    assert areas[0].within(areas[1].buffer(1e-5))
    assert areas[1].within(areas[2].buffer(1e-5))


def test_a_route_is_a_line_as_long_as_its_walk(site: Site) -> None:
    """The line leads from the origin to the facility, along streets."""
    import numpy as np

    from geo.crs import LocalMetres
    from geo.facility import LonLat

    told = get(site, "route", at=STATION, to="canteen-langao").json()
    line = told["geometry"]["coordinates"]
    metres = LocalMetres(LonLat(*line[0])).to_metres(line)
    assert np.abs(metres[-1]).max() > 100
    length = float(np.hypot(*np.diff(metres, axis=0).T).sum())
    # The legs that join the streets are reckoned a third longer than they are drawn.
    assert 0.75 * told["properties"]["walk_m"] <= length <= told["properties"]["walk_m"] + 5
    assert told["properties"]["steps"]


def test_faults_are_all_told_at_once(site: Site) -> None:
    """A problem (RFC 9457) lists every fault of the query."""
    answer = get(site, "nearby", minutes="x", pace="run", colour="red")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert [one.partition(":")[0] for one in answer.json()["errors"]] == [
        "at",
        "colour",
        "minutes",
        "pace",
    ]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("nearby", {"at": "0,0"}),
        ("nearby", {"at": "31.2,121.5"}),
        ("nearby", {"at": "no-such-place"}),
        ("circle", {"at": "0,0"}),
        ("route", {"at": AT, "to": "no-such"}),
        ("route", {"at": AT, "to": UNLOCATED.id}),
        ("facilities/no-such", {}),
        ("no-such", {}),
    ],
)
def test_what_is_nowhere_is_a_404(site: Site, path: str, query: dict[str, str]) -> None:
    """A place or way that does not exist is a problem that says what to do."""
    answer = get(site, path, **query)
    assert answer.status_code == 404
    assert answer.json()["detail"]


def test_a_reader_is_told_when_nothing_changed(site: Site) -> None:
    """The tag of an answer that is held already gets an empty 304."""
    first = get(site, "facilities")
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = httpx.get(site.at("/api/v1/facilities"), headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
    other = httpx.get(site.at("/api/v1/facilities"), headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_every_site_may_read_and_none_may_ask(site: Site) -> None:
    """Reads carry the CORS header; asking is for our own pages and for programs."""
    assert get(site, "places").headers["access-control-allow-origin"] == "*"
    asked = httpx.post(site.at("/api/v1/ask"), json={"text": "你好"})
    assert "access-control-allow-origin" not in asked.headers


def test_every_facility_is_told(site: Site) -> None:
    """The list is the published file: as many features, those without a position too."""
    published = json.loads((data.FOLDER / "facilities.geojson").read_text("utf-8"))
    told = get(site, "facilities").json()
    assert [one["id"] for one in told["features"]] == [
        one["properties"]["id"] for one in published["features"]
    ]
    one = told["features"][0]
    assert get(site, f"facilities/{one['id']}").json() == one


def test_half_a_letter_is_no_crash(site: Site) -> None:
    """Half of a surrogate pair, which JSON may hold, is answered or refused like any letter."""
    body = '{"text": "\\ud800附近有助餐点吗", "at": "metro-tangqiao"}'
    headers = {"Content-Type": "application/json"}
    assert httpx.post(site.at("/api/v1/ask"), content=body, headers=headers).status_code == 200
    unknown = '{"text": "附近有助餐点吗", "\\ud800": 1}'
    refused = httpx.post(site.at("/api/v1/ask"), content=unknown, headers=headers)
    assert refused.status_code == 400
    assert "\ufffd" in refused.json()["errors"][0]


def test_health_and_counts_name_nobody(site: Site) -> None:
    """The state of the service is told by routes, never by what was asked."""
    get(site, "nearby", at="121.51234,31.20777")
    httpx.get(site.at(f"/p/{STATION}"))
    assert httpx.get(site.at("/healthz")).json()["status"] == "ok"
    counts = httpx.get(site.at("/metrics")).text
    assert 'yike_requests_total{method="GET",route="/p/{place}",status="200"}' in counts
    assert "121.51" not in counts
    assert STATION not in counts
