"""What every command has in common: its place in the parser, the manual's folder, and how problems are told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from training_manual.building import Prepared, prepare
from training_manual.linking import read_manual
from training_manual.model.manual import Manual
from training_manual.problem import Problem, as_text, errors

Run = Callable[[argparse.Namespace], int]


class Commands:
    """The commands of the parser, or the actions of one of them."""

    def __init__(self, parser: argparse.ArgumentParser, metavar: str = "COMMAND"):
        self._subparsers = parser.add_subparsers(required=True, metavar=metavar)

    def add(self, name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub = self._subparsers.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    def group(self, name: str, text: str) -> Commands:
        return Commands(self._subparsers.add_parser(name, help=text, description=text), "ACTION")


def folder_behind(parser: argparse.ArgumentParser) -> None:
    """The manual's folder as the last word of a command."""
    parser.add_argument("folder", type=Path, nargs="?", default=Path("."), help="the manual's folder (default: here)")


def folder_option(parser: argparse.ArgumentParser) -> None:
    """The manual's folder for a command whose words are ids."""
    parser.add_argument("--folder", type=Path, default=Path("."), help="the manual's folder (default: here)")


def verdict(problems: list[Problem]) -> str:
    wrong = len(errors(problems))
    hints = len(problems) - wrong
    if not problems:
        return "没有要改的。/ Nothing to mend."
    return f"{wrong} 处错误，{hints} 处提醒。/ {wrong} errors, {hints} warnings."


def refused(zh: str, en: str) -> int:
    """Says in both languages why nothing was done; the exit status for it."""
    print(f"{zh}\n{en}", file=sys.stderr)
    return 1


def checked(folder: Path) -> Prepared | None:
    """The manual in all its languages; where there are errors, they are printed."""
    prepared = prepare(folder)
    if prepared.manuals:
        return prepared
    print(f"{as_text(errors(prepared.problems))}\n{verdict(prepared.problems)}", file=sys.stderr)
    return None


def readable(folder: Path) -> Manual | None:
    """The manual in its source language; where there is none, its problems are printed."""
    reading = read_manual(folder)
    if reading.manual is None:
        print(as_text(reading.problems))
        print(verdict(reading.problems), file=sys.stderr)
    return reading.manual
