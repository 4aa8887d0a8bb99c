"""Names and texts in every script come out whole wherever they leave the site."""

import csv
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
import vobject
from django.test import Client

from lla.emails import message
from lla.emails.models import Email
from lla.papers.archive import filename
from lla.words.names import given_and_family
from organisers.contacts.choices import Detail
from organisers.lists.choices import ListFormat
from organisers.lists.papers import directory
from organisers.lists.papers.directory import Directory, Entry
from tests.lla.papers.drawn_files import said_by, squeezed, text_of_html
from tests.lla.papers.names_in_scripts import NAMES
from tests.motions.factories import make_motion, make_person, make_signatory
from tests.motions.page_text import articles, ask

HELD = Directory(
    title="Contacts",
    copy_id="K-3F9A",
    issued_to=NAMES["Tamil"],
    issued_at=datetime(2026, 10, 3, 9, tzinfo=UTC),
    columns=(Detail.NAME, Detail.ROLE),
    entries=tuple(Entry(name, {"name": name, "role": name}) for name in NAMES.values()),
)
_SHARED = re.compile("<t>([^<]*)</t>")
BODY = "\n".join(["Conference notes:", "", *(f"- {name} asked for **{name}**." for name in NAMES.values())])


@pytest.mark.django_db
def test_page_pdf_and_word_say_every_name_of_a_motion(client: Client) -> None:
    motion = make_motion(
        title=" ".join(NAMES[script] for script in ("Bengali", "Urdu", "Chinese")), body=BODY
    )
    for name in NAMES.values():
        make_signatory(motion, make_person(name, group_name=NAMES["Ethiopic"]))
    page = squeezed(articles(client.get(motion.get_absolute_url()))[0])
    counts = {name: page.count(squeezed(name)) for name in NAMES.values()}
    assert min(counts.values()) >= 3
    for suffix in (".pdf", ".docx"):
        _, content = ask(client, f"/motions/{motion.reference}{suffix}")
        assert said_by(content, suffix) == page


@pytest.mark.parametrize("format", [ListFormat.PDF, ListFormat.WORD])
def test_a_contact_list_to_print_says_every_name(format: ListFormat) -> None:
    said = said_by(directory.draw(HELD, format), {"pdf": ".pdf", "docx": ".docx"}[format])
    assert [name for name in NAMES.values() if said.count(squeezed(name)) < 3] == []


def test_tables_hold_every_name() -> None:
    rows = [[name, *given_and_family(name), name, "K-3F9A"] for name in NAMES.values()]
    typed = directory.draw(HELD, ListFormat.CSV).decode("utf-8-sig")
    assert list(csv.reader(StringIO(typed)))[1:] == rows
    with ZipFile(BytesIO(directory.draw(HELD, ListFormat.XLSX))) as sheet:
        words = _SHARED.findall(sheet.read("xl/sharedStrings.xml").decode())
    assert {*NAMES.values()} <= {*words}


def test_address_book_cards_hold_every_name() -> None:
    cards = list(vobject.readComponents(directory.draw(HELD, ListFormat.VCARD).decode()))
    assert [(card.fn.value, card.org.value[0], card.title.value) for card in cards] == [
        (name, name, name) for name in NAMES.values()
    ]


@pytest.mark.parametrize("name", NAMES.values())
def test_an_email_says_the_name_in_its_subject_its_text_and_its_twin(name: str) -> None:
    email = Email(to="kim@example.org", subject=f"From {name}", body=f"Dear {name},\n\nThanks.", kind="x")
    built = message.build(email).message().as_bytes()
    assert built.isascii()
    sent = message_from_bytes(built, policy=policy.default)
    text, twin = (sent.get_body((kind,)) for kind in ("plain", "html"))
    assert sent["Subject"].strip() == f"From {name}"
    assert text is not None
    assert f"Dear {name}," in text.get_content()
    assert twin is not None
    assert f"Dear {name}," in text_of_html(twin.get_content())


@pytest.mark.parametrize("script", NAMES)
def test_a_files_name_holds_the_letters_of_the_name(script: str) -> None:
    letters = "".join(char for char in NAMES[script] if char.isalpha())
    named = filename(NAMES[script], ".pdf")
    assert "".join(char for char in named.removesuffix(".pdf") if char.isalpha()) == letters.lower()
