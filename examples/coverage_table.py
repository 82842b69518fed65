"""Who reaches what within 15 minutes in a town, as a table: [DATASET]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import geo
from geo.coverage.audit import AuditOptions, audit
from geo.coverage.committee_statistics import percents

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = ("covered", "doubtful", "unlocated", "uncovered")


def table(folder: Path) -> Iterator[str]:
    """Give a line for each category: shares of the demand in per cent, and the verdict."""
    dataset = geo.open_dataset(folder)
    found = audit(dataset, AuditOptions(dataset.default_pace))
    yield "category    " + "".join(f"{column:>11}" for column in COLUMNS) + "  verdict"
    for key in dataset.categories:
        shares = percents(found.before.statistics(key).states)
        verdict = found.assessment(found.before, key).verdict
        yield f"{key:<12}" + "".join(f"{share:>9} %" for share in shares) + f"  {verdict}"


def main() -> None:
    """Read the command line, and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("data")
    try:
        print("\n".join(table(folder)))
    except geo.YikeError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
