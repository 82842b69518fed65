"""What several test files share: the folders of the project and of the real extracts."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from geo import WalkNetwork
from geo.compute.kernels import compile_kernels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent

gc.disable()  # what is collected stays: to search it for garbage takes half of the time


def pytest_collection_finish() -> None:
    """Search for garbage from here on, in what the tests make alone."""
    gc.freeze()
    gc.enable()


# A law holds however busy the machine is.
settings.register_profile("yike", deadline=None)
settings.load_profile("yike")


@pytest.fixture(scope="session", autouse=True)
def _machine_code() -> None:
    """Walk by machine code from the first of the many tests of a process on."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        compile_kernels()


QUIET_CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-software-rasterizer",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real OpenStreetMap extracts beside the repository; absent on a lone clone."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder ../shared with real extracts beside the repository")
    return folder


@pytest.fixture(scope="session")
def extract_network(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], WalkNetwork]:
    """Give the network of a real extract by its name; every worker opens what one has made."""
    own = tmp_path_factory.getbasetemp()  # in the folder of the run, when that has workers
    kept = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "networks"
    kept.mkdir(exist_ok=True)

    def network(town: str) -> WalkNetwork:
        file = kept / f"{town}.bin"
        if not file.exists():
            WalkNetwork.from_osm(shared / "data" / "osm" / f"{town}.osm.pbf").save(file)
        return WalkNetwork.open(file)

    return network


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser, which is part of what is tested: without one the tests fail, never skip.

    It closes with each module: while it is open, no other test can start an event loop.
    """
    from playwright.sync_api import sync_playwright

    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail(
            "install Chromium (apt-get install chromium-headless-shell): pages are tested in it",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET_CHROMIUM))
        yield browser
        browser.close()
