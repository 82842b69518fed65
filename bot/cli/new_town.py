"""Makes the folder of a new town: whole, checked and with a report, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.progress import bars
from bot.staff.reports.dataset_check import check_dataset
from bot.staff.reports.new_town_report import new_town_report
from bot.texts import say
from bot.understanding.lexicon.languages import languages_of, word_files
from geo.errors import DatasetError, SettingsError
from geo.osm_dataset.new_dataset import write_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.osm_dataset.new_dataset import Wanted

REPORT = "MISSING.md"
"""The file of the folder that tells what is missing."""

_STAGES = ("streets", "objects", "files")


def make_town(wanted: Wanted, folder: Path, language: str, words: str = "") -> str:
    """Make the folder of a town; give the report, which is written into it, too.

    `words` are the languages whose words are heard, ISO 639 with commas; empty: the country's.

    Raises:
        ExtractError: the extract, the boundary or the table of tags cannot be used.
        HeightsError: a file of heights cannot be read, or is of another place.
        DatasetError: what was made has faults.
        SettingsError: the folder holds something already, or cannot be written.
        UnknownNameError: there are no words of a language.
    """
    spoken = word_files(words.lower().split(",")) if words else None
    with _new_folder(folder) as part:
        names = [say(language, f"init.{stage}") for stage in _STAGES]
        with bars(*names) as tells:
            by_stage = dict(zip(_STAGES, tells, strict=True))
            made = write_dataset(wanted, part, lambda stage, share: by_stage[stage](share))
        _write_words(part, spoken or word_files(languages_of(made.about.country.code)))
        faults = check_dataset(part, None, datetime.now().astimezone().date())
        if not all(fault.is_warning for fault in faults):
            raise DatasetError(folder, [fault for fault in faults if not fault.is_warning])
        report = new_town_report(made, faults, language)
        (part / REPORT).write_text(f"{report}\n", "utf-8")
    return f"{report}\n\n{say(language, 'init.next', folder=folder)}"


def _write_words(folder: Path, files: Mapping[str, str]) -> None:
    (folder / "words").mkdir()
    for name, text in files.items():
        (folder / "words" / name).write_text(text, "utf-8")


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """Give a folder beside the one wanted, which takes its place when the block ends well.

    Raises:
        SettingsError: the folder holds something already, or cannot be written.
    """
    folder = folder.absolute()
    if folder.exists() and any(folder.iterdir()):
        raise SettingsError(f"{folder} holds other files; name an empty folder or a new one")
    part = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        yield part
        part.chmod(0o755)
        part.replace(folder)
    except OSError as error:
        raise SettingsError(
            f"cannot write {folder}: {error.strerror}; name another folder"
        ) from error
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)
