"""The dataset in the box, opened once for all modules of a process."""

from __future__ import annotations

from geo.dataset.dataset import open_dataset

TANGQIAO = open_dataset()
