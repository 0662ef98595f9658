"""Numbers with their units, in words of the page's language; a hard space holds them together."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from training_manual.model.brand import Limit, Period, Token

HARD_SPACE = "\u00a0"


def amount(value: Token, strings: Mapping[str, str], currency: str, number_only: bool = False) -> str:
    """`30 分钟`, `30 minutes`, `200 元`; a limit in words as it is."""
    match value:
        case Limit(text=str(text)):
            return text
        case Limit(n=Decimal() as n, unit=str(unit)) | Period(n=n, unit=unit):
            number = plain_number(n)
            if number_only:
                return number
            words = strings[f"unit.{unit}"]
            if n == 1:  # Chinese has no singular
                words = strings.get(f"unit.{unit}.one", words)
            return f"{number}{HARD_SPACE}{words}"
        case Decimal() as money:
            return strings.get(f"money.{currency}", "{n} " + currency).replace("{n}", plain_number(money))
        case text:
            return str(text)


def figure(number: Decimal, unit: str | None) -> str:
    """`93.75%`, `480 元`, `3`."""
    if not unit:
        return plain_number(number)
    return plain_number(number) + ("" if unit in "%％‰" else HARD_SPACE) + unit


def plain_number(number: Decimal) -> str:
    return f"{number.normalize():f}"
