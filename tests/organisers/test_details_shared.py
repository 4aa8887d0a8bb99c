"""Nothing of a contact leaves by any way out but the details ticked for it."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.subjects.registry import Person
from lla.time import clock
from organisers.consents import rules as consents_rules
from organisers.consents import workflow as consents_workflow
from organisers.consents.workflow import Wishes
from organisers.contacts.choices import LIST_PURPOSES, Detail, HeardOutcome, Purpose
from organisers.contacts.models import Contact
from organisers.editions import papers as editions_papers
from organisers.editions import workflow as editions_workflow
from organisers.editions.models import Copy
from organisers.groups.models import Group
from organisers.lists import selectors as lists_selectors
from organisers.lists.choices import ListFormat
from organisers.lists.papers import contact_list, directory
from organisers.personal_data import papers as personal_data_papers
from organisers.symposia.workflow import lifecycle
from tests.factories import sign_in
from tests.organisers.consents.factories import hear, make_rung, save_page
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.lists.factories import ask
from tests.organisers.symposia.factories import make_confirmed
from tests.personal_data import told

pytestmark = pytest.mark.django_db

ALL, HERE = tuple(Detail), "yorkshire-and-the-humber"
NOBODY_SEES_WHOM = ("desk", "lists", "editions", "desk_symposia", "symposia", "region")
Saying = tuple[frozenset[Purpose], frozenset[Detail], frozenset[Detail], bool]
DETAILS = st.frozensets(st.sampled_from(Detail))
PURPOSES = st.frozensets(st.sampled_from([one for one in Purpose if one != Purpose.CAMPAIGN]))
SAYING = st.tuples(PURPOSES, DETAILS, DETAILS, st.booleans())
WAYS = st.sampled_from(("page", "heard", "confirmed"))


@dataclass(frozen=True)
class Someone:
    """A contact, what they said, and the words that nothing else on the site has.

    They said it on their page; or to an organiser, who alone heard it, or it was confirmed as well.
    """

    contact: Contact
    said: Saying
    marks: Mapping[Detail, tuple[str, ...]]
    way: str = "page"

    @property
    def counts(self) -> bool:
        return self.way != "heard"

    @property
    def may_be_rung(self) -> bool:
        """By the organiser, from the desk."""
        return self.way != "page" or Purpose.PHONE in self.said[0]

    def seen_in(self, text: str, *details: Detail) -> set[Detail]:
        return {detail for detail in details or ALL if any(mark in text for mark in self.marks[detail])}

    def on_a_list(self, purpose: Purpose) -> set[Detail]:
        purposes, _, listed, _ = self.said
        if purpose not in purposes or not self.counts:
            return set()
        return set(listed if Purpose.PHONE in purposes else listed - {Detail.PHONE})

    @property
    def circulated(self) -> set[Detail]:
        purposes, details, _, names = self.said
        return set(details) if Purpose.CIRCULATED in purposes and names and self.counts else set()


def make_someone(group: Group, recipient: Group, at: int, said: Saying) -> Someone:
    purposes, details, listed, names = said
    name, phone, role = f"Quillon Zarn{at}", f"07700 90020{at}", ("treasurer", "chair")[at]
    contact = make_contact(group, name=name, email=f"box-{at}-zarn@example.org")
    named = frozenset({recipient.pk} if names else ())
    international = f"+44{phone[1:].replace(' ', '')}"
    wishes = Wishes(purposes, details, named, listed=listed)
    save_page(contact, wishes, phone=international, role=role)
    marks = {
        Detail.NAME: (name, f"Zarn{at}"),
        Detail.ROLE: (role.title(),),
        Detail.EMAIL: (contact.email,),
        Detail.PHONE: (phone, international),
    }
    return Someone(contact, said, marks)


def make_rung_someone(
    group: Group, recipient: Group, at: int, said: Saying, way: str, *, by: User, second: User
) -> Someone:
    """Without an email address; of what is wished, what makes sense so."""
    name, phone, role = f"Quillon Zarn{at}", f"07700 90020{at}", ("treasurer", "chair")[at]
    international = f"+44{phone[1:].replace(' ', '')}"
    contact = make_rung(group, name=name, phone=international)
    Contact.objects.filter(pk=contact.pk).update(role=role)
    purposes, details, listed = (
        said[0] & {*consents_rules.PURPOSES},
        said[1] - {Detail.EMAIL},
        said[2] - {Detail.EMAIL},
    )
    named = frozenset({recipient.pk} if said[3] else ())
    heard = hear(contact, Wishes(purposes, details, named, listed=listed), by=by)
    if way == "confirmed" and heard.outcome == HeardOutcome.WAITING:
        consents_workflow.confirm(heard, by=second)
    contact.refresh_from_db()
    marks = {
        Detail.NAME: (name, f"Zarn{at}"),
        Detail.ROLE: (role.title(),),
        Detail.EMAIL: (f"box-{at}-zarn@example.org",),
        Detail.PHONE: (phone, international),
    }
    return Someone(contact, (purposes, details, listed, said[3]), marks, way)


def texts_of(printed: directory.Directory) -> Iterator[str]:
    """A list of contacts in five formats: the PDF by the blocks that it is drawn from, the rest as files."""
    for format in ListFormat:
        if format == ListFormat.PDF:
            yield repr(directory.paper(printed))
            continue
        content = directory.draw(printed, format)
        if format == ListFormat.XLSX:
            with zipfile.ZipFile(BytesIO(content)) as book:
                yield "\n".join(book.read(name).decode() for name in book.namelist())
        elif format == ListFormat.WORD:
            yield "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
        else:
            yield content.decode().replace("\r\n ", "")


@settings(max_examples=12, deadline=None)
@given(st.tuples(SAYING, SAYING), st.tuples(WAYS, WAYS))
def test_nothing_leaves_but_what_is_ticked_for_that_way_out(
    said: tuple[Saying, Saying], ways: tuple[str, str]
) -> None:
    with transaction.atomic():
        hull, selby = make_group("Hull Left"), make_group("Selby Left")
        organiser, second = make_organiser(), make_organiser()
        both = [
            make_someone(hull, selby, at, saying)
            if way == "page"
            else make_rung_someone(hull, selby, at, saying, way, by=organiser, second=second)
            for at, (saying, way) in enumerate(zip(said, ways, strict=True))
        ]
        lists_hold_what_is_ticked(organiser, both)
        copies_hold_what_is_ticked(organiser, selby, both)
        screens_show_what_is_ticked(organiser, both)
        symposia_name_nobody(both)
        for one, other in (both, both[::-1]):
            phone = "" if one.contact.email else one.contact.phone
            _, words = told(personal_data_papers.sections, Person(one.contact.email, None, phone))
            assert other.seen_in(words, Detail.NAME, Detail.EMAIL, Detail.PHONE) == set()
        transaction.set_rollback(True)


def lists_hold_what_is_ticked(organiser: User, both: list[Someone]) -> None:
    client = sign_in(Client(), organiser)
    for purpose in LIST_PURPOSES:
        allowed = [one.on_a_list(purpose) for one in both]
        choices = {"purpose": purpose, "words": "To ask.", "columns": list(Detail)}
        page = client.post(reverse("organisers:new_list", args=[HERE]), {**choices, "show": ""})
        previews = [page.content.decode()]
        if any(allowed):
            asked = ask(organiser, make_region(), purpose=purpose, columns=ALL)
            found = lists_selectors.requested(asked)
            for text in texts_of(contact_list.of_list(asked, found, copy_id="K-3F9A", at=clock.now())):
                assert [one.seen_in(text) for one in both] == allowed
            shown = client.get(reverse("organisers:contact_list", args=[HERE, asked.pk]))
            previews.append(shown.content.decode())
        for text in previews:
            seen = [one.seen_in(text, Detail.NAME, Detail.EMAIL, Detail.PHONE) for one in both]
            assert seen == [details & {Detail.NAME} for details in allowed]


def copies_hold_what_is_ticked(organiser: User, selby: Group, both: list[Someone]) -> None:
    edition = editions_workflow.freeze(make_region(), by=organiser)
    for copy in Copy.objects.filter(edition=edition).select_related("group", "edition__region"):
        allowed = [one.circulated if copy.group_id == selby.pk else set() for one in both]
        shown = repr(editions_papers.lines(copy.entries))
        for text in (shown, *texts_of(editions_papers.of_copy(copy))):
            assert [one.seen_in(text) for one in both] == allowed


def screens_show_what_is_ticked(organiser: User, both: list[Someone]) -> None:
    """The desk keeps contacts and names them; a number is on it only when its owner may be rung."""
    client = sign_in(Client(), organiser)
    for name in NOBODY_SEES_WHOM:
        text = client.get(reverse(f"organisers:{name}", args=[HERE])).content.decode()
        assert [one.seen_in(text, Detail.NAME, Detail.EMAIL, Detail.PHONE) for one in both] == [set(), set()]
    for one in both:
        text = client.get(reverse("organisers:contact", args=[HERE, one.contact.pk])).content.decode()
        assert (Detail.PHONE in one.seen_in(text)) == one.may_be_rung
    drafts = f"{reverse('organisers:new_edition', args=[HERE])}?copy=selby-left"
    text = client.get(drafts).content.decode()
    for one in both:
        seen = one.seen_in(text, Detail.NAME, Detail.EMAIL, Detail.PHONE)
        assert seen == one.circulated - {Detail.ROLE}


def symposia_name_nobody(both: list[Someone]) -> None:
    """The public page of a symposium, its calendar and its agenda on paper."""
    confirmed = make_confirmed(make_region())
    lifecycle.write(confirmed, paper="agenda", words="Buses and rents.")
    lifecycle.publish(confirmed, paper="agenda", by=SYSTEM)
    texts = []
    for name, more in (("symposium", []), ("symposium_calendar", []), ("symposium_file", ["agenda", "docx"])):
        answer = Client().get(reverse(f"organisers:{name}", args=[HERE, confirmed.quarter, *more]))
        assert answer.status_code == 200
        texts.append(repr(answer.content))
    document = Document(BytesIO(answer.content))
    texts.append("\n".join(paragraph.text for paragraph in document.paragraphs))
    found = [one.seen_in(text, Detail.NAME, Detail.EMAIL, Detail.PHONE) for text in texts for one in both]
    assert found == [set()] * 8
