"""Makes a difference of two texts readable: no chequered lines, marks that end where words, clauses, sentences end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

SENTENCE = frozenset("。！？；.!?;\n")
_CLAUSE = frozenset("，、：,:—）)”」")
_PARTICLES = frozenset(
    [*"的了着过是在和与及也就都把被", "the", "a", "an", "of", "to", "and", "or", "in", "on", "at", "is", "are", "be"]
)
# What stayed between two changes has to say more than two Chinese characters to part them for good.
_FEW = 2


@dataclass(frozen=True)
class Step:
    """Words that became other words; the same on both sides where they stayed."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def stays(self) -> bool:
        return self.old == self.new

    @property
    def replaces(self) -> bool:
        return bool(self.old and self.new)

    @property
    def weight(self) -> float:
        """Of the lighter side; a mere insertion weighs nothing."""
        return min(_weight(self.old), _weight(self.new))


def readable(steps: Sequence[Step]) -> list[Step]:
    """Without islands of text that stayed but tell a reader nothing: one change is easier than a chequered line."""
    steps = _alternating(_islands_gone(_alternating(steps)))
    changes = [step for step in steps if not step.stays]
    stayed = sum(_weight(step.old) for step in steps if step.stays)
    whole = _whole(steps)
    if len(changes) > 1 and stayed * 4 < min(_weight(whole.old), _weight(whole.new)):
        first, last = steps.index(changes[0]), len(steps) - steps[::-1].index(changes[-1])
        return [*steps[:first], _whole(steps[first:last]), *steps[last:]]
    return steps


def _islands_gone(steps: Sequence[Step]) -> list[Step]:
    done: list[Step] = []
    for group in _crowds(steps):
        changes = [step for step in group if not step.stays]
        whole = _whole(group)
        stayed = sum(_weight(step.old) for step in group if step.stays)
        crowded = len(changes) > 2 and changes != [c for c in changes if not c.replaces]
        if crowded and stayed * 2 <= whole.weight - stayed:
            done.append(whole)
            continue
        done += _absorbed(group)
    return done


def _crowds(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Neighbouring changes with hardly anything between them; every longer piece that stayed stands alone."""
    group: list[Step] = []
    for step in steps:
        if step.stays and (_weight(step.old) > _FEW or SENTENCE & set(step.old)):
            yield group
            yield [step]
            group = []
        else:
            group.append(step)
    yield group


def _absorbed(group: Sequence[Step]) -> list[Step]:
    """Takes an island into the two replacements around it, where it is slight beside them."""
    done: list[Step] = []
    for step in group:
        if len(done) > 1 and done[-1].stays and not step.stays and _slight(done[-2], done[-1], step):
            done[-2:] = [_whole([*done[-2:], step])]
        else:
            done.append(step)
    return done


def _slight(before: Step, island: Step, after: Step) -> bool:
    weight, beside = _weight(island.old), min(before.weight, after.weight)
    if not (before.replaces and after.replaces):
        # What left one side of a single word and came in on the other.
        sides = {bool(before.old), bool(after.old)}
        return sides == {True, False} and not before.replaces and not after.replaces and 0 < weight <= 1
    if any(token in _CLAUSE for token in island.old):
        return weight + 4 <= beside
    return weight <= 1 or weight * 2 <= beside


def slid(steps: Sequence[Step]) -> Iterator[Step]:
    """Moves insertions and deletions that could stand in several places to where a sentence, clause or word ends."""
    rest = list(steps)
    for at, step in enumerate(rest):
        if step.stays or step.replaces or not 0 < at < len(rest) - 1:
            continue
        before, own, after = rest[at - 1].old, step.old or step.new, rest[at + 1].old
        line, first = (*before, *own, *after), len(before)
        places = [first]
        while places[0] > 0 and line[places[0] - 1] == line[places[0] + len(own) - 1]:
            places.insert(0, places[0] - 1)
        while places[-1] + len(own) < len(line) and line[places[-1]] == line[places[-1] + len(own)]:
            places.append(places[-1] + 1)
        best = max(places, key=lambda place: (_rest_at(line, place) + _rest_at(line, place + len(own)), place == first))
        moved = line[best : best + len(own)]
        rest[at - 1] = Step(line[:best], line[:best])
        rest[at] = Step(moved, ()) if step.old else Step((), moved)
        rest[at + 1] = Step(line[best + len(own) :], line[best + len(own) :])
    yield from rest


def _rest_at(line: Sequence[str], at: int) -> float:
    """How much of a pause there is before the token at `at`."""
    if at in (0, len(line)):
        return 4
    last = line[at - 1]
    if last.isspace():
        return 0.5 + (_rest_at(line, at - 1) if at > 1 else 4)
    return 4 if last in SENTENCE else 3 if last in _CLAUSE else 0


def _alternating(steps: Iterable[Step]) -> list[Step]:
    """Neighbours of one sort as one step, and no empty ones."""
    done: list[Step] = []
    for step in steps:
        if not (step.old or step.new):
            continue
        if done and done[-1].stays == step.stays:
            done[-1] = _whole([done[-1], step])
        else:
            done.append(step)
    return done


def _whole(steps: Sequence[Step]) -> Step:
    return Step(
        tuple(chain.from_iterable(step.old for step in steps)), tuple(chain.from_iterable(step.new for step in steps))
    )


def _weight(tokens: Iterable[str]) -> float:
    return sum(map(_weight_of, tokens))


def _weight_of(token: str) -> float:
    """About how many Chinese characters it says as much as."""
    if not any(letter.isalnum() for letter in token):
        return 0
    if token.lower() in _PARTICLES:
        return 0.5
    return 2 if token[0].isascii() or not token.isalpha() else len(token)
