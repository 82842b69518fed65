"""Writes the table of sounds anew: `python -m bot.understanding.corrections.sound_table`."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.normal_form import is_chinese
from bot.understanding.corrections.spoken_words import spoken_words
from bot.understanding.lexicon.lexicon import SOUNDS, WORDS, read_tables
from bot.understanding.lexicon.listed_words import spoken_tables
from bot.understanding.safety.reading import Safety

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER = """# How characters sound, without tones; made from the word files by
# `python -m bot.understanding.corrections.sound_table`. Do not edit.

"""
# GB 2312 keeps its 6,763 characters in these rows.
_ROWS, _CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)


def sounds_table(words: Iterable[str]) -> str:
    """Give the syllables of the common characters, and of every character in the words.

    A character has the sound it has alone and those it has in the words: 乐 is "le" and, in 音乐,
    "yue". pypinyin is needed here alone, when words are added: it takes 0.4 s to import.
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - never needed to answer

    common = (bytes(code).decode("gb2312", "ignore") for code in itertools.product(_ROWS, _CELLS))
    table: dict[str, dict[str, None]] = defaultdict(dict)
    for word in itertools.chain(common, sorted(set(words))):
        if word and all(map(is_chinese, word)):
            for char, syllable in zip(word, lazy_pinyin(word, style=Style.NORMAL), strict=True):
                table[syllable.replace("ü", "v")][char] = None
    lines = (f'{syllable} = "{"".join(chars)}"\n' for syllable, chars in sorted(table.items()))
    return HEADER + "".join(lines)


def table_of_words() -> str:
    """Give the table for the program's words."""
    tables = read_tables()
    words = (word.text for word in spoken_tables(tables))
    safety = Safety.of(tables["danger"], tables["assertion"], tables["situation"])
    return sounds_table((*words, *spoken_words(tables, safety)))


def main() -> None:
    """Write the table beside the words."""
    (WORDS / SOUNDS).write_text(table_of_words(), encoding="utf-8")


if __name__ == "__main__":
    main()
