"""The service circle as one HTML file with map and list, which needs no network at all."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.uncertainty import Within
from geo.walking_model import SPEED_M_S
from maps.circle.cards import category_name, write_cards
from maps.drawing.bounds import Bounds
from maps.drawing.document import asset, document
from maps.drawing.labels import find_labels
from maps.drawing.layers import add_ground, add_rings
from maps.drawing.leaflet import OfflineMap
from maps.drawing.markers import add_facility, add_origin, add_ring_label
from maps.drawing.placement import northern_end
from maps.drawing.style import ring_style, style_of
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from maps.drawing.scene import Scene
    from maps.drawing.style import CategoryStyle, RingStyle


_MOST_OPEN = 20
"""Facilities of the list that are open at first; the others are folded."""


def circle_page(scene: Scene) -> str:
    """Write a scene as a page; the same scene gives the same bytes.

    Names stand in the HTML alone, where the template escapes them; no script holds one.
    """
    texts = Texts(scene.language)
    view = _view(scene)
    parts = _map(scene, texts, view).parts()
    return document(
        "circle/templates/circle.html",
        texts.language,
        [parts.script, asset("circle/templates/circle.js")],
        ["circle/templates/circle.css"],
        map=Markup(parts.html),  # noqa: S704 - holds Folium's own ids alone
        scene=scene,
        minutes=scene.circle.rings[-1].minutes,
        texts=texts,
        say=texts.say,
        intro=_intro(scene, texts),
        counts=_counts(scene),
        labels=find_labels(scene.dataset, view, texts),
        rings=_rings(scene),
        categories=_categories(scene, texts),
        cards=write_cards(scene, texts),
        most_open=_MOST_OPEN,
        hotline=_hotline(scene, texts),
    )


def _view(scene: Scene) -> Bounds:
    """Everything that is to be in sight at first; never less than 600 m."""
    lon, lat = scene.circle.origin
    boxes = [Bounds(lon - 0.003, lat - 0.0027, lon + 0.003, lat + 0.0027)]
    boxes += [Bounds(*ring.area.bounds) for ring in scene.circle.rings if not ring.area.is_empty]
    middles = [located.geometry.middle for located in scene.located]
    boxes += [Bounds(*middle, *middle) for middle in middles]
    west, south, east, north = zip(*boxes, strict=True)
    return Bounds(min(west), min(south), max(east), max(north))


def _middle(scene: Scene) -> Bounds | None:
    """The circle alone: all that a narrow screen can show at once; None where nothing is in it."""
    boxes = [Bounds(*ring.area.bounds) for ring in scene.circle.rings if not ring.area.is_empty]
    return boxes[-1] if boxes else None


def _map(scene: Scene, texts: Texts, view: Bounds) -> OfflineMap:
    page_map = OfflineMap(view, _middle(scene))
    add_ground(page_map, scene.dataset, view.surroundings())
    add_rings(page_map, scene.circle)
    for ring in scene.circle.rings:
        if not ring.area.is_empty:
            text = texts.say("minutes_label", minutes=ring.minutes)
            add_ring_label(page_map, northern_end(ring.area), text)
    add_origin(page_map, scene.circle.origin, scene.origin_error_m)
    for located in scene.located:
        add_facility(page_map, located)
    return page_map


def _intro(scene: Scene, texts: Texts) -> str:
    """Say how the walk was computed, how sure its start is, and when the openings hold."""
    pace = scene.circle.pace
    said = [texts.say("method", pace=texts.say(f"pace_{pace.value}"), speed=SPEED_M_S[pace])]
    if scene.origin_error_m:
        said.append(texts.say("origin_error", metres=round(scene.origin_error_m)))
    if scene.at:
        said.append(texts.say("as_of", moment=texts.moment(scene.at, None)))
    return (" " if texts.language == "en" else "").join(said)


def _counts(scene: Scene) -> dict[str, int]:
    """Count the entries that are surely, perhaps and not known to be within the last ring."""
    minutes = scene.circle.rings[-1].minutes
    withins = [entry.walk.within(minutes) for entry in scene.entries if entry.walk]
    return {
        "yes": withins.count(Within.YES),
        "maybe": withins.count(Within.MAYBE),
        "unlocated": sum(entry.facility.geometry is None for entry in scene.entries),
    }


def _rings(scene: Scene) -> list[tuple[int, RingStyle, float]]:
    """Minutes, look and opacity of each ring; a longer one shines through the shorter."""
    looks = [ring_style(place) for place in range(len(scene.circle.rings))]
    clear = [prod(1 - look.fill_opacity for look in looks[place:]) for place in range(len(looks))]
    return [
        (ring.minutes, look, round(1 - light, 2))
        for ring, look, light in zip(scene.circle.rings, looks, clear, strict=True)
    ]


def _categories(scene: Scene, texts: Texts) -> list[tuple[str, CategoryStyle]]:
    """The categories in the list, in the dataset's order."""
    listed = {entry.facility.category for entry in scene.entries}
    known = [key for key in scene.dataset.categories if key in listed]
    return [(category_name(key, scene, texts), style_of(key)) for key in known]


def _hotline(scene: Scene, texts: Texts) -> str:
    """The town's hotline for everything; empty when it has none: an ambulance is not for asking."""
    hotlines = scene.dataset.hotlines
    return next((texts.of(one.name) for one in hotlines if one.key == "city" and one.tel), "")
