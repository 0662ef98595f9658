"""The command line: commands/ holds what its words do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from training_manual.commands import editions, exams, looking, trainers, writing
from training_manual.commands.shell import Commands


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (0 fine, 1 problems, 2 wrong use)."""
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):  # a console of another encoding must not stop a Chinese message
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    status: int = arguments.run(arguments)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training-manual", description="服务手册：检查、新建、版次、考试、培训师。")
    commands = Commands(parser)
    for group in (looking, writing, editions, exams, trainers):
        group.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
