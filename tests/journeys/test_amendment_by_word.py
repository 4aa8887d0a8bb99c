"""An amendment in the motion's Word file: from its download to the motion's text that credits it."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from playwright.sync_api import Page, expect

from motions.backing.workflow import Person
from motions.motion.models import Motion
from tests.browser_pages import desk_and_phone
from tests.factories import make_staff
from tests.journeys import steps
from tests.lla.wordfile.tracked_edits import change, gone, new, run
from tests.motions.factories import make_conference, make_item, make_motion

MOVER = steps.Member("Mina Orchard", "mina@example.org")
AMENDER = steps.Member("Ravi Stone", "ravi@example.org")
BODY = """Conference notes:

- Rents have risen by five pounds a week.
- The council has done nothing.

Conference resolves:

- To write to the council.
"""
FIVE, NOTHING, WRITE = (line[2:] for line in BODY.splitlines() if line.startswith("- "))
PLAIN = "Delete clause 2."
TRACKED = ("In clause 1, delete “five” and insert “ten”.", "After clause 3 insert a new clause:")


@pytest.fixture
def motion(site: str) -> Motion:
    """A public motion to a conference that asks for one signatory."""
    item = make_item(make_conference("Spring Conference", signatories_needed=1), "Housing")
    mover = Person(name=MOVER.name, email=MOVER.email)
    return make_motion(item, title="Rents", body=BODY, mover=mover)


def line_of(document: WordDocument, words: str) -> CT_P:
    return next(line._p for line in document.paragraphs if line.text == words)


def xml(words: str) -> list[BaseOxmlElement]:
    """Pieces of a Word file."""
    return list(parse_xml(f"<w:p {nsdecls('w')}>{words}</w:p>"))


def say(line: CT_P, words: str) -> None:
    """Let a line say something else."""
    for old in line.r_lst:
        line.remove(old)
    line.extend(xml(words))


def with_plain_edits(file: Path) -> Path:
    """Somebody deletes a clause."""
    document = Document(str(file))
    line = line_of(document, NOTHING)
    document.element.body.remove(line)
    return saved(document, file, "plain")


def with_tracked_changes(file: Path) -> Path:
    """Somebody has Word track that they change a word, and press Enter after the last clause to add one."""
    document = Document(str(file))
    before, after = FIVE.split("five")
    say(line_of(document, FIVE), run(before) + gone("five") + new("ten") + run(after))
    last = line_of(document, WRITE)
    added = deepcopy(last)
    say(added, new("To publish its answer."))
    last.get_or_add_pPr().extend(xml(f"<w:rPr>{change('ins')}</w:rPr>"))
    last.addnext(added)
    return saved(document, file, "tracked")


def saved(document: WordDocument, file: Path, name: str) -> Path:
    path = file.with_name(f"{name}.docx")
    document.save(str(path))
    return path


def upload(page: Page, file: Path) -> None:
    page.get_by_label("Or upload the motion’s Word file with your changes").set_input_files(file)
    steps.go_on(page)


@desk_and_phone()
def test_an_amendment_written_in_word_is_accepted_and_the_motion_credits_it(
    page: Page, site: str, motion: Motion, tmp_path: Path
) -> None:
    page.goto(site + motion.get_absolute_url())
    page.get_by_role("link", name="Propose an amendment").click()
    steps.go_on(page, "Start")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="download the motion’s Word file").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    other = tmp_path / "notes.docx"
    other.write_text("My notes")
    upload(page, other)
    expect(page.get_by_role("alert")).to_contain_text("This is not a Word file.")
    upload(page, with_plain_edits(file))
    expect(page.get_by_text(PLAIN)).to_be_visible()
    upload(page, with_tracked_changes(file))
    for sentence in TRACKED:
        expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_text(PLAIN)).to_be_hidden()
    send(page)

    page.context.clear_cookies()
    make_staff("robin@example.org", "Robin Vale")
    steps.sign_in_with_second_factor(page, site, "robin@example.org")
    steps.open_from_the_queue(page, "Amendment to “Rents”", label="A.1")
    steps.do_and_send(page, "Rule in order", to=AMENDER.email, done="ruled in order.")
    page.context.clear_cookies()
    accept(page)

    page.goto(site + motion.get_absolute_url())
    expect(page.get_by_text("Accepts A.1, one signatory")).to_be_visible()
    expect(page.get_by_role("article").get_by_text("Rents have risen by ten pounds a week.")).to_be_visible()


def send(page: Page) -> None:
    """From the text on, through the three other steps and the email, to an amendment that is received."""
    steps.go_on(page)
    page.get_by_label(re.compile("people who sign it|person who signs it")).check()
    steps.go_on(page)
    page.get_by_label("Your name", exact=True).fill(AMENDER.name)
    page.get_by_label("Your email address").fill(AMENDER.email)
    steps.go_on(page)
    steps.go_on(page, "Send the amendment")
    steps.arrive(page, "We have your amendment")
    steps.open_the_email(page, AMENDER.email, about="confirm your")
    steps.go_on(page, "Confirm that I move it")


def accept(page: Page) -> None:
    """The mover of the motion, from the email to the answer."""
    steps.open_the_email(page, MOVER.email, about="an amendment to answer")
    steps.go_on(page, "Open my motion")
    expect(page.get_by_text("Amendments to your motion (1 to answer)")).to_be_visible()
    page.get_by_role("link", name="Amendments to your motion").click()
    page.get_by_role("link", name="Amendment A.1").click()
    for sentence in TRACKED:
        expect(page.get_by_text(sentence)).to_be_visible()
    steps.go_on(page, "Accept")
    expect(page.get_by_text("You have accepted A.1. We have emailed its mover.")).to_be_visible()
