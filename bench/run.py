"""Our plugin against bare mkdocs-material on equal content: `python bench/run.py [--sizes 100,1000] [--rounds 3]`.

Figures are printed and never asserted: machines differ and are busy. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from time import perf_counter

from corpus import Words, lent_words
from writing import write_manual, write_markdown

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
FRAME = REPOSITORY / "mkdocs.yml"
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "jieba", "pydantic", "PyYAML", "comrak-ext", "Jinja2")
NO_JIEBA = """\
bench: jieba is not installed. Bare Material needs it to find Chinese words, so without it the comparison would be
unfair to us. It is no requirement of this project: `pip install jieba`, in an environment of its own if you like."""


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    wall: float
    cpu: float
    """User and system seconds, children included."""
    memory: float
    """Peak resident MiB of the process."""


@dataclass(frozen=True)
class Pair:
    """Ours and bare at one size, medians of the rounds."""

    size: int
    ours: Cost
    bare: Cost


def build(folder: Path, *options: str) -> Cost:
    """One `mkdocs build` in a process of its own."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    start = perf_counter()
    command = [sys.executable, str(HERE / "build.py"), str(folder), *options]
    with TemporaryFile() as said:
        child = subprocess.Popen(command, env=_quiet(), stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"bench: the build of {folder.name} failed\n{said.read().decode()}")
    return Cost(perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def marks(folder: Path) -> dict[str, float]:
    """CPU seconds inside our hooks, by room, and of the whole process."""
    command = [sys.executable, str(HERE / "build.py"), str(folder), "--no-jieba", "--marks"]
    shutil.rmtree(folder / "site", ignore_errors=True)
    told = subprocess.run(command, env=_quiet(), check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


def _quiet() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def middle(costs: list[Cost]) -> Cost:
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def warm_up(words: Words, folder: Path) -> None:
    """Builds one chapter of each: the first build of all fills caches, jieba's among them, and nobody counts it."""
    write_manual(folder / "ours-1", FRAME, words, 1)
    write_markdown(folder / "bare-1", FRAME, words, 1)
    build(folder / "ours-1", "--no-jieba")
    build(folder / "bare-1")


def compare(words: Words, size: int, rounds: int, folder: Path) -> Pair:
    ours, bare = folder / f"ours-{size}", folder / f"bare-{size}"
    held = write_manual(ours, FRAME, words, size), write_markdown(bare, FRAME, words, size)
    print(f"\n## {size} chapters\n")
    print(f"Chinese characters a chapter: ours {held[0] / size:.0f}, bare {held[1] / size:.0f}", end="")
    print(" (equal within 10 %)" if abs(held[0] / held[1] - 1) <= 0.1 else " (NOT EQUAL: the ratios below mean little)")
    costs = [(build(ours, "--no-jieba"), build(bare)) for _ in range(rounds)]
    pair = Pair(size, middle([one for one, _ in costs]), middle([other for _, other in costs]))
    print_pair(pair)
    print_share(marks(ours))
    return pair


def print_pair(pair: Pair) -> None:
    print("\n| | ours | bare | ours / bare |\n|---|---|---|---|")
    for name, unit in (("wall", "s"), ("cpu", "s"), ("memory", "MiB")):
        one, other = getattr(pair.ours, name), getattr(pair.bare, name)
        print(f"| {name} | {one:.1f} {unit} | {other:.1f} {unit} | **{one / other:.2f}** |")


def print_share(spent: dict[str, float]) -> None:
    total = spent.pop("total")
    largest_first = sorted(spent, key=spent.__getitem__, reverse=True)
    rooms = ", ".join(f"{room} {spent[room] / total:.0%}" for room in largest_first)
    share = sum(spent.values()) / total
    print(f"\nOur own code: {share:.0%} of our CPU time ({rooms}); the rest is MkDocs and Material.")


def print_growth(pairs: list[Pair]) -> None:
    print("\n## Growth of CPU time (1 = linear)\n")
    for small, large in pairwise(pairs):
        step = math.log(large.size / small.size)
        ours, bare = (math.log(b.cpu / a.cpu) / step for a, b in ((small.ours, large.ours), (small.bare, large.bare)))
        print(f"{small.size} to {large.size} chapters: ours {ours:.2f}, bare {bare:.2f}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--sizes", default="100,1000", help="numbers of chapters, parted by commas")
    asked.add_argument("--rounds", type=int, default=3, help="builds of each side; the median counts")
    wanted = asked.parse_args()
    if find_spec("jieba") is None:
        raise SystemExit(NO_JIEBA)
    print("Python", sys.version.split()[0], *(f"| {name} {version(name)}" for name in PACKAGES))
    words = lent_words(REPOSITORY / "content")
    sizes = sorted(int(size) for size in wanted.sizes.split(","))
    with TemporaryDirectory(prefix="bench-") as folder:
        warm_up(words, Path(folder))
        pairs = [compare(words, size, wanted.rounds, Path(folder)) for size in sizes]
    if len(pairs) > 1:
        print_growth(pairs)


if __name__ == "__main__":
    main()
