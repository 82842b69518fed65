"""An error in a few words that hold nothing of what somebody sent."""

from __future__ import annotations

import traceback

_FRAMES = 12


def describe_error(error: BaseException) -> str:
    """Say what an error is and where it rose; its message may hold a position or words."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} in {where or 'no frame'}"
