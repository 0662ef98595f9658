"""Everything a host needs to show a manual, made once from its folder: the shell between disk and core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from training_manual.assets import Assets, make_assets
from training_manual.editions.comparing import lineage
from training_manual.editions.freezing import freeze
from training_manual.linking import Folder, link, read_folder
from training_manual.linting.teaching import teaching
from training_manual.localising import localise, read_catalogues
from training_manual.model.edition import Edition
from training_manual.model.manual import Manual
from training_manual.problem import Problem, errors, in_order
from training_manual.rendering.renderer import Renderer
from training_manual.rendering.templates import Overrides


@dataclass(frozen=True)
class Prepared:
    """A checked manual in all its languages, or the problems that prevent it."""

    root: Path
    manuals: Mapping[str, Manual]
    """By language, the main one first; empty while there are errors."""
    problems: list[Problem]
    overrides: Overrides
    assets: Assets | None

    @property
    def main(self) -> str:
        return next(iter(self.manuals))


def prepare(root: Path) -> Prepared:
    """Reads, links and localises the manual at `root`; nothing is written."""
    return prepare_folder(root, read_folder(root))


def prepare_folder(root: Path, folder: Folder) -> Prepared:
    overrides = Overrides(root / "site_overrides")
    reading = link(folder)
    problems = list(reading.problems)
    manuals: dict[str, Manual] = {}
    if reading.manual is None:  # the catalogues' own faults are told all the same
        languages = sorted({path.split("/")[1] for path in folder.catalogues})
        problems += [p for language in languages for p in read_catalogues(folder.catalogues, language)[1]]
    else:
        manuals[reading.manual.language] = reading.manual
        for language in reading.manual.brand.manual.languages:
            if language == reading.manual.language:
                continue
            catalogue, wrong = read_catalogues(folder.catalogues, language)
            localised, more = localise(reading.manual, language, catalogue, reading.known)
            unread = {p.place.file for p in wrong}
            problems += [*wrong, *(p for p in more if p.place.file not in unread)]
            manuals[language] = localised
        main = reading.manual.brand.manual.languages[0]
        manuals = {main: manuals.pop(main), **manuals}
    if reading.manual is None or errors(problems):
        return Prepared(root, {}, in_order(problems), overrides, None)
    if editions := reading.manual.lineage.editions:
        line = lineage(editions, frozen(manuals, overrides))
        manuals = {language: replace(manual, lineage=line) for language, manual in manuals.items()}
    problems += teaching(reading.manual, overrides.strings(reading.manual.language), folder.files)
    look = next(iter(manuals.values())).brand.look
    return Prepared(root, manuals, in_order(problems), overrides, make_assets(overrides, look))


def frozen(manuals: Mapping[str, Manual], overrides: Overrides) -> Edition:
    """The manual as a release would freeze it, without a number."""
    return freeze(manuals, {one: Renderer(manual, overrides).on("").words.plain for one, manual in manuals.items()})
