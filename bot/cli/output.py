"""What a command prints, fit for any terminal, and what it writes: whole or not at all."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from geo.errors import SettingsError
from geo.printable import UNPRINTABLE

if TYPE_CHECKING:
    from pathlib import Path


def echo(text: str, *, err: bool = False) -> None:
    """Print a text; what a terminal might obey, or cannot write, is replaced."""
    stream = sys.stderr if err else sys.stdout
    if stream is not None:
        plain = UNPRINTABLE.sub("\ufffd", text)
        encoding = stream.encoding or "utf-8"
        click.echo(plain.encode(encoding, "replace").decode(encoding), err=err)


def echo_json(value: object) -> None:
    """Print a value as one line of JSON; what a terminal might obey is escaped."""
    if sys.stdout is not None:
        is_plain = not (sys.stdout.encoding or "").lower().startswith("utf")
        line = json.dumps(value, ensure_ascii=is_plain)
        click.echo(UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line))


def write_output(out: Path, content: bytes) -> None:
    """Write a file in place of an older one.

    Raises:
        SettingsError: it cannot be written there.
    """
    from geo.compute.atomic_file import atomic_path  # noqa: PLC0415 - who only prints needs none

    try:
        with atomic_path(out) as part:
            part.write_bytes(content)
    except OSError as error:
        raise SettingsError(f"cannot write {out}: {error.strerror}; name another file") from error
