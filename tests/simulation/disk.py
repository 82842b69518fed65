"""The disk: what was written, what of it survives a power cut, and what fails.

A kill of the process leaves all that was written. A power cut leaves what was synced, and of the
rest what chance has: each later write whole, torn at a sector, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

_SECTOR = 512


@dataclass
class _File:
    """One file: the bytes that are safe, and what came after them, in its order."""

    safe: bytearray
    later: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for offset, content in self.later:
            _apply(self.safe, offset, content)
        self.later.clear()

    def after_power_cut(self, chance: random.Random) -> bytes:
        """Give what is left, which is safe from now on."""
        for offset, content in self.later:
            match chance.randrange(4):
                case 0:
                    continue
                case 1 if content is not None:
                    torn = content[: chance.randrange(len(content) + 1) // _SECTOR * _SECTOR]
                    _apply(self.safe, offset, torn)
                case _:
                    _apply(self.safe, offset, content)
        self.later.clear()
        return bytes(self.safe)


def _apply(safe: bytearray, offset: int, content: bytes | None) -> None:
    """Write at an offset; None cuts the file off there."""
    if content is None:
        del safe[offset:]
        return
    safe.extend(bytes(max(0, offset - len(safe))))
    safe[offset : offset + len(content)] = content


class Disk:
    """All files of the machine. Each effect on it may be the last before a kill."""

    def __init__(self, chance: random.Random, watch: Callable[[Path, bytes], None]) -> None:
        """Begin whole and empty; `watch` is told of each write to a database."""
        self._chance, self._watch = chance, watch
        self._files: dict[Path, _File] = {}
        self._renamed: dict[Path, tuple[bytes | None, int]] = {}
        self._synced: set[int] = set()
        self._unsafe: set[Path] = set()
        self.effects = 0
        self.kill_at: int | None = None
        self.kill_after = ""
        """"a rename", "a commit" or "a promise" is the last effect; empty: none is waited for."""
        self.kill_count = 1
        """How many of those there are until then."""
        self.is_full = False
        self.full_at: int | None = None
        self.is_dead = False
        self.on_death: Callable[[], None] = lambda: None

    def effect(self) -> bool:
        """Count one effect, of the disk or of the network; False: the machine is dead."""
        self.effects += 1
        if not self.is_dead and self.kill_at is not None and self.effects >= self.kill_at:
            self.is_dead = True
            self.on_death()
        self.is_full |= self.full_at is not None and self.effects >= self.full_at
        return not self.is_dead

    def happened(self, what: str) -> None:
        """Note what a kill may wait for: what it leads to must hold already, or not be at all."""
        if what != self.kill_after:
            return
        self.kill_count -= 1
        if self.kill_count <= 0:
            self.kill_at, self.kill_after = self.effects + 1, ""

    # A database's own files

    def opened(self, path: Path) -> None:
        """Take a file in, as it is."""
        if path not in self._files:
            self._files[path] = _File(bytearray(path.read_bytes() if path.exists() else b""))

    def wrote(self, path: Path, offset: int, content: bytes | None) -> None:
        """Note a write, which is not safe yet; None: the file was cut off."""
        self._files[path].later.append((offset, content))
        if content is not None:
            self._watch(path, content)

    def synced(self, path: Path) -> None:
        """Note that all of a file is safe."""
        self._files[path].sync()

    def deleted(self, path: Path) -> None:
        """Note that a file is gone."""
        self._files.pop(path, None)

    # Files that appear whole

    def synced_whole(self, inode: int) -> None:
        """Note that a file's content is safe, whatever its name."""
        self._synced.add(inode)

    def renamed(self, path: Path, before: bytes | None, inode: int) -> None:
        """Note that a file has a name, which is not safe yet, and what had it before."""
        first, _ = self._renamed.get(path, (before, inode))
        self._renamed[path] = first, inode
        self.happened("a rename")

    def synced_names(self, folder: Path) -> None:
        """Note that the names in a folder are safe; a content that is not may still be lost."""
        for path, (_, inode) in list(self._renamed.items()):
            if path.parent == folder:
                del self._renamed[path]
                if inode not in self._synced:
                    self._unsafe.add(path)

    # What is left

    def power_cut(self) -> None:
        """Leave in the files what a power cut leaves."""
        for path, file in self._files.items():
            if path.exists():
                path.write_bytes(file.after_power_cut(self._chance))
        for path, (before, inode) in self._renamed.items():
            if self._chance.random() < 0.5:
                self._unsafe |= set() if inode in self._synced else {path}
            elif before is not None:
                path.write_bytes(before)
        for path in self._unsafe:
            content = path.read_bytes()
            path.write_bytes(content[: self._chance.randrange(len(content))])

    def reborn(self) -> None:
        """Start anew on what is left."""
        self._files.clear()
        self._renamed.clear()
        self._synced.clear()
        self._unsafe.clear()
        self.clear()
        self.is_dead = False

    def clear(self) -> None:
        """Wait for nothing, and have room."""
        self.kill_at, self.kill_after, self.kill_count = None, "", 1
        self.is_full, self.full_at = False, None
