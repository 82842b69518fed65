"""Which dataset a command works on: a folder, and the log of what was changed since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import click

    from geo.change_log.log_file import ChangeLog
    from geo.dataset.dataset import Dataset

_META = "yike.changes"


@dataclass(frozen=True, slots=True)
class DatasetSource:
    """A dataset's folder, and the file of the log that `--changes` names; None: by the settings."""

    folder: Path
    changes: Path | None = None

    @property
    def log(self) -> ChangeLog:
        """The log of changes, which need not be there yet.

        Raises:
            SettingsError: `.env` cannot be read.
        """
        from bot.settings import changes_file, environment  # noqa: PLC0415 - only who opens it
        from geo.change_log.log_file import ChangeLog  # noqa: PLC0415 - likewise

        return ChangeLog(self.changes or changes_file(environment(Path.cwd())))

    def open(self, day: date | None = None) -> Dataset:
        """Open the dataset as it is on a day, today by default: the files, and the log over them.

        Raises:
            DatasetError: it has faults; all of them are listed.
            SettingsError: the log cannot be read.
        """
        from datetime import datetime  # noqa: PLC0415 - likewise

        from geo.dataset.dataset import open_dataset  # noqa: PLC0415 - likewise
        from geo.dataset.suspensions import as_of  # noqa: PLC0415 - likewise

        dataset = open_dataset(self.folder, self.log)
        return as_of(dataset, day or datetime.now(dataset.zone).date())


def keep_changes(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    """Note what `--changes` says, which is read before `--data`."""
    ctx.meta[_META] = value


def read_source(ctx: click.Context, _: click.Parameter, value: Path) -> DatasetSource:
    """Put `--data` and `--changes` together."""
    return DatasetSource(value, ctx.meta.get(_META))
