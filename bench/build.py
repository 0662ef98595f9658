"""`mkdocs build` in a process of its own, as run.py measures it: `build.py FOLDER [--no-jieba] [--marks]`.

`--no-jieba` hides jieba from Material's search, which would cut our text into words a second time wherever jieba
happens to be installed. `--marks` counts the CPU seconds inside the hooks of our plugin and prints them as JSON.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from time import process_time
from typing import Any

ROOMS = {
    "on_config": "reading and checking",
    "on_page_context": "rendering",
    "on_post_build": "search index",
}


def mark_hooks(spent: dict[str, float]) -> None:
    """Wraps every hook of the plugin so that its CPU time is added to `spent`."""
    from training_manual.mkdocs_host.plugin import TrainingManual

    for name, hook in list(vars(TrainingManual).items()):
        if name.startswith("on_"):
            setattr(TrainingManual, name, _timed(hook, ROOMS.get(name, "handing over"), spent))


def _timed(hook: Callable[..., Any], room: str, spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(hook)
    def timed(*arguments: Any, **named: Any) -> Any:
        start = process_time()
        try:
            return hook(*arguments, **named)
        finally:
            spent[room] += process_time() - start

    return timed


def main(folder: str, *options: str) -> None:
    if "--no-jieba" in options:
        sys.modules["jieba"] = None  # type: ignore[assignment]
    spent: dict[str, float] = defaultdict(float)
    if "--marks" in options:
        mark_hooks(spent)
    from mkdocs.__main__ import cli

    cli(["build", "--quiet", "--config-file", f"{folder}/mkdocs.yml"], standalone_mode=False)
    if "--marks" in options:
        print(json.dumps({"total": process_time(), **spent}))


if __name__ == "__main__":
    main(*sys.argv[1:])
