"""Pinyin and slips in what is heard: sounds → the words of the lexicon that sound like them."""

from __future__ import annotations

import itertools
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.normal_form import is_chinese
from bot.understanding.lexicon.lexicon import SOUNDS, SURE, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.understanding.lexicon.lexicon import Lexicon

LONGEST_WORD = 8
_LONGEST_TOKEN = 48
_LONGEST_MENDED = 200
_LONG_WORD = 4
_SHORT_WORD = 2
_SYLLABLE_CHARS = 6
_READ_SHARE = 60  # per cent of the syllables must be words before letters count as pinyin
_READINGS = 4
_MENDED_CHARS = 3
_TOKEN = regex(r"[a-zü]+(?:'[a-zü]*)*")
_RUN = regex(r"[a-zü']+(?: +[a-zü']+)*")

Sounds = tuple[str, ...]


def blurred(syllable: str) -> str:
    """Bring together what many Shanghai ears do not tell apart: zh and z, ing and in."""
    head = syllable[0] + syllable[2:] if syllable[1:2] == "h" else syllable
    return head[:-1] if head.endswith("ng") and not head.endswith("ong") else head


def sounds_alike(one: str, other: str) -> bool:
    """Whether two words sound alike, character by character: "兰高" and "蓝高"."""
    readings = _readings_of((WORDS / SOUNDS).read_text(encoding="utf-8"))
    return len(one) == len(other) and all(
        a == b or not {*readings.get(a, ())}.isdisjoint(readings.get(b, ()))
        for a, b in zip(one, other, strict=True)
    )


class _Heard:
    """What may be meant by the sounds up to here: words, and what is meant with one sound more.

    Of words with the same sounds the first is read from pinyin.
    """

    __slots__ = ("after", "words")

    def __init__(self) -> None:
        """Begin with no word."""
        self.after: dict[str, _Heard] = {}
        self.words: list[str] = []

    def add(self, word: str, sounds: Sounds) -> None:
        """Add a word that has these sounds from here on."""
        heard = self
        for sound in sounds:
            if sound not in heard.after:
                heard.after[sound] = _Heard()
            heard = heard.after[sound]
        heard.words.append(word)


@dataclass(frozen=True)
class SoundMatcher:
    """Reads pinyin and mends homophones with the words of a lexicon.

    `table` is the text of `sounds.toml` (syllable → characters); it is parsed at the first need,
    for most sentences need it never. `names` are names of places; `spoken` are words that pinyin
    may mean too, of which only long ones are mended; `single` one-character words. With
    `from_first` a word of two characters is mended only where the first is right.
    """

    table: str
    lexicon: Lexicon
    names: tuple[str, ...]
    spoken: tuple[str, ...]
    single: str
    from_first: bool = False

    def spell(self, text: str) -> str:
        """Write the pinyin in a normalised sentence in characters, and leave other letters."""
        return _RUN.sub(lambda run: self._spelt_run(run[0]), text)

    def mend(self, text: str) -> str:
        """Replace what sounds like a known word but is written otherwise by that word.

        At least half of a word's characters must be right: "食唐" becomes "食堂". A long word may
        also have one character that sounds otherwise: "卫生服各站". A long text is left alone, and
        so is one without Chinese characters.
        """
        if len(text) > _LONGEST_MENDED or text.isascii():
            return text
        best: list[tuple[int, str]] = [(0, "")] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            gain, rest = best[start + 1]
            best[start] = (gain, text[start] + rest)
            for end, word, worth in (*self._heard(text, start), *self._seen(text, start)):
                if worth + best[end][0] > best[start][0]:
                    best[start] = (worth + best[end][0], word + best[end][1])
        return best[0][1]

    @property
    def _syllables(self) -> Mapping[str, str]:
        return _syllables_of(self.table)

    @cached_property
    def _readings(self) -> Mapping[str, Sounds]:
        return _readings_of(self.table)

    @cached_property
    def _by_sound(self) -> _Heard:
        """Words by their sounds, one after the other."""
        first = _Heard()
        for word in itertools.chain(self.single, self._words(), self.names, self.spoken):
            if len(word) <= LONGEST_WORD and all(map(is_chinese, word)):
                for sounds in self._sounds_of(word):
                    first.add(word, sounds)
        return first

    @cached_property
    def _fragile(self) -> frozenset[str]:
        """Short words that nothing is mended to: "钱包" does not mean "抢包"."""
        return frozenset(word for word in self._only_spoken if len(word) < _MENDED_CHARS)

    def _seen(self, text: str, start: int) -> Iterator[tuple[int, str, int]]:
        """Long words that begin here with one character wrong, but not the first."""
        if text[start] not in self._shape_heads:
            return
        for end in range(start + _LONG_WORD, min(start + LONGEST_WORD, len(text)) + 1):
            written = text[start:end]
            for index in range(1, len(written)):
                word = self._by_shape.get(written[:index] + "?" + written[index + 1 :])
                if word:
                    yield end, word, len(word) * (len(word) - 1)

    @cached_property
    def _by_shape(self) -> Mapping[str, str]:
        """Long words of services by their characters, each with one left open."""
        words = (w.text for w in self.lexicon.words if w.kind == "category" and w.weight == SURE)
        return {
            word[:index] + "?" + word[index + 1 :]: word
            for word in words
            if _LONG_WORD <= len(word) <= LONGEST_WORD and not word.isascii()
            for index in range(len(word))
        }

    @cached_property
    def _shape_heads(self) -> frozenset[str]:
        """What the long words of services begin with."""
        return frozenset(shape[0] for shape in self._by_shape)

    def _may_be(self, word: str, written: str) -> bool:
        """Whether `written` may be a slip for `word`; plain words are no slips for danger."""
        if word == written:
            return True
        if word in self._small or (word[0] == "第" and written[0] == "的"):
            return False  # "最近的一家" names no line of a list
        if self.from_first and len(word) == _SHORT_WORD and word[0] != written[0]:
            return False
        if word not in self._only_spoken:
            return True
        return word not in self._fragile and not self._plain_chars.issuperset(written)

    @cached_property
    def _small(self) -> frozenset[str]:
        """Words that only show how a sentence is meant: nothing is a slip for one of them."""
        kinds = {word.text: word.kind for word in self.lexicon.words}
        small = (text for text, kind in kinds.items() if kind in {"cue", "filler"})
        return frozenset(small).difference(self.names)

    @cached_property
    def _plain_chars(self) -> frozenset[str]:
        return frozenset(word for word in self._words() if len(word) == 1)

    @cached_property
    def _only_spoken(self) -> frozenset[str]:
        return frozenset(self.spoken).difference(self._words())

    @cached_property
    def _services(self) -> frozenset[str]:
        """Words of services: of two readings as long as each other they are the likelier."""
        return frozenset(word.text for word in self.lexicon.words if word.kind == "category")

    @cached_property
    def _english_services(self) -> frozenset[str]:
        """Long English words of services, no pinyin even among pinyin: "yinei de canteen"."""
        words = (part for word in self._services if word.isascii() for part in word.split())
        return frozenset(word for word in words if len(word) >= _SYLLABLE_CHARS)

    def _words(self) -> Iterator[str]:
        return (word.text for word in self.lexicon.words)

    @cached_property
    def _known(self) -> frozenset[str]:
        """English words: no pinyin is looked for in them alone."""
        words = itertools.chain(self.names, self.spoken, self._words())
        return frozenset(part for word in words if word[0].isascii() for part in word.split())

    def _sounds_of(self, word: str) -> Iterable[Sounds]:
        readings = [self._readings.get(char, ()) for char in word]
        return itertools.islice(itertools.product(*readings), 2 * _READINGS)

    def _heard(self, text: str, start: int) -> Iterator[tuple[int, str, int]]:
        """Words that begin here: written right, or sounding the same with half of them right."""
        heard = [self._by_sound]
        for end in range(start + 1, min(start + LONGEST_WORD, len(text)) + 1):
            readings = self._readings.get(text[end - 1], ())
            heard = [one.after[sound] for one in heard for sound in readings if sound in one.after]
            if not heard:
                return
            for word in itertools.chain(*(one.words for one in heard)):
                right = _agreeing(word, text[start:end])
                if 2 * right >= len(word) and self._may_be(word, text[start:end]):
                    yield end, word, len(word) * right + (word in self._services)

    def _spelt_run(self, run: str) -> str:
        tokens = _TOKEN.findall(run)
        cut = [token not in self._english_services and bool(self._cut(token)) for token in tokens]
        english = any(not c and t in self._known for t, c in zip(tokens, cut, strict=True))
        out: list[str] = []
        for readable, group in itertools.groupby(
            zip(cut, tokens, strict=True), lambda pair: pair[0]
        ):
            words = [token for _, token in group]
            out += [self._spelt(words, english=english)] if readable else words
        return " ".join(out)

    def _spelt(self, tokens: list[str], *, english: bool) -> str:
        """Read neighbouring tokens as pinyin, unless they are English or say nothing."""
        written = " ".join(tokens)
        if all(token in self._known for token in tokens):
            return written
        cuts = ([s for t in tokens for s in self._cut(t, late=late)] for late in (False, True))
        _, read, longest, words = max(map(self._read, cuts))
        enough = longest > (2 if english else 1)
        return words if enough and read >= _READ_SHARE else written

    def _read(self, syllables: list[str]) -> tuple[int, int, int, str]:
        """Read syllables as words.

        Gives the sum of the words' squared lengths, the per cent of syllables in words, the longest
        word's length and the words.
        """
        size, sounds = len(syllables), list(map(blurred, syllables))
        best: list[tuple[int, int, int, str]] = [(0, 0, 0, "")] * (size + 1)
        for start in range(size - 1, -1, -1):
            best[start] = (*best[start + 1][:3], syllables[start] + best[start + 1][3])
            heard = self._by_sound
            for end in range(start + 1, min(start + LONGEST_WORD, size) + 1):
                if sounds[end - 1] not in heard.after:
                    break
                heard = heard.after[sounds[end - 1]]
                words = heard.words
                gain, read, longest, rest = best[end]
                word = words[0] if words else ""
                gain += (end - start) ** 2 + (word in self._services)
                if words and gain > best[start][0]:
                    best[start] = (gain, read + len(word), max(longest, len(word)), word + rest)
        gain, read, longest, words_read = best[0]
        return gain, 100 * read // max(1, size), longest, words_read

    def _cut(self, token: str, *, late: bool = False) -> Sounds:
        """Cut letters into the fewest syllables; () if they are no pinyin.

        "langao" is lang-ao, with the first cut as late as possible, or else lan-gao.
        """
        letters = token.replace("'", "").replace("ü", "v")
        known = self._syllables
        if len(letters) > _LONGEST_TOKEN or letters[-1:] not in _endings_of(self.table):
            return ()
        best: list[Sounds | None] = [None] * len(letters) + [()]
        for start in range(len(letters) - 1, -1, -1):
            ends = range(start + 1, min(start + _SYLLABLE_CHARS, len(letters)) + 1)
            for end in ends if late else reversed(ends):
                rest = best[end]
                if rest is None or letters[start:end] not in known:
                    continue
                shortest = best[start]
                if shortest is None or len(rest) + 1 < len(shortest):
                    best[start] = (letters[start:end], *rest)
        return best[0] or ()


def _agreeing(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


@cache
def _syllables_of(table: str) -> Mapping[str, str]:
    return {key: str(chars) for key, chars in tomllib.loads(table).items()}


@cache
def _endings_of(table: str) -> frozenset[str]:
    """The letters that syllables end in: most English words end otherwise."""
    return frozenset(syllable[-1] for syllable in _syllables_of(table))


@cache
def _readings_of(table: str) -> Mapping[str, Sounds]:
    """The blurred sounds of each character; ears of one table share them."""
    readings: dict[str, list[str]] = defaultdict(list)
    for syllable, chars in _syllables_of(table).items():
        for char in chars:
            if blurred(syllable) not in readings[char]:
                readings[char].append(blurred(syllable))
    return {char: tuple(sounds[:_READINGS]) for char, sounds in readings.items()}
