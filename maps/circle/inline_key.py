"""What the signs of an inline map mean, in plain words below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from maps.circle.inline_marks import marker_of
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maps.drawing.scene import Scene

_HERE = Markup(
    '<circle class="here" cx="20" cy="15" r="12"/><circle class="dot" cx="20" cy="15" r="5"/>'
)
_RING = Markup('<rect class="ring r1" x="3" y="3" width="34" height="24" rx="12"/>')
_DOUBT = Markup('<circle class="doubt" cx="20" cy="15" r="12"/>')
_WAY = Markup('<path class="way" d="M3 24l12-14h22"/>')
_PLACE = Markup('<g transform="translate(20 15) scale(.75)">{}</g>')
_ITEM = Markup('<li><svg class="sign" viewBox="0 0 40 30" aria-hidden="true">{}</svg>{}</li>')


def inline_key(scene: Scene, *, with_way: bool = False) -> Markup:
    """Say what is drawn for a scene, and nothing that is not; looks are those of the map."""
    texts = Texts(scene.language)
    lines = [(_HERE, texts.say("key_here", origin=scene.origin_name))]
    lines += _way(scene, texts) if with_way else _rings(scene, texts)
    errors = [scene.origin_error_m, *(one.facility.position_error_m for one in scene.located)]
    if any(errors):
        lines.append((_DOUBT, texts.say("legend_doubt")))
    items = [_ITEM.format(sign, words) for sign, words in lines]
    return Markup('<ul class="key">{}</ul>').format(Markup("").join(items))


def _rings(scene: Scene, texts: Texts) -> Iterator[tuple[Markup, str]]:
    minutes = [str(ring.minutes) for ring in scene.circle.rings if not ring.area.is_empty]
    if minutes:
        yield _RING, texts.say("key_rings", minutes=texts.separator.join(minutes))


def _way(scene: Scene, texts: Texts) -> Iterator[tuple[Markup, str]]:
    for one in scene.located:
        sign = _PLACE.format(marker_of("", one.facility))
        yield sign, texts.say("key_there", place=one.facility.name.said_in(scene.language))
    yield _WAY, texts.say("key_way")
