"""The dataset in the box: Tangqiao, Pudong, Shanghai, in a checkout or as it was installed."""

from pathlib import Path

FOLDER = Path(__file__).parent

IS_INSTALLED = not (FOLDER.parent / "requirements.lock").is_file()
"""Whether pip has put this copy here: its files come and go with a version."""
