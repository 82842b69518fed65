"""What nobody should send: numbers of identity cards and bank cards, passwords, codes."""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.normal_form import normalise

_NUMBER = regex(
    r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx](?!\d)"
    r"|(?<![\d.])\d(?:[ -]?\d){15,18}(?![\d.])"
)
_CODE = regex(
    r"(?:卡号|证号|护照号|密码|验证码|口令|动态码"
    r"|(?<![a-z])(?:pin|password|passcode|verification code)(?: code)?)"
    r"(?:是|为|就|:|,|=| |is)*(?P<code>(?=[a-z]*\d)[a-z0-9]{4,12})(?![a-z0-9])"
)
_TOLD = regex(
    "(?:密码|验证码|口令|动态码)(?:都|也|已经|就)?(?:告诉|给|发给|报给|讲给|说给|念给)[^,吗么没]{1,8}"
    r"|(?<![a-z])(?:gave|told|sent) (?:\w+ ){1,4}(?:password|code|pin)(?![a-z])"
)


def holds_secret(text: str) -> bool:
    """Tell whether a text as it was written holds such a number or code."""
    plain = normalise(text)
    return bool(_NUMBER.search(plain) or _CODE.search(plain))


def gave_secret_away(text: str) -> bool:
    """Tell whether somebody else was told a password or a code."""
    return _TOLD.search(normalise(text)) is not None


def without_secrets(text: str) -> str:
    """Give a text to keep: as it was written, or plainly and with stars for such numbers."""
    if not holds_secret(text):
        return text
    plain = _NUMBER.sub("***", normalise(text))
    return _CODE.sub(lambda found: found[0].replace(found["code"], "***"), plain)
