"""The dataset in the box: Tangqiao, Pudong, Shanghai."""

from pathlib import Path

FOLDER = Path(__file__).parent
