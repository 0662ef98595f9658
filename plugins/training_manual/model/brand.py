"""brand.yml: names, limits, amounts and warranty periods of one franchise, and the tokens they give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Colour, Number, Plain, Word, matching
from training_manual.reading.typed import Record

Unit = Literal["ring", "minute", "hour", "day", "workday", "week", "month", "year"]
Language = Annotated[str, matching(r"[a-z]{2,3}(-[A-Z][A-Za-z]+)?", Code.NOT_A_LANGUAGE)]
TokenName = Annotated[str, matching(r"[a-z][a-z0-9_]{0,63}", Code.NOT_A_NAME)]


class BrandNames(Record):
    """How the franchise calls itself."""

    name: Plain
    """The brand's name."""
    hq: Plain
    """What headquarters is called."""
    outlet: Plain
    """What an outlet is called."""
    hotline: Word
    """The number customers call."""


class ManualFacts(Record):
    """The manual itself."""

    code: Word
    """Its short code, printed on every slip and form."""
    title: Plain
    """Its title; the name of the site."""
    confidentiality: Plain
    """What is printed in the foot: internal, confidential."""
    language: Language
    """The language the YAML files are written in."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """Every language the site has, the main one first."""


class Limit(Record):
    """A limit: a number with its unit, or words."""

    n: Number | None = None
    """The number."""
    unit: Unit | None = None
    """The unit of the number."""
    text: Plain | None = None
    """The limit in words, where it is no number (before closing time)."""


class Period(Record):
    """A length of time."""

    n: Number
    """The number."""
    unit: Unit
    """Its unit."""


class Look(Record):
    """The two colours a brand may change."""

    roof: Colour = "#1C3340"
    """Header and hero."""
    lamp: Colour = "#F2B33C"
    """The pointer: now, here, a clock."""

    def faults(self) -> Iterator[Fault]:
        for key, value, other, wanted in (("roof", self.roof, "#F2F7F7", 4.5), ("lamp", self.lamp, self.roof, 3.0)):
            if (ratio := contrast(value, other)) < wanted:
                about = {"value": value, "other": other, "ratio": f"{ratio:.1f}", "wanted": wanted}
                yield Fault((key,), Code.LOW_CONTRAST, about)
                return


class Brand(Record):
    """brand.yml."""

    brand: BrandNames
    """How the franchise calls itself."""
    manual: ManualFacts
    """The manual itself."""
    limits: dict[TokenName, Limit] = Field(default_factory=dict)
    """Time limits and the like; `{{limits.NAME}}` in any text."""
    authority: dict[TokenName, Number] = Field(default_factory=dict)
    """The goodwill amount each level may grant; `{{authority.NAME}}` in any text."""
    currency: Literal["CNY", "HKD", "TWD", "SGD", "MYR", "USD", "EUR", "GBP", "JPY"] = "CNY"
    """The currency of the amounts."""
    warranty: dict[TokenName, Period] = Field(default_factory=dict)
    """Warranty periods; `{{warranty.NAME}}` in any text."""
    look: Look = Look()
    """Colours."""

    def faults(self) -> Iterator[Fault]:
        if self.manual.language not in self.manual.languages:
            about = {"answer": self.manual.language, "zh_where": " languages ", "where": "languages"}
            yield Fault(("manual", "language"), Code.ANSWER_NOT_AMONG, about)
        for name, limit in self.limits.items():
            if (limit.text is None) == (limit.n is None) or (limit.n is None) != (limit.unit is None):
                yield Fault(("limits", name), Code.EXACTLY_ONE, {"keys": "n + unit, text"})
        for fault in self.look.faults():
            yield Fault(("look", *fault.path), fault.code, fault.about)


Token = str | Decimal | Period | Limit


def tokens(brand: Brand) -> Mapping[str, Token]:
    """Every path that may stand in `{{…}}`, with its value; amounts of money are bare Decimals."""
    found: dict[str, Token] = {
        "brand.name": brand.brand.name,
        "brand.hq": brand.brand.hq,
        "brand.outlet": brand.brand.outlet,
        "brand.hotline": brand.brand.hotline,
        "manual.code": brand.manual.code,
        "manual.title": brand.manual.title,
        "manual.confidentiality": brand.manual.confidentiality,
    }
    found |= {f"limits.{name}": limit for name, limit in brand.limits.items()}
    found |= {f"authority.{name}": amount for name, amount in brand.authority.items()}
    found |= {f"warranty.{name}": period for name, period in brand.warranty.items()}
    return found


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, «contrast ratio»)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
