"""The systems that a bundle is for: their wheels' tags and their markers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from packaging.tags import compatible_tags, cpython_tags

if TYPE_CHECKING:
    from packaging.tags import Tag

GLIBC = 28
"""glibc 2.28 of 2018: Debian 10, RHEL 8, openEuler, Kylin V10, UOS 20, and all that is newer."""


@dataclass(frozen=True, slots=True)
class Target:
    """A system with one or more versions of CPython.

    Attributes:
        platforms: tags of the wheels that it runs, the best first.
        markers: what PEP 508 calls it.
        scripts: the files that a bundle for it needs beside the wheels.
    """

    name: str
    platforms: tuple[str, ...]
    markers: dict[str, str]
    scripts: tuple[str, ...]

    def environment(self, python: str) -> dict[str, str]:
        """Give the markers of an environment with a version of Python, such as 3.11."""
        return self.markers | {
            "python_version": python,
            "python_full_version": f"{python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "extra": "",
        }

    def tags(self, python: str) -> frozenset[Tag]:
        """Give the tags of every wheel that runs there."""
        version = tuple(map(int, python.split(".")))
        own = cpython_tags(version, platforms=self.platforms)
        interpreter = f"cp{python.replace('.', '')}"
        return frozenset((*own, *compatible_tags(version, interpreter, self.platforms)))


WINDOWS = Target(
    "windows-x64",
    ("win_amd64",),
    {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
    },
    ("install.bat", "run.bat"),
)

LINUX = Target(
    "linux-x64",
    (
        *(f"manylinux_2_{minor}_x86_64" for minor in range(GLIBC, 4, -1)),
        *("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"),
    ),
    {
        "os_name": "posix",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
    },
    ("install.sh", "run.sh"),
)

TARGETS = {target.name: target for target in (WINDOWS, LINUX)}
