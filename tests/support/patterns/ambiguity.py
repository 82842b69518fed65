"""Repeats in a pattern that can read one text in two ways: each more may double their time."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections import deque
from itertools import count, product
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MANY = 12
"""What may be repeated so often is taken for repeated without end."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_SAMPLES = "甲q7 ,_·"
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    op.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
_Chars = frozenset[str]
_Ends = tuple[tuple[int, _Chars], ...]
_State = tuple[int | None, _Chars]
"""A letter, or None before the first, and what cannot be next."""


class _Part(NamedTuple):
    """Which letters a part of a pattern begins and ends with.

    With each stand the characters that cannot be next to it; `empty` are those that cannot follow
    where the part is left out, None where it cannot be.
    """

    first: _Ends = ()
    last: _Ends = ()
    empty: _Chars | None = _Chars()


class _Way(NamedTuple):
    """From one letter to the next: the number of the way, and what the next cannot be."""

    letter: int
    number: int
    never: _Chars


class _Automaton:
    """The letters of what is repeated, and the ways from each to the next."""

    def __init__(self, body: Iterable[Any], alphabet: _Chars) -> None:
        self._alphabet = alphabet
        self._numbers = count(1)
        self._ways: list[list[_Way]] = []
        self.letters: list[_Chars] = []
        whole = self._sequence(body)
        self._first = [_Way(letter, 0, never) for letter, never in whole.first]
        self._last = dict(whole.last)

    def ways(self, letter: int | None) -> list[_Way]:
        """Give the ways from a letter to the next of the same repeat; None is before the first."""
        return self._first if letter is None else self._ways[letter]

    def after(self, letter: int) -> Iterator[_State]:
        """Give where one is after a letter: there, and where it may be the last, at the start."""
        yield letter, _Chars()
        if letter in self._last:
            yield None, self._last[letter]

    def _sequence(self, items: Iterable[Any]) -> _Part:
        whole = _Part()
        for kind, value in items:
            whole = self._joined(whole, self._item(kind, value))
        return whole

    def _item(self, kind: Any, value: Any) -> _Part:  # noqa: ANN401 - of `re`
        if kind is op.BRANCH:
            return _either([self._sequence(branch) for branch in value[1]])
        if kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
            return self._sequence(next(iter(_bodies(kind, value))))
        if kind in (*_REPEATS, op.POSSESSIVE_REPEAT):
            return (self._repeated if kind in _REPEATS else self._kept)(*value)
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            is_denied = kind is op.ASSERT_NOT and value[0] > 0
            return _Part(empty=self._single(value[1]) if is_denied else _Chars())
        return self._letter(_Chars(filter(_matcher(kind, value), self._alphabet)))

    def _letter(self, chars: _Chars) -> _Part:
        ends = ((len(self.letters), _Chars()),)
        self.letters.append(chars)
        self._ways.append([])
        return _Part(ends, ends, None)

    def _joined(self, left: _Part, right: _Part) -> _Part:
        self._link(left, right)
        first = left.first + _without(right.first, left.empty)
        last = right.last + _without(left.last, right.empty)
        if left.empty is None or right.empty is None:
            return _Part(first, last, None)
        return _Part(first, last, left.empty | right.empty)

    def _link(self, left: _Part, right: _Part) -> None:
        for one, never in left.last:
            for other, never_first in right.first:
                self._ways[one].append(_Way(other, next(self._numbers), never | never_first))

    def _repeated(self, least: int, most: int, body: Any) -> _Part:  # noqa: ANN401 - of `re`
        if most >= MANY:
            part = self._sequence(body)
            self._link(part, part)
            return part if least else part._replace(empty=part.empty or _Chars())
        whole = _Part()
        for number in reversed(range(most)):
            part = self._joined(self._sequence(body), whole)
            whole = part if number < least else part._replace(empty=part.empty or _Chars())
        return whole

    def _kept(self, least: int, most: int, body: Any) -> _Part:  # noqa: ANN401 - of `re`
        """Read a repeat that gives nothing back: one more of a single letter cannot follow."""
        part, never = self._repeated(least, most, body), self._single(body)
        last = _without(part.last, never) if most >= MANY else part.last
        return _Part(part.first, last, None if part.empty is None else part.empty | never)

    def _single(self, body: Any) -> _Chars:  # noqa: ANN401 - of `re`
        """Give the characters that a body of one letter matches; of a longer one none is sure."""
        return _Chars(filter(_matcher(*body[0]), self._alphabet)) if _is_letter(body) else _Chars()


def ambiguous(pattern: str) -> Iterator[str]:
    """Give, for each repeat without end that can read a text in two ways, the shortest text."""
    tree = parser.parse(pattern)
    alphabet = _Chars(_chars(tree)) | _Chars(_SAMPLES)
    for body in _repeated_bodies(tree):
        text = _read_twice(_Automaton(body, alphabet))
        if text is not None:
            yield text


def _read_twice(automaton: _Automaton) -> str | None:
    """Go through two readings of the same text at once until they part and end together."""
    start: _State = (None, _Chars())
    waiting = deque([(start, start, False, "")])
    seen = set()
    while waiting:
        one, other, apart, text = waiting.popleft()
        if apart and one[0] is None and other[0] is None:
            return text
        for way, beside, chars in _steps(automaton, one, other):
            parted = apart or way[:2] != beside[:2]
            for pair in product(automaton.after(way.letter), automaton.after(beside.letter)):
                if (*pair, parted) not in seen:
                    seen.add((*pair, parted))
                    waiting.append((*pair, parted, text + max(chars)))
    return None


def _steps(
    automaton: _Automaton, one: _State, other: _State
) -> Iterator[tuple[_Way, _Way, _Chars]]:
    """Give every two ways on that share characters, and these."""
    never = one[1] | other[1]
    for way, beside in product(automaton.ways(one[0]), automaton.ways(other[0])):
        chars = automaton.letters[way.letter] & automaton.letters[beside.letter]
        if chars and (never or way.never or beside.never):
            chars -= never | way.never | beside.never
        if chars:
            yield way, beside, chars


def _either(parts: list[_Part]) -> _Part:
    empty = [part.empty for part in parts if part.empty is not None]
    return _Part(
        tuple(end for part in parts for end in part.first),
        tuple(end for part in parts for end in part.last),
        _Chars.intersection(*empty) if empty else None,
    )


def _without(ends: _Ends, never: _Chars | None) -> _Ends:
    """Give the ends with what cannot be next to them besides; none where nothing is left out."""
    return () if never is None else tuple((letter, more | never) for letter, more in ends)


def _repeated_bodies(items: Iterable[Any]) -> Iterator[Any]:
    for kind, value in items:
        if kind in _REPEATS and value[1] >= MANY:
            yield value[2]
        for body in _bodies(kind, value):
            yield from _repeated_bodies(body)


def _bodies(kind: Any, value: Any) -> Iterable[Any]:  # noqa: ANN401 - of `re`
    """Give the parts that an item is made of."""
    if kind is op.BRANCH:
        return tuple(value[1])
    if kind is op.ATOMIC_GROUP:
        return (value,)
    made = (*_REPEATS, op.POSSESSIVE_REPEAT, op.SUBPATTERN, op.ASSERT, op.ASSERT_NOT)
    return (value[-1],) if kind in made else ()


def _chars(items: Iterable[Any]) -> Iterator[str]:
    """Give every character that a pattern names."""
    for kind, value in items:
        if kind in (op.LITERAL, op.NOT_LITERAL):
            yield chr(value)
        elif kind is op.IN:
            yield from _chars(value)
        elif kind is op.RANGE:
            yield from map(chr, value)
        for body in _bodies(kind, value):
            yield from _chars(body)


def _is_letter(body: Any) -> bool:  # noqa: ANN401 - of `re`
    return len(body) == 1 and body[0][0] in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY)


def _matcher(kind: Any, value: Any) -> Callable[[str], bool]:  # noqa: ANN401 - of `re`
    """Give what tells whether one character is matched."""
    if kind is op.LITERAL:
        return chr(value).__eq__
    if kind is op.NOT_LITERAL:
        return chr(value).__ne__
    if kind is op.RANGE:
        return lambda char: value[0] <= ord(char) <= value[1]
    if kind is op.CATEGORY:
        return _CATEGORIES[value]
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        tests = [_matcher(*item) for item in value[negated:]]
        return lambda char: any(test(char) for test in tests) != negated
    return lambda _: True
