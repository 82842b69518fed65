"""What a member of staff has begun and not confirmed: kept for a day at most, under her name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.staff.staff_context import StaffContext
    from bot.storage.store import Store


def keep_draft(context: StaffContext, draft: dict[str, Any]) -> None:
    """Keep a draft in place of the last one."""
    owner = _owner(context.store, context.by)
    context.store.session_table.keep(owner, json.dumps(draft), since=context.now)


def draft_of(store: Store, by: str) -> dict[str, Any]:
    """Give what somebody has begun; empty when there is nothing."""
    text = store.session_table.get(_owner(store, by))
    draft: dict[str, Any] = json.loads(text) if text else {}
    return draft


def drop_draft(store: Store, by: str) -> None:
    """Drop what somebody has begun."""
    store.session_table.drop(_owner(store, by))


def _owner(store: Store, by: str) -> str:
    """Keep a draft apart from the same person's session as a resident."""
    return store.person("staff", by)
