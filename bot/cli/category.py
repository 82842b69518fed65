"""Which category is meant, by its key or by either of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset


def category_key(dataset: Dataset, text: str) -> str:
    """Give the key of a category; what is unknown stays as it is, for the error to name it."""
    wanted = text.strip().casefold()
    for key, category in dataset.categories.items():
        if wanted in {key, category.name.zh, category.name.en.casefold()}:
            return key
    return text.strip()
