"""Tags of sections: whoever has read one has read it until a block comes in, is taken out or changes materially."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from training_manual.identity import section_tag
from training_manual.model.chapter import Section
from training_manual.model.manual import Manual

Tags = Mapping[str, str]


def section_tags(manual: Manual, tags: Tags) -> Iterator[tuple[str, str]]:
    """`chapter#section` -> its tag; `tags`: of the blocks, by `chapter#block`."""
    names = {f"{c.id}#{b.id}": manual.earlier_names(f"{c.id}#{b.id}", b) for c in manual.chapters for b in c.blocks}
    known = {name for ref, was in names.items() for name in (ref, *was)}
    for chapter in manual.chapters:
        for section in chapter.sections:
            ref = f"{chapter.id}#{section.id}"
            blocks = {own: tags[own] for own in (f"{chapter.id}#{block.id}" for block in section.blocks)}
            yield ref, _kept(manual, ref, section, blocks, names, known) or _own(blocks)


def _own(blocks: Tags) -> str:
    return section_tag({ref.partition("#")[2]: tag for ref, tag in blocks.items()})


def _kept(
    manual: Manual, ref: str, section: Section, blocks: Tags, names: Mapping[str, tuple[str, ...]], known: set[str]
) -> str:
    """The tag of an edition that had the same section, whatever its blocks were called; or of the latest that had it at
    all, if since then blocks have only moved elsewhere. "" where there is none."""
    homes, is_latest = (ref, *manual.earlier_names(ref, section)), True
    for edition in reversed(manual.lineage.editions):
        home = next((one for one in homes if one in edition.sections), None)
        if home is None:
            continue
        then = edition.blocks[home]
        now = {next((one for one in (own, *names[own]) if one in then), own): tag for own, tag in blocks.items()}
        left = then.keys() - now.keys()
        if now.items() <= then.items() and (not left or (is_latest and now and left <= known)):
            return edition.sections[home]
        is_latest = False
    return ""
