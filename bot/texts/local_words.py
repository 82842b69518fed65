"""How texts speak of one town: its name, examples of questions, and the numbers to call there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.texts import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.dataset import Dataset

EMERGENCY = "112"
"""What mobile telephones take everywhere (3GPP TS 22.101), where a dataset gives no number."""

_GROUP = "wording."
_URGENT = ("ambulance", "fire", "police")
_LANDMARKS = ("metro", "landmark", "street", "committee")
# Texts that others are put into, unless the dataset has its own; some only with what they name.
_COMPOSED = ("ask", "emergency_list", "emergency_short", "contacts")
_CONDITIONAL = {"question_line": "question", "fact_part": "fact", "health_part": "health_line"}
_WHOM = ("hotline", "hotline_named", "complaint_line")
_CHINESE = regex("[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class _Key:
    """A dataset, told apart by what is compared quickly."""

    folder: str
    digest: str
    places: int
    dataset: Dataset = field(compare=False, hash=False)


def say_in(dataset: Dataset, language: str, key: str, **values: object) -> str:
    """Give one text as it is said in a town, with its values filled in."""
    told = local_words(dataset, language)
    return _filled(words(language)[key], {**told, **values})


def local_words(dataset: Dataset, language: str) -> Mapping[str, str]:
    """Give what texts of a language are filled in with in this town, by the name in braces."""
    key = _Key(str(dataset.folder), dataset.digest, len(dataset.places.all), dataset)
    return _local_words(key, language)


@lru_cache(maxsize=16)
def _local_words(key: _Key, language: str) -> Mapping[str, str]:
    plain = {
        name.removeprefix(_GROUP): text
        for name, text in words(language).items()
        if name.startswith(_GROUP)
    }
    own = {name: text.said_in(language) for name, text in key.dataset.wording.items()}
    values = plain | _examples(key.dataset, language) | own
    values |= _numbers(key.dataset, language, values)
    for name, needed in _CONDITIONAL.items():
        filled = values[name].format(**values) if values.get(needed) else ""
        values[name] = own.get(name) or filled
    if values["question_line"]:
        values["question_line"] = f"\n{values['question_line']}"
    values["complaint_line"] = own.get("complaint_line") or _filled(
        values["complaint_line"], values
    )
    values |= {name: own.get(name) or _filled(values[name], values) for name in _COMPOSED}
    search = own.get("search_part", "")
    values["search_part"] = f" {search}" if search and language == "en" else search
    return values


def _examples(dataset: Dataset, language: str) -> dict[str, str]:
    """Take the town's name, its first categories and stations for examples."""
    comma = "、" if language == "zh" else ", "
    kinds = [one.plain.said_in(language) for one in dataset.categories.values()]
    landmarks = (place for kind in _LANDMARKS for place in dataset.places.of_kind(kind))
    names = dict.fromkeys(one.name.said_in(language) for one in landmarks if one.point)
    first, *others = [*names, dataset.name.said_in(language)]
    return {
        "town": dataset.name.said_in(language),
        "area": dataset.name.said_in(language),
        "services": comma.join(kinds[:3]),
        "more_services": comma.join(kinds[:4]),
        "look": kinds[:3][-1],
        "kind": kinds[0],
        "kinds": kinds[0],
        "other_kind": kinds[:2][-1],
        "other_kinds": kinds[:2][-1][:1].upper() + kinds[:2][-1][1:],
        "place_example": first,
        "other_place": next(iter(others), first),
        "search_example": first,
    }


def _numbers(dataset: Dataset, language: str, values: Mapping[str, str]) -> dict[str, str]:
    """Say whom to call: each number once, and none that the dataset does not give."""
    tels = {line.key: line.tel for line in dataset.hotlines if line.tel}
    urgent = {key: tels.get(key, EMERGENCY) for key in _URGENT}
    hotline = tels.get("city", values["hotline"])
    named = {
        line.key: _named(line.name.said_in(language), line.tel)
        for line in dataset.hotlines
        if line.tel
    }
    only = {"emergency_list": urgent["police"], "emergency_short": urgent["police"]}
    others = [named[key] for key in named if key not in {*_URGENT, "city"}]
    return {
        **urgent,
        **(only if len({*urgent.values()}) == 1 else {}),
        "hotline": hotline,
        "hotline_named": named.get("city", hotline),
        "other_lines": "".join(f"\n{values['contact'].format(line=line)}" for line in others),
        "ambulance_or_police": _either(urgent["ambulance"], urgent["police"], values["or"]),
        "police_or_fire": _either(urgent["police"], urgent["fire"], values["or"]),
        "hurt": _hurt("fire", urgent, values),
        "hurt_by": _hurt("police", urgent, values),
        "health_line": named.get("health", ""),
        "legal_line": values.get("legal_line") or named.get("legal", hotline),
    }


def _named(name: str, tel: str) -> str:
    return name if tel in name else f"{name} {tel}"


def _either(one: str, other: str, form: str) -> str:
    return one if one == other else form.format(one=one, other=other)


def _hurt(called: str, urgent: Mapping[str, str], values: Mapping[str, str]) -> str:
    """Say what to do where somebody is hurt; whoever sends help for both is not called twice."""
    told = urgent[called] == urgent["ambulance"]
    return values["hurt_told" if told else "hurt_as_well"].format(**urgent)


def _filled(template: str, values: Mapping[str, object]) -> str:
    """Fill a text; in Chinese the gaps around a number go where words stand in its place."""
    for name in _WHOM:
        told = str(values[name])
        if f"{{{name}}}" in template and _CHINESE.match(told[:1]):
            template = template.replace(f" {{{name}}}", f"{{{name}}}")
        if f"{{{name}}}" in template and _CHINESE.match(told[-1:]):
            template = template.replace(f"{{{name}}} ", f"{{{name}}}")
    return template.format(**values)
