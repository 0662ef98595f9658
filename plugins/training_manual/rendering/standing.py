"""What templates are given of a block and of a question besides its fields: where it stands, what everybody may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from training_manual.interaction import Interaction, marking
from training_manual.item import Question
from training_manual.model.chapter import Chapter


@dataclass(frozen=True)
class Asked:
    """A question ready for its template: what everybody sees, the key apart, and where to read again."""

    question: Question
    interaction: Interaction
    tag: str
    number: int
    reread: str
    reread_title: str
    untranslated: bool

    @property
    def key(self) -> Any:
        return self.interaction.key

    @property
    def marking(self) -> dict[str, Any]:
        """For the page's script."""
        return marking(self.interaction)

    @property
    def template(self) -> str:
        return f"interactions/{self.question.hand or self.interaction.kind}/interaction.html"


@dataclass(frozen=True)
class Standing:
    """Where a block stands."""

    chapter: Chapter
    language: str
    ref: str
    tag: str
    index: int
    of: int
    untranslated: bool
