"""Every error that Yike raises on purpose.

YikeError                  (Exception)
├── DatasetError           (ValueError)   a dataset folder has faults; lists them all
├── ExtractError           (ValueError)   an OpenStreetMap extract cannot be read or has no streets
├── HeightsError           (ValueError)   a file of heights cannot be read or is of another place
├── NetworkError           (ValueError)   a saved street network cannot be used
├── DamagedFileError       (ValueError)   a file that was kept is damaged or of another version
├── TableError             (ValueError)   a table that staff bring in cannot be read or taken
├── CoordinateError        (ValueError)   a text or a pair of numbers is no position
├── MinutesError           (ValueError)   a number is no time to walk
├── OutsideAreaError       (LookupError)  a position is too far from any street that is known
├── UnknownNameError       (LookupError)  a place, category or facility has no such name
├── SettingsError          (RuntimeError) something needed to start is not set
└── StoreError             (OSError)      the working store cannot be read or written now

A message says what happened and what to do about it, in one line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class YikeError(Exception):
    """The root: catch this to catch them all."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a dataset: where it is and what to do about it.

    A warning does not keep the dataset from being opened.
    """

    file: str
    feature: str
    field: str
    problem: str
    is_warning: bool = False

    def __str__(self) -> str:
        """One line, whatever stands in a name: file, feature, field, problem."""
        kind = "warning" if self.is_warning else ""
        parts = (kind, self.file, self.feature, self.field, self.problem)
        return ": ".join(" ".join(part.split()) for part in parts if part)


class DatasetError(YikeError, ValueError):
    """A dataset has faults; `faults` holds every one of them."""

    def __init__(self, folder: object, faults: Sequence[Fault]) -> None:
        """Keep the faults, so that a caller can list them."""
        self.faults = tuple(faults)
        listed = "\n".join(f"  {fault}" for fault in self.faults)
        count = len(self.faults)
        noun = "fault" if count == 1 else "faults"
        super().__init__(f"{folder}: {count} {noun}; correct them and try again\n{listed}")


class ExtractError(YikeError, ValueError):
    """An OpenStreetMap extract cannot be read, or holds no street to walk on."""


class HeightsError(YikeError, ValueError):
    """A file of heights cannot be read, tells no place, or covers no street of the town."""


class NetworkError(YikeError, ValueError):
    """A saved street network is missing, damaged or of another version."""


class DamagedFileError(YikeError, ValueError):
    """A file that was kept for the next time is damaged, or of another kind or version."""


class TableError(YikeError, ValueError):
    """A table that staff bring in cannot be read, or not be taken as it is."""


class CoordinateError(YikeError, ValueError):
    """A text or a pair of numbers is no position on earth."""


class MinutesError(YikeError, ValueError):
    """A number of minutes is negative, too large, or no number."""


class OutsideAreaError(YikeError, LookupError):
    """A position is too far from every known street for an honest walking time."""


class UnknownNameError(YikeError, LookupError):
    """No place, category or facility has this name."""


class SettingsError(YikeError, RuntimeError):
    """Something needed to start is not set."""


class StoreError(YikeError, OSError):
    """The working store cannot be read or written now."""
