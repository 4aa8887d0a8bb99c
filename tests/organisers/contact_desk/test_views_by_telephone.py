"""A contact may have a telephone and no email: they are kept, rung, and get nothing by email."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.links import tokens
from lla.time import clock
from organisers.affiliation import emails as affiliation_emails
from organisers.affiliation import workflow as affiliation_workflow
from organisers.consents import workflow as consents_workflow
from organisers.consents.workflow import ask_about
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts.choices import ConsentHow, Detail, Purpose
from organisers.contacts.models import Contact
from organisers.contacts.workflow import Details
from organisers.editions import selectors as editions_selectors
from organisers.editions import workflow as editions_workflow
from organisers.editions.models import CopyEvent
from organisers.groups import selectors as groups_selectors
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.lists.choices import ListFormat
from tests.factories import make_staff, sign_in
from tests.organisers.consents.factories import by_telephone, hear, make_rung, make_wishes, save_page
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.lists.factories import ask, take

pytestmark = pytest.mark.django_db

DESK = "/regions/yorkshire-and-the-humber/desk/"
NEW = f"{DESK}contacts/new/"
BO = {"name": "Bo Reed", "role": "chair", "email": "", "phone": "07700 900777"}
KEPT = Details("Bo Reed", "", "chair", "+447700900777")


@pytest.fixture
def organiser() -> User:
    return make_organiser()


@pytest.fixture
def desk(client: Client, organiser: User) -> Client:
    return sign_in(client, organiser)


def words(response: Any) -> str:
    """A page on one line, however its template is laid out."""
    return " ".join(response.content.decode().split())


def address(name: str, contact: Contact) -> str:
    return reverse(f"organisers:{name}", args=[contact.group.region.slug, contact.pk])


def kinds() -> list[str]:
    return list(Email.objects.order_by("pk").values_list("kind", flat=True))


def test_a_contact_is_added_with_a_telephone_and_no_email(desk: Client) -> None:
    group = make_group()
    page = words(desk.post(NEW, {**BO, "group": str(group.pk)}, follow=True))
    contact = Contact.objects.get()
    assert (contact.email, contact.phone, contact.confirmed_at) == ("", "+447700900777", None)
    assert "Bo Reed added. They get no emails, so ring them" in page
    to_ring = 'No email address: ring <a href="tel:+447700900777">07700 900777</a>.'
    assert (to_ring in page, "Write to them to check" in page) == (True, False)
    assert kinds() == []


@pytest.mark.parametrize("name", ["add_contact", "contact", "take_over_contact"])
def test_without_address_and_number_nobody_is_kept(name: str, desk: Client) -> None:
    contact = make_contact()
    Contact.objects.update(phone="")
    typed = {**BO, "phone": "", "name": contact.name, "group": str(contact.group_id)}
    place = NEW if name == "add_contact" else address(name, contact)
    page = words(desk.post(place, typed))
    assert page.count("Enter an email address or a telephone number.") == 2  # above the form and at the field
    assert Contact.objects.count() == 1


def test_the_database_keeps_nobody_who_cannot_be_reached() -> None:
    with pytest.raises(IntegrityError, match="contact_whole_or_erased"), transaction.atomic():
        Contact.objects.create(group=make_group(), name="Bo Reed")
    make_rung(group := make_group())
    with pytest.raises(IntegrityError, match="contact_number_once"), transaction.atomic():
        make_rung(group, name="BO REED")
    make_rung(group, name="Flo Reed")  # two people may share a telephone


def test_the_same_person_is_added_once(organiser: User) -> None:
    contact_desk_workflow.add_contact(group := make_group(), KEPT, by=organiser)
    with pytest.raises(NotAllowed, match="already has a contact of this name with this number"):
        contact_desk_workflow.add_contact(group, KEPT, by=organiser)
    contact_desk_workflow.add_contact(make_group(), KEPT, by=organiser)


def test_a_blank_address_finds_nobody_and_opens_no_page(client: Client) -> None:
    contact = make_rung()
    contact_page_workflow.send_link("")
    assert (list(Contact.objects.of_address("")), kinds()) == ([], [])
    session = client.session
    until = (clock.now() + timedelta(minutes=5)).isoformat()
    session["contact"] = {"key": contact.pk, "email": "", "until": until}
    session.save()
    assert client.get("/g/").status_code == 403


def test_no_email_to_contacts_goes_to_somebody_without_an_address(organiser: User) -> None:
    """Each act that writes to a group's contacts, beside one who has an address."""
    group, committee = make_group("Hull Left", status=GroupStatus.APPLIED), make_staff()
    rung, reached = make_rung(group), make_contact(group)
    contact_desk_workflow.correct(rung, KEPT, by=organiser)
    affiliation_workflow.affiliate(group, by=committee)
    confirm(hear(rung, by_telephone(group), by=organiser))
    save_page(reached, make_wishes(group))
    edition = editions_workflow.freeze(group.region, by=organiser)
    editions_workflow.circulate(edition, by=organiser)
    assert list(CopyEvent.objects.values_list("details", flat=True)) == [{"contact": reached.pk}]
    ask_about(make_group("Selby Left"))
    affiliation_workflow.lapse(group, by=committee, words="They did not renew.")
    assert "" not in [email.to for email in affiliation_emails.ended(group, words="")]
    hear(rung, by=organiser)
    contact_desk_workflow.erase(rung, by=organiser)
    sent = set(Email.objects.values_list("to", flat=True))
    assert (reached.email in sent, "" in sent) == (True, False)


def confirm(heard: Any) -> None:
    consents_workflow.confirm(heard, by=make_organiser())


def test_an_organiser_who_asks_to_write_to_them_is_told_to_ring(desk: Client, organiser: User) -> None:
    contact = make_rung()
    with pytest.raises(NotAllowed, match="Ring them"):
        contact_desk_workflow.ask_to_verify(contact, by=organiser)
    assert "They have no email address. Ring them." in words(desk.post(address("ask_contact", contact)))


def test_ringing_them_verifies_and_proves_no_address(organiser: User) -> None:
    contact = contact_desk_workflow.verify(make_rung(verified=False), by=organiser)
    assert (contact.verified_at is not None, contact.confirmed_at) == (True, None)


def test_a_due_check_is_the_organisers_task_and_ends_when_they_ring(organiser: User) -> None:
    client = sign_in(Client(), organiser)
    begin = datetime(2027, 1, 10, 2, 30, tzinfo=ZoneInfo("Europe/London"))
    with time_machine.travel(begin, tick=False):
        contact = make_rung(group := make_group())
        make_contact(group)
    with time_machine.travel(begin + timedelta(days=181), tick=False):
        client = sign_in(Client(), organiser)
        assert contact_desk_workflow.remind_unverified() == 2
        assert kinds() == ["organisers/asked_to_verify"]
        task = "1 contact without an email address to ring"
        assert task in words(client.get(DESK))
        shown = words(client.get(f"{DESK}contacts/?show=ring"))
        assert ("Bo Reed" in shown, "Jo Marsh" in shown) == (True, False)
        contact_desk_workflow.verify(contact, by=organiser)
        assert task not in words(client.get(DESK))


def test_whoever_is_never_rung_goes_when_others_go() -> None:
    begin = datetime(2027, 1, 10, 2, 30, tzinfo=ZoneInfo("Europe/London"))
    with time_machine.travel(begin, tick=False):
        contact = make_rung()
    for days, done in ((181, (1, 0)), (211, (1, 0)), (575, (0, 0)), (576, (0, 1))):
        with time_machine.travel(begin + timedelta(days=days), tick=False):
            assert (
                contact_desk_workflow.remind_unverified(),
                contact_desk_workflow.erase_unverified(),
            ) == done
    contact.refresh_from_db()
    assert (contact.erased_at is not None, contact.phone, kinds()) == (True, "", [])


def test_a_first_address_waits_for_its_email_and_then_they_are_a_contact_like_others(
    desk: Client, organiser: User
) -> None:
    contact = make_rung(group := make_group())
    confirm(hear(contact, by_telephone(group), by=organiser))
    Email.objects.all().delete()
    seen = desk.get(address("contact", contact)).context["form"].state
    typed = {**BO, "email": "bo@example.org", "phone": "", "seen": seen}
    page = words(desk.post(address("contact", contact), typed, follow=True))
    assert "until they have confirmed bo@example.org" in page
    contact.refresh_from_db()
    assert (contact.email, contact.wanted_email, kinds()) == (
        "",
        "bo@example.org",
        ["organisers/address_to_confirm"],
    )
    link = tokens.mint("address", contact.pk, days=7)
    opened = words(desk.get(reverse("organisers:new_address", args=[link])))
    assert ("If we emailed you at another one before" in opened, "your old one" in opened) == (True, False)
    contact_page_workflow.confirm_address(link)
    contact.refresh_from_db()
    assert (contact.email, contact.confirmed_at is not None) == ("bo@example.org", True)
    words_now = contacts_selectors.current_answers(contact)[Purpose.CIRCULATED]
    assert words_now.details == {"name", "phone"}  # the address is theirs to allow on their page
    contact_desk_workflow.ask_to_verify(contact, by=organiser)
    assert kinds()[-1] == "organisers/asked_to_verify"


def test_an_address_that_another_contact_has_is_refused_at_once(organiser: User) -> None:
    contact = make_rung(group := make_group())
    make_contact(group, email="taken@example.org")
    with pytest.raises(NotAllowed, match="already has this address"):
        contact_desk_workflow.correct(contact, Details("Bo Reed", "taken@example.org", "chair"), by=organiser)


def test_a_new_number_counts_at_once_and_ends_what_was_heard_at_the_old_one(organiser: User) -> None:
    contact = make_rung(group := make_group())
    confirm(hear(contact, by_telephone(group), by=organiser))
    contact_desk_workflow.correct(contact, Details("Bo Reed", "", "chair", "+447700900778"), by=organiser)
    contact.refresh_from_db()
    assert (contact.phone, contact.wanted_phone, contact.verified_at) == ("+447700900778", "", None)
    assert [word.given for word in contacts_selectors.current_answers(contact).values()] == [False] * len(
        Purpose
    )
    assert contact.consents.order_by("-pk")[0].how == ConsentHow.NUMBER


def test_an_address_nobody_confirmed_may_give_way_to_a_number(organiser: User) -> None:
    contact = make_contact(name="Bo Reed", verified=False)
    contact_desk_workflow.correct(contact, KEPT, by=organiser)
    contact.refresh_from_db()
    assert (contact.email, contact.phone, contact.wanted_phone) == ("", "+447700900777", "")
    assert kinds() == []


def test_an_address_they_use_is_not_taken_from_them(organiser: User) -> None:
    contact = save_page(make_contact(name="Bo Reed"))
    with pytest.raises(NotAllowed, match="only they can change it"):
        contact_desk_workflow.correct(contact, KEPT, by=organiser)


def test_somebody_without_an_address_takes_over_and_nothing_allowed_passes_on(
    desk: Client, organiser: User
) -> None:
    contact = save_page(make_contact(), make_wishes(group := Group.objects.get()))
    desk.post(address("take_over_contact", contact), BO)
    successor = Contact.objects.present().get()
    assert (successor.group, successor.email, successor.phone) == (group, "", "+447700900777")
    assert not successor.consents.exists()
    assert kinds()[-1] == "organisers/replaced"
    another = contact_desk_workflow.take_over(
        successor, Details("Flo Reed", "", phone="+447700900778"), by=organiser
    )
    assert (another.phone, Contact.objects.present().count()) == ("+447700900778", 1)


def test_a_newer_group_is_asked_about_by_telephone(organiser: User) -> None:
    contact, region = make_rung(group := make_group()), make_region()
    confirm(hear(contact, by_telephone(group), by=organiser))
    assert list(Contact.objects.to_ring(since=groups_selectors.verified_since(now=clock.now()))) == []
    newcomer = make_group("Wharfe Left", region=region)
    assert (ask_about(newcomer), "organisers/question" in kinds()) == (1, False)
    page = words(sign_in(Client(), organiser).get(address("contact", contact)))
    assert "Also ask them about Wharfe Left" in page
    assert list(Contact.objects.to_ring(since=groups_selectors.verified_since(now=clock.now()))) == [contact]
    confirm(hear(contact, by_telephone(group, newcomer), by=organiser))
    assert list(Contact.objects.to_ring(since=groups_selectors.verified_since(now=clock.now()))) == []
    assert contacts_selectors.current_answers(contact)[Purpose.CIRCULATED].recipients == {
        group.pk,
        newcomer.pk,
    }


def test_a_list_shows_no_address_and_their_number(organiser: User) -> None:
    contact = make_rung(group := make_group("Hull Left"))
    confirm(hear(contact, by_telephone(group, purposes=(Purpose.SYMPOSIUM, Purpose.PHONE)), by=organiser))
    columns = (Detail.NAME, Detail.EMAIL, Detail.PHONE)
    _, table = take(ask(organiser, group.region, columns=columns), organiser)
    assert table.splitlines()[-1].startswith('"Hull Left","Bo","Reed","","07700 900777"')
    _, cards = take(ask(organiser, group.region, columns=columns), organiser, ListFormat.VCARD)
    assert ("TEL;TYPE=CELL:+447700900777" in cards, "EMAIL" in cards) == (True, False)


def test_the_desk_says_which_copies_no_email_brings(desk: Client, organiser: User) -> None:
    make_rung(hull := make_group("Hull Left"))
    save_page(make_contact(selby := make_group("Selby Left")), make_wishes(hull))
    edition = editions_workflow.freeze(hull.region, by=organiser)
    editions_workflow.circulate(edition, by=organiser)
    told = {track.copy.group: (track.mark[0], track.note) for track in editions_selectors.tracks(edition)}
    assert told == {hull: ("Not sent", editions_selectors.ONLY_RUNG), selby: ("Sent", "")}
    assert editions_selectors.ONLY_RUNG in words(desk.get(f"{DESK}editions/1/"))


def test_an_erased_contact_is_told_by_telephone(desk: Client) -> None:
    contact = make_rung()
    before = words(desk.get(address("erase_contact", contact)))
    after = words(desk.post(address("erase_contact", contact), follow=True))
    assert "They have no email address, so tell them by telephone." in before
    assert "tell them by telephone" in after
    contact.refresh_from_db()
    assert (contact.name, contact.phone, kinds()) == ("", "", [])
