"""The laws of the house, read from the source: who may import whom, what has a twin, how long a file may be."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from pathlib import Path

import pytest

from ground import ROOT
from training_manual.all_blocks import BLOCKS
from training_manual.all_questions import QUESTIONS

PACKAGE = ROOT / "plugins" / "training_manual"
OVERRIDES = ROOT / "site_overrides"
OURS = "training_manual"

# -- who may import whom


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def modules() -> dict[str, Path]:
    """Dotted name below the package -> file; `linking.folder`, `item`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").removesuffix(".")
        if not name.startswith("starter"):
            found[name] = path
    return found


@cache
def imports(path: Path) -> set[str]:
    """Every module imported anywhere in the file, also inside functions; `from x import y` gives x.y too."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def outside(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)} - {OURS}


def ours(path: Path) -> set[str]:
    """Modules of the package, below its name."""
    return {name.removeprefix(f"{OURS}.") for name in imports(path)} & set(modules())


def room(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize(
    ("libraries", "owner"),
    [
        ({"mkdocs", "material", "properdocs"}, "mkdocs_host"),
        ({"jinja2", "comrak", "markupsafe"}, "rendering"),
        ({"yaml"}, "reading"),
        ({"babel"}, "localising"),
        ({"cryptography"}, "sealing"),
    ],
)
def test_a_library_is_known_to_one_room_only(libraries: set[str], owner: str) -> None:
    assert {name for name, path in modules().items() if outside(path) & libraries and room(name) != owner} == set()


@pytest.mark.parametrize("wing", ["blocks", "questions"])
def test_a_kind_knows_neither_its_neighbours_nor_the_tables(wing: str) -> None:
    allowed = {"reading", "interaction", "conversation", "problem", "item"}
    strangers = {
        name: sorted(room(other) for other in ours(path) if room(other) not in allowed)
        for name, path in modules().items()
        if room(name) == wing
    }
    assert {name: rooms for name, rooms in strangers.items() if rooms} == {}


def test_pages_papers_exports_and_editions_do_not_know_each_other() -> None:
    wings = {"pages", "papers", "exports", "editions"}
    for name, path in modules().items():
        if room(name) in wings:
            assert not {room(other) for other in ours(path)} & (wings - {room(name)}), name


def test_nothing_knows_the_shells() -> None:
    for name, path in modules().items():
        if room(name) not in ("__main__", "commands", "mkdocs_host"):
            assert not {room(other) for other in ours(path)} & {"__main__", "commands", "mkdocs_host"}, name


def test_there_is_no_circle_between_rooms() -> None:
    graph: dict[str, set[str]] = {}
    for name, path in modules().items():
        graph.setdefault(room(name), set()).update({room(other) for other in ours(path)} - {room(name)})
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_there_is_no_circle_between_modules() -> None:
    graph = {name: ours(path) - {name} for name, path in modules().items() if path.name != "__init__.py"}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


# -- the disk

AT_THE_DISK = {
    "commands.editions": "writes a decisions file to fill in",
    "commands.releasing": "reads it, writes an edition's record and sources",
    "commands.exams": "writes a key file, and the secret into an exam",
    "commands.trainers": "writes the list of trainers",
    "commands.writing": "writes new files, catalogues and schemas",
    "building": "the shell between disk and core",
    "keeping": "keeps editions beside the site",
    "linking.folder": "reads a manual's folder",
    "linking.frozen": "packs and unpacks the sources of an edition",
    "packaged": "finds the templates of this distribution",
    "publishing": "swaps the site",
    "rendering.templates": "finds templates, strings and icons",
    "assets": "reads the styles and scripts that rendering.templates has found",
    "samples": "reads the packaged samples, in one place",
    "verifying": "looks over a built site for publishing",
}
_TOUCHES = {
    "copytree", "exists", "glob", "is_dir", "is_file", "is_symlink", "iterdir", "mkdir", "read_bytes", "read_text",
    "rename", "rglob", "rmtree", "scandir", "stat", "symlink_to", "touch", "unlink", "walk", "write_bytes",
    "write_text",
}  # fmt: skip


def touches(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in _TOUCHES:
                yield f"{node.func.attr} at line {node.lineno}"
            elif isinstance(node.func, ast.Name) and node.func.id == "open":
                yield f"open at line {node.lineno}"


def test_only_the_shells_touch_the_disk() -> None:
    at_it = {name: list(touches(path)) for name, path in modules().items() if room(name) != "mkdocs_host"}
    assert {name: calls for name, calls in at_it.items() if calls and name not in AT_THE_DISK} == {}
    assert {name for name in AT_THE_DISK if not at_it[name] and name != "building"} == set(), "no longer at the disk"


# -- twins


def stems(folder: Path, pattern: str) -> set[str]:
    return {path.stem for path in folder.glob(pattern)} - {"__init__"}


def test_a_block_kind_has_one_name_everywhere() -> None:
    kinds = set(BLOCKS)
    assert stems(PACKAGE / "blocks", "*.py") == kinds
    assert {path.parent.name for path in OVERRIDES.glob("blocks/*/block.html")} == kinds
    assert {path.name for path in (OVERRIDES / "blocks").iterdir() if path.is_dir()} == kinds
    assert stems(PACKAGE / "samples/blocks", "*.yml") == kinds
    assert stems(ROOT / "tests/golden/blocks", "*.html") == kinds
    for kind, model in BLOCKS.items():
        assert model.__module__ == f"{OURS}.blocks.{kind}"
        assert model.__name__.lower() == f"{kind}block"
        assert model.model_fields["kind"].annotation.__args__ == (kind,)  # type: ignore[union-attr]


def test_a_question_kind_has_one_name_everywhere() -> None:
    kinds = set(QUESTIONS)
    assert stems(PACKAGE / "questions", "*.py") == kinds
    assert stems(PACKAGE / "samples/questions", "*.yml") == kinds
    assert stems(ROOT / "tests/golden/questions", "*.html") == kinds
    assert stems(ROOT / "tests/golden/questions", "*.json") == kinds
    for kind, model in QUESTIONS.items():
        assert model.__module__ == f"{OURS}.questions.{kind}"
        assert model.__name__.lower() == f"{kind}question"
        assert model.model_fields["kind"].annotation.__args__ == (kind,)  # type: ignore[union-attr]


def test_an_interaction_has_one_template_and_an_unusual_hand_its_own() -> None:
    hands = {model.hand for model in QUESTIONS.values() if model.hand}
    six = {"choose", "arrange", "pair", "fill", "write", "walk"}
    assert {path.parent.name for path in OVERRIDES.glob("interactions/*/interaction.html")} == six | hands


# -- sizes

# Beyond 250 lines, with the reason; beyond 400 the module's first line has to say why it is long.
LONGER = {
    "problem": "the table of every code with its two sentences",
    "reading.nodes": "one pass over libyaml's events: what must be refused is refused before a tree stands",
    "reading.typed": "one walk over records shared by validation, leaves and rewriting",
}


@pytest.mark.parametrize("name", modules())
def test_a_module_is_short_and_says_what_it_is_for(name: str) -> None:
    path = modules()[name]
    length = len(path.read_text("utf-8").splitlines())
    said = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
    most = 130 if room(name) in ("blocks", "questions") else 400 if name in LONGER else 250
    assert said, f"{name} does not say what it is for"
    assert length <= most or (name in LONGER and "long" in said), f"{name} has {length} lines"


def test_the_list_of_longer_modules_is_up_to_date() -> None:
    lengths = {name: len(modules()[name].read_text("utf-8").splitlines()) for name in LONGER}
    assert {name for name, length in lengths.items() if length <= 250} == set()


def test_no_room_is_called_after_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}
    assert not {part for name in modules() for part in name.split(".")} & empty


def test_mkdocs_host_stays_a_thin_shell() -> None:
    code = [path.read_text("utf-8").splitlines() for name, path in modules().items() if room(name) == "mkdocs_host"]
    assert sum(map(len, code)) <= 450


# -- scripts and templates

ELEMENTS_THAT_KNOW_EACH_OTHER: dict[tuple[str, str], str] = {}
"""(element, the one it imports) -> why."""


def scripts(pattern: str) -> dict[str, str]:
    """Scripts without their comments, by path below assets/."""
    assets = OVERRIDES / "assets"
    comment = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
    found = sorted(assets.glob(pattern))
    return {path.relative_to(assets).as_posix(): comment.sub("", path.read_text("utf-8")) for path in found}


def imported(script: str) -> list[str]:
    return re.findall(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""", script)


@pytest.mark.parametrize("name", scripts("core/*.js"))
def test_a_core_script_knows_no_page(name: str) -> None:
    script = scripts(name)[name]
    assert all(re.fullmatch(r"(?:\./|\.\./vendor/)[a-z-]+\.js", other) for other in imported(script)), imported(script)
    browser = r"\b(?:document|window|localStorage|sessionStorage|navigator|customElements|HTMLElement)\b"
    assert re.findall(browser, script) == []


@pytest.mark.parametrize("name", scripts("elements/*.js"))
def test_an_element_knows_the_core_and_no_other_element(name: str) -> None:
    script = scripts(name)[name]
    for other in imported(script):
        pair = (Path(name).stem, Path(other).stem)
        assert other.startswith(("../core/", "../page/")) or pair in ELEMENTS_THAT_KNOW_EACH_OTHER, pair


@pytest.mark.parametrize("name", scripts("page/*.js"))
def test_what_elements_share_knows_no_element(name: str) -> None:
    script = scripts(name)[name]
    known = r"(?:\./|\.\./core/|\.\./vendor/(?:qr/)?)[a-z-]+\.js"
    assert all(re.fullmatch(known, other) for other in imported(script)), name
    assert "customElements.define" not in script


@pytest.mark.parametrize("name", scripts("elements/*.js"))
def test_an_element_is_called_like_its_file(name: str) -> None:
    defined = re.findall(r"""customElements\.define\(\s*["']([^"']+)["']""", scripts(name)[name])
    assert defined == [Path(name).stem]
    assert re.fullmatch(r"[a-z]+-[a-z]+", defined[0]), "two words"


def test_a_script_ends_in_js_and_asks_no_other_host() -> None:
    files = {path for path in (OVERRIDES / "assets").rglob("*") if path.is_file()}
    assert {path.suffix for path in files - {OVERRIDES / "assets/vendor/vendor.json"}} <= {".js", ".css"}
    for name, script in scripts("**/*.js").items():
        # The namespace of SVG is a name, nobody asks there.
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg\b)", script), name
        # Comments of other people show how to import their packages.
        assert name.startswith("vendor/") or all(other.startswith(("./", "../")) for other in imported(script)), name


PERMITS = {"MIT": b"Permission is hereby granted", "Apache-2.0": b"Licensed under the Apache License, Version 2.0"}
"""What may ship, by the sentence its licence is known by."""


def test_other_peoples_scripts_stand_as_they_came_with_version_and_licence() -> None:
    folder = OVERRIDES / "assets/vendor"
    known = json.loads((folder / "vendor.json").read_text("utf-8"))
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {"vendor.json", *known}
    for name, entry in known.items():
        data = (folder / name).read_bytes()
        head, _, body = data.partition(b"*/\n")
        assert sha256(data).hexdigest() == entry["sha256"], name
        # Behind our comment, which holds the licence, the file of the package is untouched.
        assert sha256(body).hexdigest() == entry["taken_from_sha256"], name
        assert head.startswith(f"/*! {entry['package']} {entry['version']}\n".encode())
        assert PERMITS[entry["licence"]] in head
        assert re.fullmatch(r"[0-9a-f]{64}", entry["tarball_sha256"])


@pytest.mark.parametrize("path", sorted(OVERRIDES.rglob("*.html")), ids=lambda p: p.relative_to(OVERRIDES).as_posix())
def test_a_template_holds_no_inline_script_or_style(path: Path) -> None:
    template = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
    for opening in re.findall(r"<script[^>]*>", template):
        assert "src=" in opening or 'type="application/json"' in opening, opening
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", template)
    assert not re.search(r"\|\s*safe\b", template), "author text goes through md, line or plain"


@pytest.mark.parametrize("path", sorted(OVERRIDES.rglob("*.html")), ids=lambda p: p.relative_to(OVERRIDES).as_posix())
def test_an_element_a_template_uses_has_its_script(path: Path) -> None:
    used = set(re.findall(r"<([a-z]+-[a-z]+)[\s>]", path.read_text("utf-8")))
    assert used <= {Path(name).stem for name in scripts("elements/*.js")}


def test_a_style_asks_no_other_host() -> None:
    for path in OVERRIDES.rglob("*.css"):
        assert not re.search(r"@import|https?:|url\(\s*[\"']?//", path.read_text("utf-8")), path.name


# -- the tree

_SKIPPED = {
    ".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv", "__pycache__", "dist",
    "node_modules",
}  # fmt: skip
_TEXT = {"", ".css", ".html", ".js", ".json", ".md", ".po", ".py", ".svg", ".toml", ".txt", ".yml"}
# Written in pieces, so that this file is no finding of its own.
_FOLDERS = "|".join(["home", "Users", "root", "work", "tmp", "mnt"])
_MACHINES = re.compile(rf"(?<![\w.])/(?:{_FOLDERS})/\w|[A-Z]:\\Users")
_HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs", "/simple" + "/", "unpkg" + ".com"]
_HOSTS += ["jsdelivr" + ".net", "cdnjs" + ".cloudflare", "googleapis" + ".com", "tuna.tsinghua" + ".edu"]
_REGISTRIES = re.compile("|".join(map(re.escape, _HOSTS)))


def texts(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in _SKIPPED or path.name.startswith(".site") or path == ROOT / "site":
            continue
        if path.is_dir():
            yield from texts(path)
        elif path.suffix in _TEXT:
            yield path


def test_the_tree_names_no_machine_and_no_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {hit[0]}"
        for path in texts(ROOT)
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if (hit := _MACHINES.search(line) or _REGISTRIES.search(line))
    ]
    assert found == []
