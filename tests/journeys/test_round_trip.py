"""A motion is the same text, with the same hash, pasted, typed or taken from its Word file."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from lla.papers import word
from lla.papers.blocks import Heading, Paper, plain
from lla.text.reading import parse
from motions.motion.texts import Text
from tests.journeys import steps
from tests.journeys.test_pasting import PASTE
from tests.motions.factories import make_conference, make_item
from tests.text_carriers import as_html, as_mailed, motions

MOTIONS = motions()
MOVER = steps.Member("Mina Orchard", "mina@example.org")


@pytest.fixture
def item(site: str) -> str:
    return make_item(make_conference("Spring Conference", signatories_needed=1), "How we organise").title


def begin(page: Page, site: str, item: str) -> tuple[Locator, Locator]:
    """A new draft's text and appendix, with nothing in them yet."""
    page.goto(f"{site}/motions/submit/")
    steps.go_on(page, "Start")
    steps.say_it_comes_from_signatories(page, item=item)
    body = page.get_by_label("What should conference note, believe and resolve?")
    return body, page.get_by_label("Appendix")


def paste(area: Locator, *, html: str, text: str) -> None:
    """What is on the clipboard, if the page takes it; else its plain words, as browsers paste them."""
    if area.evaluate(PASTE, [html, text]):
        area.page.keyboard.insert_text(text)


def hash_of_what_is_sent(page: Page) -> str:
    steps.go_on(page)
    page.get_by_label("Your name", exact=True).fill(MOVER.name)
    page.get_by_label("Your email address").fill(MOVER.email)
    steps.go_on(page)
    steps.arrive(page, "Check and send")
    steps.go_on(page, "Send the motion")
    steps.arrive(page, "We have your motion")
    return (page.locator(".hash").text_content() or "").strip()


@pytest.mark.parametrize("name", MOTIONS)
def test_a_motion_has_the_same_hash_whichever_way_it_comes_in(
    page: Page, site: str, item: str, tmp_path: Path, name: str
) -> None:
    text = MOTIONS[name]
    hashes = {}
    for way, html, plain_text in (
        ("a web page", as_html(text.body), "not this"),
        ("plain text", "", as_mailed(text.body)),
        ("typing", "", text.body),
    ):
        body, appendix = begin(page, site, item)
        page.get_by_label("Title").fill(text.title)
        paste(body, html=html, text=plain_text)
        paste(appendix, html=as_html(text.appendix) if html else "", text=text.appendix)
        hashes[way] = hash_of_what_is_sent(page)
    begin(page, site, item)
    file = tmp_path / "motion.docx"
    file.write_bytes(word_file(text))
    page.get_by_label("Or upload a Word file").set_input_files(file)
    steps.go_on(page)
    expect(page.get_by_label("Title")).to_have_value(text.title)
    hashes["a Word file"] = hash_of_what_is_sent(page)
    assert hashes == dict.fromkeys(hashes, text.sha256)


def word_file(text: Text) -> bytes:
    """The file of a motion as the site gives it out."""
    appendix = parse(text.appendix, prefix="A", level=2)
    heading = (Heading(1, plain("Appendix")), *appendix) if appendix else ()
    return word.render(Paper(text.title, (*parse(text.body), *heading)))
