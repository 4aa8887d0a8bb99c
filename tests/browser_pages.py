"""How a browser test says in which pages it wants to be run, and what every page it meets must be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

PHONE = 320
TABLET = 768
DESK = 1280
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
Way = tuple[int, Literal["light", "dark"]]
EVERY_WAY: tuple[Way, ...] = tuple(product((PHONE, DESK), SCHEMES))
TWO_WAYS: tuple[Way, ...] = tuple(zip((PHONE, DESK), SCHEMES, strict=True))  # each width and each scheme once

OF_COLOURS = ("color-contrast", "link-in-text-block")
# What is asked of a page: by how much it is wider than its window, which then scrolls sideways; boxes and
# headings that have no room between them and what is above, and a second heading of the page itself; what axe
# says, which is a script, and silent where none run. It loads no sheets of its own (`preload`), of which our
# policy would complain, and seeks no selectors for what it looked at: an element's own words find it too.
LOOK = """async (html, rules) => {
    const box = ".note, .empty, .card, .button, .press, .summary, .table, .table-frame, .motion";
    const flows = part => part.checkVisibility() && part.getBoundingClientRect().height > 2
        && !["absolute", "fixed", "sticky"].includes(getComputedStyle(part).position);
    const room = (part, side) => part.matches(box) ? 0 : parseFloat(getComputedStyle(part)["padding" + side]);
    const touch = (above, below) => {
        const [high, low] = [above.getBoundingClientRect(), below.getBoundingClientRect()];
        const beside = low.left >= high.right || low.right <= high.left || low.top < high.bottom - 4;
        const begins = below.matches(`${box}, h2, h3`) && !above.matches(".kicker, h2, h3");
        return !beside && (begins || above.matches(box))
            && low.top - high.bottom + room(above, "Bottom") + room(below, "Top") < 6;
    };
    const pairs = [...document.querySelectorAll("main, main *:not(svg *, table *)")].flatMap(parent => {
        const parts = [...parent.children].filter(flows);
        return parts.slice(1).map((below, at) => [parts[at], below]);
    });
    const more = [...document.querySelectorAll("h1")].slice(1).map(second => [second, second]);
    const touching = [...pairs.filter(([above, below]) => touch(above, below)), ...more]
        .map(pair => pair.map(part => part.outerHTML.slice(0, 80)));
    const faults = rules && window.axe ? (await axe.run({
        preload: false, selectors: false, resultTypes: ["violations"],
        ...(rules.length ? {runOnly: rules} : {})
    })).violations.map(fault => [fault.id, fault.nodes[0].html]) : [];
    return [html.scrollWidth - innerWidth, touching, faults];
}"""


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


def desk_and_phone() -> pytest.MarkDecorator:
    """Run a test that asks for `page` at a desk with JavaScript, and on a telephone without.

    Each width and each way of working is there once: all four take twice as long. What a script
    does on a telephone alone has a test with `looks(width=[PHONE])`.
    """
    return pytest.mark.parametrize(
        "page", [Look(), Look(width=PHONE, javascript=False)], indirect=True, ids=str
    )


def has_scripts(page: Page) -> bool:
    """Whether this page's browser runs scripts."""
    return bool(page.evaluate("matchMedia('(scripting: enabled)').matches"))


def look_at(page: Page, *, rules: Sequence[str] | None = ()) -> None:
    """The page fits its window, nothing touches, and it keeps the rules of axe: all, those named, or none.

    Asked of the element, which is waited for: a page on its way has none yet.
    """
    page.wait_for_load_state()
    if rules is not None and page.evaluate("matchMedia('(scripting: enabled)').matches && !window.axe"):
        page.evaluate(AXE_SCRIPT)
    found = page.locator("html").evaluate(LOOK, rules)
    assert (page.url, *found) == (page.url, 0, [], [])


def visit(page: Page, address: str, *, status: int = 200) -> None:
    """Go to an address and look at what it answers."""
    answer = page.goto(address)
    assert answer is not None
    assert (address, answer.status) == (address, status)
    look_at(page)


def look_every_way(
    page: Page, *, ways: Sequence[Way] = TWO_WAYS, judged: Sequence[Way] | None = None
) -> None:
    """The page is in order on a telephone and at a desk, in light and in dark, without being loaded again.

    The style guide, which has all colours, is looked at in all four ways, any other page in two of them.
    Axe is asked in all of them unless some are named, and only about colours where nothing else changes; on
    a tablet a page only has to fit.
    """
    seen: set[int] = set()
    for width, scheme in ways:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        shown = page.evaluate(
            """() => {
                document.getAnimations().forEach(fading => fading.finish());
                return [innerWidth, matchMedia("(prefers-color-scheme: dark)").matches];
            }"""
        )
        assert shown == [width, scheme == "dark"]
        every: Sequence[str] | None = OF_COLOURS if width in seen else ()
        look_at(page, rules=every if judged is None or (width, scheme) in judged else None)
        seen.add(width)
    page.set_viewport_size({"width": TABLET, "height": 1024})
    assert (page.url, page.evaluate("document.documentElement.scrollWidth - innerWidth")) == (page.url, 0)


def look_round(page: Page, site: str, addresses: Iterable[str], *, status: int = 200) -> None:
    """Each address of the site answers with a page that is in order; axe judges them by turns in two ways."""
    for at, address in enumerate(addresses):
        answer = page.goto(site + address)
        assert answer is not None
        assert (address, answer.status) == (address, status)
        look_every_way(page, judged=[TWO_WAYS[at % 2]])
