"""How a browser test says in which pages it wants to be run, and what every page it meets must be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = 320
DESK = 1280


@dataclass(frozen=True)
class Look:
    """One way of looking at a page: how wide, in which colours, with JavaScript or without."""

    width: int = DESK
    scheme: str = "light"
    javascript: bool = True

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}-{'js' if self.javascript else 'nojs'}"


def looks(
    *,
    width: Sequence[int] = (DESK,),
    scheme: Sequence[str] = ("light",),
    javascript: Sequence[bool] = (True,),
) -> pytest.MarkDecorator:
    """Run a test that asks for `page` in each of these looks: `@looks(width=[PHONE, DESK])`."""
    every = [Look(*look) for look in product(width, scheme, javascript)]
    return pytest.mark.parametrize("page", every, indirect=True, ids=str)


def has_scripts(page: Page) -> bool:
    """Whether this page's browser runs scripts."""
    return bool(page.evaluate("matchMedia('(scripting: enabled)').matches"))


def look_at(page: Page) -> None:
    """The page fits its window and is accessible; axe is a script, and silent where none run."""
    page.wait_for_load_state()
    # Asked of the element, which is waited for: a page on its way has none yet.
    over = page.locator("html").evaluate("html => html.scrollWidth - innerWidth")
    found = Axe().run(page).response["violations"] if has_scripts(page) else []
    faults = [(fault["id"], fault["nodes"][0]["html"]) for fault in found]
    assert (page.url, over, faults) == (page.url, 0, [])


def visit(page: Page, address: str, *, status: int = 200) -> None:
    """Go to an address and look at what it answers."""
    answer = page.goto(address)
    assert answer is not None
    assert (address, answer.status) == (address, status)
    look_at(page)
