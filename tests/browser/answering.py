"""Answers a question of the page from the key the page holds: by touch, or by keyboard alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

NEXT_KEY = """one => {
  const here = document.activeElement;
  if (here === one) return "";
  // A group of radio buttons is one stop of Tab; the arrows go through it.
  return here.type === "radio" && one.type === "radio" && here.name === one.name ? "ArrowDown" : "Tab";
}"""
SENTENCE = "我来办，今天下班前给您回电，这样可以吗？"


@dataclass(frozen=True)
class Key:
    """A question as the player reads it."""

    id: str
    hand: str
    kind: str
    right: Any
    rule: str
    nodes: tuple[Any, ...] = ()
    start: str = ""


def keys(page: Page) -> dict[str, Key]:
    """The key of every question on the page, in the page's order."""
    scripts = page.locator("practice-question").evaluate_all(
        "all => all.map(q => [q.id, q.dataset.hand, q.dataset.kind,"
        " q.querySelector('script[type=\"application/json\"]').textContent])"
    )
    found = {}
    for own, hand, kind, text in scripts:
        data = json.loads(text)
        public, key = data["interaction"], data["key"]
        nodes = tuple(public.get("nodes", ()))
        found[own] = Key(own, hand, kind, key["right"], key["rule"], nodes, public.get("start", ""))
    return found


def shown(page: Page) -> str:
    """The id of the question now open."""
    own = page.locator("practice-question[data-now]").get_attribute("id")
    assert own
    return own


class Hand:
    """One way to answer; `touch` taps, the other moves the focus with Tab and presses keys, and never clicks."""

    def __init__(self, page: Page, touch: bool):
        self.page = page
        self.touch = touch
        self.taps = 0

    def answer(self, key: Key, right: bool) -> None:
        question = self.page.locator(f"practice-question[id='{key.id}']")
        expect(question).to_be_visible()
        getattr(self, f"_{key.hand}")(question, key, right)

    def press(self, target: Locator, by: str = "Space") -> None:
        """Taps `target`, or brings the focus there by Tab and presses a key."""
        if self.touch:
            target.tap()
            return
        self.reach(target)
        self.page.keyboard.press(by)

    def reach(self, target: Locator) -> None:
        # Hundreds of keys in a walk: the place is looked up once, and asked once a key.
        place = target.element_handle()
        for _ in range(120):
            key = place.evaluate(NEXT_KEY)
            if not key:
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard does not reach {target}")

    def main(self) -> None:
        """The button of the next step; two quick taps in one place would count as a double one, which it ignores."""
        button = self.page.locator("[data-part=main]")
        if not self.touch:
            return self.press(button, "Enter")
        box = button.bounding_box()
        assert box
        self.taps += 1
        button.tap(position={"x": 8 if self.taps % 2 else box["width"] - 8, "y": box["height"] / 2})
        return None

    def _choose(self, question: Locator, key: Key, right: bool) -> None:
        values = question.locator("input").evaluate_all("all => all.map(i => i.value)")
        wanted = key.right if right else [value for value in values if value not in key.right][:1]
        for value in wanted:
            box = question.locator(f"input[value='{value}']")
            if self.touch:
                question.locator(f"label[data-atom='{value}']").tap()
            else:
                self.reach(box)
                if not box.is_checked():
                    self.page.keyboard.press("Space")
            expect(box).to_be_checked()

    def _arrange(self, question: Locator, key: Key, right: bool) -> None:
        wanted = key.right if right else list(reversed(key.right))
        order = self._order(question)
        if order == wanted:  # it must be touched all the same
            self.press(question.locator(f"[data-atom='{order[0]}'] [data-move=down]"), "Enter")
        for place, item in enumerate(wanted):
            while self._order(question).index(item) > place:
                self.press(question.locator(f"[data-atom='{item}'] [data-move=up]"), "Enter")
        assert self._order(question) == wanted

    @staticmethod
    def _order(question: Locator) -> list[str]:
        found: list[str] = question.locator("[data-atom]").evaluate_all("all => all.map(r => r.dataset.atom)")
        return found

    def _pair(self, question: Locator, key: Key, right: bool) -> None:
        for row, choice in key.right.items():
            held = question.locator(f"[data-atom='{row}']")
            choices = held.locator("[data-choice]").evaluate_all("all => all.map(c => c.dataset.choice)")
            far = [c for c in choices if c != choice]
            picked = choice if right else far[-1] if choices.index(choice) < len(choices) / 2 else far[0]
            select = held.locator("select")
            if not select.count():
                label = held.locator(f"label[data-choice='{picked}']")
                if self.touch:
                    label.tap()
                else:
                    self.reach(held.locator(f"input[value='{picked}']"))
                    self.page.keyboard.press("Space")
            elif self.touch:
                select.select_option(picked)
            else:
                self.reach(select)
                for _ in range(choices.index(picked) + 1):
                    self.page.keyboard.press("ArrowDown")
                expect(select).to_have_value(picked)

    def _fill(self, question: Locator, key: Key, right: bool) -> None:
        answer = key.right[0] if isinstance(key.right, list) else str(key.right)
        self._type(question.locator("input[type=text]"), answer if right else "说不准")

    def _write(self, question: Locator, key: Key, right: bool) -> None:
        """Written, laid beside the sample, and judged by its writer."""
        self._type(question.locator("textarea"), SENTENCE)
        self.main()
        for met in key.right if right else key.right[:1]:
            box = question.locator(f"input[value='{met}']")
            if self.touch:
                question.locator(f"label[data-atom='{met}']").tap()
            else:
                self.press(box)
            expect(box).to_be_checked()

    def _type(self, field: Locator, text: str) -> None:
        if self.touch:
            field.tap()
        else:
            self.reach(field)
        self.page.keyboard.type(text)

    def _walk(self, question: Locator, key: Key, right: bool) -> None:
        """To the best end, or to the worst."""
        for choice in _way(key, best=right):
            self.press(question.locator(f"branch-talk > ol > :last-child [data-choice='{choice}']"), "Enter")


def _way(key: Key, best: bool) -> list[str]:
    """The choices that lead from the start to an end of the greatest or least worth."""
    nodes = {node["id"]: node["choices"] for node in key.nodes}
    ways: dict[str, list[str]] = {key.start: []}
    waiting = [key.start]
    while waiting:
        here = waiting.pop(0)
        for choice in nodes[here]:
            if choice["to"] not in ways:
                ways[choice["to"]] = [*ways[here], choice["id"]]
                waiting.append(choice["to"])
    ends = sorted((share, end) for end, share in key.right.items() if end in ways)
    return ways[ends[-1 if best else 0][1]]
