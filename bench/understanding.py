"""Print how well residents are understood, and how fast: `python -m bench.understanding`."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from bot.understanding.classifier.classifier import Classifier
from tests.corpus import alarms
from tests.corpus.first_sight import right
from tests.corpus.scoring import FOLDER, intents, lines
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.understanding.query import Query
    from tests.corpus.scoring import Tally, Verdict

BUILT_ON = ("build", "voices")
ROUNDS = 3


def set_aside() -> list[str]:
    """Give the parts that nobody tunes on, the oldest first."""
    numbered = sorted(int(path.stem[5:] or 1) for path in FOLDER.glob("aside*.jsonl"))
    return ["held", "aside", *(f"aside{number}" for number in numbered[1:])]


def main() -> None:
    """Score every part apart; wrong lines are shown of the part to build on alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list the wrong lines of build")
    arguments = parser.parse_args()
    started = perf_counter()
    understood = Understood.open()
    print(f"opened in {(perf_counter() - started) * 1000:.0f} ms")
    print_readers(set_aside(), understood)
    for part in (*BUILT_ON, *set_aside()):
        tally = understood.score(part)
        print_scores(part, tally)
        if arguments.errors and part == "build":
            print_errors(tally.verdicts)
    print_speed(understood, set_aside())
    for part in ("safety", *(f"safety_{part}" for part in set_aside() if part != "held")):
        print(f"{part}: {alarms.score(understood, part)}")


def print_readers(parts: Iterable[str], both: Understood) -> None:
    """Print what each reader alone and both get right in all the parts, by voice.

    Of the classifier alone its label counts, an intent with its service; else whole lines do.
    """
    alone, classifier = Understood.open(learned=False), Classifier.open()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for part in parts:
        for label in lines(part):
            read = next(iter(classifier.read(alone.case(label).sentence).labels))
            counts[label.get("voice", "-")]["label"] += right(read, label)
        for voice, (whole, _, count) in alone.score(part).by_voice().items():
            counts[voice].update(rules=whole, lines=count)
        for voice, (whole, _, _) in both.score(part).by_voice().items():
            counts[voice]["both"] += whole
    print("\nvoice               lines  rules alone  classifier's label   both")
    for voice, heard in sorted(counts.items()):
        rules, labels, together = (heard[by] / heard["lines"] for by in ("rules", "label", "both"))
        print(f"{voice:18} {heard['lines']:6} {rules:12.1%} {labels:19.1%} {together:6.1%}")


def print_scores(part: str, tally: Tally) -> None:
    """Print totals, accuracy for each intent, confusions and wrong slots."""
    caught, urgent = tally.emergencies
    total = tally.lines
    print(f"\n{part}: {total} lines")
    print(f"  all right       {tally.all_right:4}  {tally.all_right / total:.1%}")
    print(f"  false actions   {tally.false_actions:4}  {tally.false_actions / total:.1%}")
    print(f"  emergencies     {caught:4} of {urgent}")
    print("  intent        lines  intent right  all right")
    for intent, (named, whole, count) in tally.by_intent().items():
        print(f"  {intent:12} {count:6} {named / count:13.1%} {whole / count:10.1%}")
    print_counts("taken for", ((f"{one} → {other}", n) for (one, other), n in tally.confusion()))
    print_counts("wrong slots", tally.wrong_slots())


def print_counts(title: str, counts: Iterable[tuple[str, int]]) -> None:
    """Print what happened how often, the most frequent first."""
    print(f"  {title}:", ", ".join(f"{what} {times}" for what, times in counts) or "none")


def print_speed(understood: Understood, parts: Iterable[str]) -> None:
    """Time each sentence alone, warm, in several rounds."""
    spent_ms = []
    for label in [label for part in parts for label in lines(part)] * ROUNDS:
        started = perf_counter()
        understood.query(label)
        spent_ms.append((perf_counter() - started) * 1000)
    percentiles = quantiles(spent_ms, n=100)
    print(f"\nspeed: p50 {percentiles[49]:.2f} ms, p99 {percentiles[98]:.2f} ms")


def print_errors(verdicts: Iterable[Verdict]) -> None:
    """Print each wrong line: what was wanted, what was understood."""
    print("\nwrong lines of build (! is a false action)")
    for verdict in verdicts:
        if verdict.wrong:
            mark = "!" if verdict.false_action else " "
            label = {slot: value for slot, value in verdict.label.items() if slot != "text"}
            print(f"{mark} {verdict.label['text']}  wrong: {', '.join(verdict.wrong)}")
            print(f"    wanted {'/'.join(intents(verdict.label))} {label}")
            print(f"    got    {shown(verdict.query)}")


def shown(query: Query) -> str:
    """The filled slots of a query in one line."""
    slots = {slot: getattr(query, slot) for slot in query.__slots__}
    filled = {slot: value for slot, value in slots.items() if value and slot != "score"}
    return " ".join(f"{slot}={value}" for slot, value in filled.items())


if __name__ == "__main__":
    main()
