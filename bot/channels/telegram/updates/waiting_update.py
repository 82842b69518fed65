"""What of an update may wait on the disk: nothing but what is known to hold no position.

A position has too many spellings to look for each: digits of many scripts, words, codes, links,
cards, replies. So an update is not copied but rebuilt from what is known to be harmless, and one
that says anything else does not wait on the disk at all.
"""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from telegram import MessageEntity, Update

from bot.channels.telegram.updates.update_content import words_of
from bot.texts import LANGUAGES, words
from bot.texts.local_words import local_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from telegram import Bot, CallbackQuery, Message, User

    from geo.dataset.dataset import Dataset

_MOST_NUMERALS = 4
"""A position to a kilometre has five at least, in whatever script."""

_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred point dot north south east west"
)
_COMMANDS = (
    "start near circle pace language feedback forget help queue verify suspend resume stats audit"
    " until standard elder slow"
)

_TOKEN = re.compile(
    r"""(?P<ticket> (?<![A-Za-z0-9]) [Tt]-?[0-9]{1,6} (?![A-Za-z0-9-]) )
      | (?P<date> (?<![A-Za-z0-9]) [0-9]{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12][0-9]|3[01])
                  (?![A-Za-z0-9-]) )
      | (?P<word> [A-Za-z][A-Za-z0-9_-]* )
      | (?P<digits> (?<![A-Za-z0-9_-]) [0-9]+ (?![A-Za-z_-]) )
      | (?P<han> [〇㐀-䶿一-鿿] )
      | (?P<mark> [\s，。、！？；：,!?;:'"“”‘’()《》~] | \.+ (?![0-9A-Za-z]) )
    """,
    re.VERBOSE,
)
_COMMAND = re.compile(r"/[a-z]+(?=\s|$)")
_PRESS = re.compile(r"[0-9]{1,2}\|(?:[a-z]+:){0,2}(?P<about>[A-Za-z0-9_-]*)(?:\|[0-9a-f]{0,8})?")
_KEY = re.compile(r"[0-9a-f]{6,16}|[Tt]?-?[0-9]{1,6}|[a-z]*")

_log = logging.getLogger(__name__)


def known_words(dataset: Dataset) -> frozenset[str]:
    """Give the Latin words that are known to tell no position: of our texts, and all ids."""
    texts = (*map(words, LANGUAGES), *(local_words(dataset, one) for one in LANGUAGES))
    ours = " ".join(text for table in texts for text in table.values())
    latin = re.findall(r"[a-z]+", ours.lower()) + _COMMANDS.split()
    places = [place.id for place in dataset.places]
    ids = [*(facility.id for facility in dataset.facilities), *places, *dataset.categories]
    links = [f"p_{key}" for key in places] + [f"c_{key}" for key in dataset.categories]
    return frozenset(key.lower() for key in (*latin, *ids, *links)) - {*_NUMBER_WORDS.split()}


def waiting_form(update: Update, known: Collection[str]) -> str | None:
    """Write down what is harmless of an update; None when it says, or is, anything else."""
    try:
        return _waiting_form(update, known)
    except Exception:  # noqa: BLE001 - the library lets fields of any type pass
        return None


def _waiting_form(update: Update, known: Collection[str]) -> str | None:
    query = update.callback_query
    if query is not None:
        return _form(update, "callback_query", _press(query, known))
    for kind in ("message", "edited_message"):
        message: Message | None = getattr(update, kind)
        if message is not None:
            return _form(update, kind, _message(message, known))
    return None


def read_back(body: str, bot: Bot) -> Update | None:
    """Read an update that was written down; None when it cannot be read."""
    try:
        return Update.de_json(json.loads(body), bot)
    except Exception:  # noqa: BLE001 - a damaged row may raise whatever the library raises
        _log.warning("an update that was set aside could not be read")
        return None


def is_harmless(text: str, known: Collection[str]) -> bool:
    """Tell whether words are known to tell no position."""
    plain, at, numerals = unicodedata.normalize("NFKC", text), 0, 0
    once: set[str] = set()
    while at < len(plain):
        token = _TOKEN.match(plain, at)
        if token is None or token.lastgroup in once:
            return False
        if token.lastgroup in {"ticket", "date"}:
            once.add(token.lastgroup)
        elif token.lastgroup == "word" and token[0].lower() not in known:
            return False
        elif token.lastgroup in {"digits", "han"}:
            numerals += sum(unicodedata.numeric(sign, None) is not None for sign in token[0])
        at = token.end()
    return numerals <= _MOST_NUMERALS


def _form(update: Update, kind: str, harmless: dict[str, Any] | None) -> str | None:
    return json.dumps({"update_id": update.update_id, kind: harmless}) if harmless else None


def _message(message: Message, known: Collection[str]) -> dict[str, Any] | None:
    """Rebuild a message from its words alone, and what has to be known to answer them."""
    text = words_of(message)
    entities = message.entities or message.caption_entities
    links = any(one.type == MessageEntity.TEXT_LINK for one in entities)
    command = _COMMAND.match(text)
    said = text[command.end() :] if command else text
    if not text or links or not is_harmless(said, known):
        return None
    rebuilt = _frame(message) | {"text": text} | _setting(message, known)
    if message.from_user:
        rebuilt["from"] = _user(message.from_user)
    if command and command[0][1:] in known:
        length = command.end()
        rebuilt["entities"] = [{"type": MessageEntity.BOT_COMMAND, "offset": 0, "length": length}]
    return None if command and "entities" not in rebuilt else rebuilt


def _press(query: CallbackQuery, known: Collection[str]) -> dict[str, Any] | None:
    """Rebuild a press of one of our buttons, without what stands in the message above it."""
    data, message = query.data or "", query.message
    if message is None or not _is_known_press(data, known):
        return None
    rebuilt = {"id": query.id, "chat_instance": "", "from": _user(query.from_user), "data": data}
    return rebuilt | {"message": _frame(message)}


def _is_known_press(data: str, known: Collection[str]) -> bool:
    press = _PRESS.fullmatch(data)
    return press is not None and (
        press["about"].lower() in known or _KEY.fullmatch(press["about"]) is not None
    )


def _setting(message: Message, known: Collection[str]) -> dict[str, Any]:
    """Tell that a message is a forward, and which buttons are under the one that it answers."""
    setting: dict[str, Any] = {}
    if message.forward_origin:
        setting["forward_origin"] = {"type": "hidden_user", "date": 0, "sender_user_name": ""}
    answered = message.reply_to_message
    if answered and answered.reply_markup:
        rows = answered.reply_markup.inline_keyboard
        sent = [button.callback_data for row in rows for button in row]
        ours = [data for data in sent if isinstance(data, str) and _is_known_press(data, known)]
        keys = [[{"text": "·", "callback_data": data}] for data in ours]
        setting["reply_to_message"] = _frame(answered) | {"reply_markup": {"inline_keyboard": keys}}
    return setting


def _frame(message: Any) -> dict[str, Any]:  # noqa: ANN401 - a message, or one that is out of reach
    """Tell which message it is, and nothing that it says."""
    chat = {"id": message.chat.id, "type": message.chat.type}
    frame = {"message_id": message.message_id, "date": int(message.date.timestamp()), "chat": chat}
    topic = getattr(message, "message_thread_id", None)
    return frame | ({"message_thread_id": topic} if topic else {})


def _user(user: User) -> dict[str, Any]:
    """Tell who it is, without a name."""
    language = user.language_code or ""
    code = language if re.fullmatch(r"[A-Za-z-]{2,12}", language) else "zh"
    return {"id": user.id, "is_bot": user.is_bot, "first_name": "", "language_code": code}
