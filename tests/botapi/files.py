"""Files on the server: what was uploaded, by either side, and how it is found again."""

from __future__ import annotations

import hashlib
import io
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.botapi.wire import ApiError, bad_request

if TYPE_CHECKING:
    from tests.botapi.params import Params
    from tests.botapi.wire import Json, Upload

# https://core.telegram.org/bots/api#sending-files and #sendphoto; TDLib's figure for 10 MB.
MAX_PHOTO_BYTES = 10 << 20
MAX_FILE_BYTES = 50 << 20
MAX_PHOTO_SIDES_PX = 10_000
MAX_PHOTO_RATIO = 20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file and what it is called in an address and in a message."""

    kind: str
    number: int
    upload: Upload
    width: int = 0
    height: int = 0

    @property
    def file_id(self) -> str:
        """What a bot keeps to send the file again."""
        return f"{self.kind}-{self.number}"

    @property
    def path(self) -> str:
        """What follows the token in the address of a download."""
        suffix = self.upload.name.rpartition(".")[2] if "." in self.upload.name else "bin"
        return f"{self.kind}s/file_{self.number}.{suffix}"

    def as_json(self) -> Json:
        """What every kind of Telegram's file objects has."""
        unique = hashlib.sha256(self.upload.content).hexdigest()[:16]
        size = len(self.upload.content)
        return {"file_id": self.file_id, "file_unique_id": unique, "file_size": size}

    def in_message(self) -> Json:
        """The part of a message that holds this file."""
        if self.kind == "photo":
            size = {**self.as_json(), "width": self.width, "height": self.height}
            return {"photo": [size]}
        document = {"file_name": self.upload.name, "mime_type": self.upload.mime}
        return {self.kind: {**self.as_json(), **document}}


class FileStore:
    """The files that were sent, in memory."""

    def __init__(self, keep: int | None = None) -> None:
        """Start empty; remember the last `keep` files, or all."""
        self._keep = keep
        self._numbers = itertools.count(1)
        self._by_id: dict[str, StoredFile] = {}

    def put(self, kind: str, upload: Upload, width: int = 0, height: int = 0) -> StoredFile:
        """Keep an upload."""
        stored = StoredFile(kind, next(self._numbers), upload, width, height)
        self._by_id[stored.file_id] = stored
        if self._keep is not None and len(self._by_id) > self._keep:
            del self._by_id[next(iter(self._by_id))]
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file with this path in its address."""
        return next((file for file in self._by_id.values() if file.path == path), None)

    def given(self, params: Params, kind: str, name: str) -> StoredFile:
        """The file that a call sends as `name`: uploaded, attached, or known by its id."""
        reference = params.text(name)
        if name not in params.files and not reference:
            raise bad_request(f"there is no {kind} in the request")
        return self.resolved(params, kind, reference or f"attach://{name}")

    def resolved(self, params: Params, kind: str, reference: str) -> StoredFile:
        """The file behind `attach://name` or a file id."""
        if reference.startswith("attach://"):
            upload = params.files.get(reference.removeprefix("attach://"))
            if upload is None:
                raise bad_request("media not found")
            return self._accepted(kind, upload)
        stored = self.get(reference)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind} as {kind}")
        return stored

    def _accepted(self, kind: str, upload: Upload) -> StoredFile:
        size = len(upload.content)
        if not size:
            raise bad_request("file must be non-empty")
        if size > MAX_FILE_BYTES:
            raise ApiError(413, "Request Entity Too Large")
        if kind != "photo":
            return self.put(kind, upload)
        if size > MAX_PHOTO_BYTES:
            limit = f"the maximum size is {MAX_PHOTO_BYTES} bytes"
            raise bad_request(f"file of size {size} bytes is too big for a photo; {limit}")
        width, height = _photo_size(upload.content)
        if width + height > MAX_PHOTO_SIDES_PX or max(width, height) > MAX_PHOTO_RATIO * min(
            width, height
        ):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        return self.put(kind, upload, width, height)


def _photo_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture that can be opened."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            size = picture.size
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    return size
