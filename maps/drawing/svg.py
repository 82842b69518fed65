"""Parts of SVG charts that every chart shares."""

from __future__ import annotations

from markupsafe import Markup

_TEXT = Markup('<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>')


def svg_text(x: float, y: float, text: object, anchor: str = "start") -> Markup:
    """Write a text, escaped, at a point; `anchor` is "start", "middle" or "end"."""
    return _TEXT.format(x=x, y=y, anchor=anchor, text=text)
