"""The pages to print as PDF files, printed by the Chromium of the machine."""

from __future__ import annotations

import getpass
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geo.compute.atomic_file import atomic_path
from geo.errors import SettingsError
from maps.audit.paper.paper_pages import PAPER

if TYPE_CHECKING:
    from collections.abc import Callable

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
    "msedge",
)
"""What programs that print are called, those that are free first."""

_PATIENCE_S = 120
_TIMES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


def find_browser(page: str = "brief.html") -> str:
    """Give the program that prints; `page` is what can be printed by hand where there is none.

    Raises:
        SettingsError: none is installed.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SettingsError(
            "no Chromium, Chrome or Edge is found to print with: install one, or open"
            f" {page} in any browser and print it there"
        )
    return found


def print_pages(
    folder: Path, browser: str, progress: Callable[[float], None] | None = None
) -> list[Path]:
    """Print the brief, the sheets, the handouts and the list to verify of an audit's folder.

    The same pages give the same bytes. `progress` is called with the share done.

    Raises:
        SettingsError: the browser prints nothing.
    """
    printed = []
    for done, (name, _) in enumerate(PAPER, start=1):
        printed.append(print_page(folder / name, browser))
        if progress is not None:
            progress(done / len(PAPER))
    return printed


def print_page(page: Path, browser: str) -> Path:
    """Print one page beside itself, and give the PDF file.

    Raises:
        SettingsError: the browser prints nothing.
    """
    target = page.with_suffix(".pdf")
    with atomic_path(target) as part:
        part.write_bytes(_pdf(browser, page.absolute()))
    return target


def _pdf(browser: str, page: Path) -> bytes:
    """Print a page, with the time of printing taken out."""
    with tempfile.TemporaryDirectory(prefix="yike-print-") as scratch:
        out = Path(scratch, "page.pdf")
        options = ["--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
        options += [f"--user-data-dir={scratch}/profile", f"--print-to-pdf={out}"]
        if getpass.getuser() == "root":  # it has no sandbox; the page is our own and loads nothing
            options.append("--no-sandbox")
        try:
            subprocess.run(  # noqa: S603 - a browser of this machine, and our own page
                [browser, *options, page.as_uri()],
                capture_output=True,
                check=True,
                timeout=_PATIENCE_S,
            )
            return _TIMES.sub(rb"/\1 (D:19800101000000", out.read_bytes())
        except (OSError, subprocess.SubprocessError) as error:
            raise SettingsError(
                f"{browser} does not print {page.name}: open it in a browser and print it there"
            ) from error
