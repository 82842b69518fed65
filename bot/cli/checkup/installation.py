"""What is installed: Yike, Python, the libraries and the dataset."""

from __future__ import annotations

import platform
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING

import data
from bot.cli.checkup.diagnosis import Diagnosis, Topic, Urgency
from geo.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.dataset.dataset import Dataset

COMPILED = (
    *(
        "contourpy",
        "highspy",
        "httptools",
        "numba",
        "numpy",
        "opening_hours",
        "osmium",
        "PIL._imaging",
    ),
    *("pyogrio", "pyproj", "python_calamine", "scipy.sparse", "shapely"),
)
"""Modules of machine code, which a system may refuse to load although they are installed."""


def installed() -> Iterator[Diagnosis]:
    """Look at the program itself."""
    try:
        known = {"version": version("yike"), "folder": data.FOLDER.parent}
    except PackageNotFoundError:
        yield Diagnosis(Topic.INSTALLED, "version_none", Urgency.FAULT, "install_again")
    else:
        kind = "version_installed" if data.IS_INSTALLED else "version_checkout"
        yield Diagnosis(Topic.INSTALLED, kind, values=known)
        yield _libraries()
    yield _python()
    yield from _loading()


def dataset_diagnosis(dataset: Dataset | DatasetError) -> Diagnosis:
    """Tell which town is in the box, or how many faults keep it shut."""
    if isinstance(dataset, DatasetError):
        count = {"count": len(dataset.faults)}
        return Diagnosis(Topic.INSTALLED, "dataset_faulty", Urgency.FAULT, "dataset_check", count)
    values: dict[str, object] = {
        "town": dataset.name,
        "facilities": len(dataset.facilities),
        "located": len(dataset.located()),
        "folder": dataset.folder,
    }
    return Diagnosis(Topic.INSTALLED, "dataset", values=values)


def wanting(requirements: list[str]) -> list[str]:
    """List those of the requirements (PEP 508) that this environment lacks or has too old."""
    from packaging.requirements import Requirement  # noqa: PLC0415 - 20 ms, here alone

    lacking = []
    for one in map(Requirement, requirements):
        if one.marker and not one.marker.evaluate({"extra": ""}):
            continue
        try:
            if one.specifier.contains(version(one.name), prereleases=True):
                continue
        except PackageNotFoundError:
            pass
        lacking.append(f"{one.name}{one.specifier}")
    return lacking


def _libraries() -> Diagnosis:
    needed = requires("yike") or []
    lacking = wanting(needed)
    if lacking:
        values = {"names": ", ".join(lacking)}
        return Diagnosis(
            Topic.INSTALLED, "libraries_lacking", Urgency.FAULT, "install_again", values
        )
    count = sum("extra ==" not in one for one in needed)
    return Diagnosis(Topic.INSTALLED, "libraries", values={"count": count})


def _python() -> Diagnosis:
    bits = sys.maxsize.bit_length() + 1
    values = {
        "version": platform.python_version(),
        "bits": bits,
        "system": f"{platform.system()} {platform.machine()}",
    }
    if bits < 64:  # no library of machine code is built for it
        return Diagnosis(Topic.INSTALLED, "python", Urgency.FAULT, "python_64", values)
    return Diagnosis(Topic.INSTALLED, "python", values=values)


def _loading() -> Iterator[Diagnosis]:
    """Load what is machine code: a system may lack what it is linked with."""
    for name in COMPILED:
        try:
            import_module(name)
        except (ImportError, OSError) as error:
            values = {"name": name.partition(".")[0], "reason": str(error).partition("\n")[0][:120]}
            step = "load_windows" if sys.platform == "win32" else "install_again"
            yield Diagnosis(Topic.INSTALLED, "load", Urgency.FAULT, step, values)
