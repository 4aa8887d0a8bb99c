"""What organisers tell one person about themselves, and how they are erased: every table that names them."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import NotAllowed
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.subjects import selectors, workflow
from lla.subjects.registry import Person
from lla.time import clock
from organisers.affiliation import workflow as affiliation_workflow
from organisers.allied.models import AlliedContact, AlliedOrganisation, Medium
from organisers.announcements import workflow as announcements_workflow
from organisers.announcements.choices import About, Audience
from organisers.announcements.selectors import Draft
from organisers.consents import workflow as consents_workflow
from organisers.consents.workflow import Wishes
from organisers.contacts.choices import ConsentHow, Detail, Purpose
from organisers.contacts.models import Consent, Contact
from organisers.contacts.workflow import Details
from organisers.conversations.choices import Outcome
from organisers.disclosures import workflow as disclosures_workflow
from organisers.editions import workflow as editions_workflow
from organisers.editions.models import Copy
from organisers.groups.models import Group
from organisers.lists.choices import AskedBackFor
from organisers.lists.workflow import returns
from organisers.personal_data import papers as personal_data_papers
from organisers.proposals import workflow as proposals_workflow
from organisers.ring_round import workflow as ring_round_workflow
from organisers.symposia.workflow import lifecycle
from tests.factories import make_staff
from tests.organisers.consents.factories import by_telephone, hear, make_rung, save_page
from tests.organisers.conversations.factories import make_note
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.imports.factories import bring_in, choose, sheet
from tests.organisers.lists.factories import ask, make_circulated, take
from tests.organisers.ring_round.factories import make_ringable, make_round
from tests.organisers.symposia.factories import make_planned
from tests.personal_data import naming, told

pytestmark = pytest.mark.django_db

NAME, QUILL = "Perpetua Quill", "quill@example.org"
EVERYTHING = frozenset({Purpose.CIRCULATED, Purpose.SYMPOSIUM})


@pytest.fixture
def quill() -> User:
    """An organiser who is a contact of a group too, so that every table that can name somebody does."""
    user = make_organiser(email=QUILL, name=NAME)
    hull, selby = make_group("Hull Left"), make_group("Selby Left")
    make_circulated(selby, hull)
    contact = make_contact(hull, name=NAME, email=QUILL)
    details = frozenset({Detail.NAME, Detail.EMAIL})
    wishes = Wishes(EVERYTHING, details, frozenset({selby.pk}), listed=details)
    save_page(contact, wishes)
    contact.refresh_from_db()
    proposals_workflow.propose(contact, Details("Ash Thorn", "ash@example.org"))
    consents_workflow.ask_about(make_group("Goole Left"))
    affiliation_workflow.propose(make_group("Thorne Left", status="lapsed"), by=user, words="They are back.")
    hear(make_rung(hull), by_telephone(selby), by=user)
    edition = editions_workflow.freeze(make_region(), by=user)
    editions_workflow.circulate(edition, by=user)
    download, _ = take(ask(user, make_region()), user)
    returns.ask_back([download], why=AskedBackFor.TAKEN_BACK, by=SYSTEM)
    lifecycle.begin(make_region("Wales"), make_planned().quarter, by=Actor.user(user, "organiser"))
    allied = AlliedOrganisation.objects.create(name="Tenants Together", owner=user)
    AlliedContact.objects.create(organisation=allied, by=user, medium=Medium.MEETING, words="We met.")
    Group.objects.filter(pk=hull.pk).update(public_email=QUILL)
    disclosures_workflow.count_opening(contact, by=user)
    flo = make_ringable(make_group("Otley Left"), name="Flo Dunn")
    ring_round = make_round(by=user)
    ring_round_workflow.take(ring_round, flo.group, by=user)
    ring_round_workflow.record(ring_round, flo.group, flo, Outcome.REACHED, by=user)
    make_note(hull, by=user, words="Quill has the key of the hall.", due_in=3)
    return user


def end_office(user: User) -> None:
    user.appointments.update(ends_on=localdate(clock.now()) - timedelta(days=1))


def test_each_table_that_is_listed_is_told_of_and_nobody_else_is_in_it(quill: User) -> None:
    row = ("Brigg Left", "", "", NAME, "", QUILL, "")
    bring_in(choose(sheet(row), by=quill, region=make_region()), by=quill)
    Group.objects.exclude(public_email=QUILL).update(public_email="group@example.org")
    draft = Draft([make_region()], About.OTHER, Audience.ALL, "Come along.")
    announcements_workflow.send(draft, by=quill)
    tables, words = told(personal_data_papers.sections, Person(QUILL, quill))
    assert tables == {model._meta.label for model in personal_data_papers.INCLUDED}
    other = Contact.objects.get(group__name="Selby Left")
    assert [mark for mark in (other.name, other.email) if mark in words] == []
    assert ("Groups named: Selby Left" in words, "Words: They are back." in words) == (True, True)


def test_an_organiser_is_not_erased_in_office(quill: User) -> None:
    with pytest.raises(NotAllowed) as refused:
        workflow.erase(QUILL, why="erasure", by=make_staff())
    assert refused.value.reasons == [
        "They organise Yorkshire and the Humber today. End the appointment first."
    ]
    assert Contact.objects.of_address(QUILL).exists()


def test_whoever_is_erased_is_in_no_table_and_their_office_stays_under_a_number(quill: User) -> None:
    end_office(quill)
    make_contact(make_group("York Left"), name=NAME, email="other@example.org")
    held = selectors.look_up(QUILL)
    assert {fate.what: fate.count for fate in held.fates} == {
        "Emails": Email.objects.filter(to=QUILL).count(),
        "Sign-in": 1,
        "Contacts": 1,
        "Notes of conversations that name them": 1,
        "Notes of conversations they wrote": 1,
        "Groups that show this as their public address": 1,
        "Appointments, editions and lists": 4,
        "Counts of contacts opened on screen": 1,
    }
    workflow.erase(QUILL, why="erasure", by=make_staff())
    deliver_due()
    Email.objects.all().delete()
    assert naming(QUILL) == []
    assert naming(NAME) == ["organisers_contact"]  # another of this name, at another address
    assert Contact.objects.get(erased_at__isnull=False).consents.latest("pk").how == ConsentHow.ERASURE
    assert [copy.recalled_at is None for copy in Copy.objects.order_by("group__name")] == [True, True, False]
    quill = User.objects.get(pk=quill.pk)
    assert str(quill.appointments.get()) == f"Erased person {quill.pk}, Yorkshire and the Humber"


def test_somebody_without_an_address_is_told_and_erased_by_their_number(quill: User) -> None:
    phone = "+447700900999"
    bo, lead = make_rung(make_group("York Left"), name="Bo Zarn", phone=phone), make_staff()
    second = make_organiser()
    consents_workflow.confirm(hear(bo, by_telephone(bo.group), by=quill), by=second)
    other = make_contact(make_group("Leeds Left"), name="Flo Dunn")
    Contact.objects.filter(pk=other.pk).update(phone=phone)  # theirs too, and they have an address
    before = Email.objects.count()
    address = "203.0.113.9"
    words = workflow.take("", phone=phone, why="asked", format="json", by=lead, address=address).decode()
    assert [one in words for one in ("Bo Zarn", "07700 900999", "Perpetua Quill", "Flo Dunn")] == [
        True,
        True,
        True,  # who heard it
        False,
    ]
    assert "What was recorded for you" in words
    assert {fate.what: fate.count for fate in selectors.look_up("", phone=phone).fates} == {"Contacts": 1}
    workflow.erase("", phone=phone, why="erasure", by=lead)
    bo.refresh_from_db()
    assert (bo.name, bo.phone, Consent.objects.current().filter(contact=bo, given=True).exists()) == (
        "",
        "",
        False,
    )
    assert (naming("Bo Zarn"), Email.objects.count() - before) == ([], 0)
    assert Contact.objects.of_address(QUILL).exists()
    with pytest.raises(NotAllowed, match="Nobody without an email address has this number"):
        workflow.erase("", phone=phone, why="erasure", by=lead)


def test_an_address_that_only_waits_is_forgotten(quill: User) -> None:
    contact = make_contact(make_group("York Left"), email="york@example.org")
    Contact.objects.filter(pk=contact.pk).update(wanted_email="new@example.org", wanted_at=clock.now())
    workflow.erase("new@example.org", why="erasure", by=make_staff())
    contact.refresh_from_db()
    assert (contact.email, contact.wanted_email, contact.wanted_at) == ("york@example.org", "", None)
