"""What one pattern of small talk means."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import re

    from bot.understanding.query import Intent

    Said: TypeAlias = tuple[Intent, str | None, re.Pattern[str]]
    """An intent, its topic, and what says so where it is all that is said."""

END = r"(?:了|吧|啊|呀|哦|哈|呢|啦|的|,|!|。)*"
"""Words without a meaning behind any of them."""
