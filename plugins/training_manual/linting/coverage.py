"""HQ's syllabus against the manual: what no block teaches, what no question or card tests, which chapters are stubs."""

from __future__ import annotations

from collections.abc import Iterator

from training_manual.model.manual import Manual
from training_manual.problem import Code, Problem
from training_manual.reading.typed import Record, leaves


def taught(manual: Manual) -> frozenset[str]:
    """Syllabus items some block of a ready chapter teaches."""
    return frozenset(item for c in manual.shown_chapters for block in c.blocks for item in block.covers)


def tested(manual: Manual) -> frozenset[str]:
    """Syllabus items some question or role-play card tests."""
    questions = {item for pool in manual.pools.values() for q in pool.questions for item in q.covers}
    return frozenset(questions | {item for card in manual.role_plays.values() for item in card.covers})


def coverage(manual: Manual) -> Iterator[Problem]:
    """A warning for every gap, at the item's place in syllabus.yml, and for every stub."""
    is_taught, is_tested = taught(manual), tested(manual)
    for item in manual.syllabus.values():
        about = {"id": item.id, "topic": item.topic}
        for code, covered in ((Code.NOT_TAUGHT, is_taught), (Code.NOT_TESTED, is_tested)):
            if item.id not in covered:
                yield Problem(item.provenance.place(("id",)), code, about)
    for chapter in manual.chapters:
        if chapter.state == "stub":
            number = {"number": chapter.number, "title": chapter.title}
            yield Problem(chapter.provenance.place(("state",)), Code.STUB, number)


def coverage_reading(manual: Manual) -> Iterator[str]:
    """For each syllabus item its topic, then every text that claims to teach or test it: to be read side by side."""
    chapters = [*manual.shown_chapters, *manual.annexes]
    blocks = [(f"{chapter.id}#{block.id}", block) for chapter in chapters for block in chapter.blocks]
    questions = [(question.id, question) for pool in manual.pools.values() for question in pool.questions]
    cards = list(manual.role_plays.items())
    for item in manual.syllabus.values():
        yield f"== {item.id}  {item.topic}"
        for sign, records in (("+", blocks), ("?", questions), ("?", cards)):
            for ref, record in records:
                if item.id in record.covers:
                    yield f"{sign} {ref}"
                    yield from (f"    {line}" for line in _lines(record))


def _lines(record: Record) -> Iterator[str]:
    """Every wording of a record, in the order of its fields."""
    for leaf in leaves(record):
        if leaf.wording:
            yield from filter(None, str(leaf.value).splitlines())


def coverage_summary(manual: Manual) -> str:
    """Two lines of figures, Chinese and English."""
    items = set(manual.syllabus)
    teach, test = len(taught(manual) & items), len(tested(manual) & items)
    ready, all_ = len(manual.shown_chapters), len(manual.chapters) - len(manual.annexes)
    return (
        f"大纲 {len(items)} 条：教了 {teach}，考了 {test}；{all_} 章里写好 {ready} 章。\n"
        f"syllabus {len(items)}: {teach} taught, {test} tested; {ready} of {all_} chapters ready."
    )
