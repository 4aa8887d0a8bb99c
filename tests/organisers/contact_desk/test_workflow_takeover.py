"""What a contact allowed never passes to another person: slips, somebody else taking over, new numbers."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.links import tokens
from lla.links.exceptions import LinkRefused
from lla.time import clock
from organisers.consents.workflow import Wishes
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import rules as contacts_rules
from organisers.contacts.choices import ConsentHow, ContactRole, Detail, Purpose
from organisers.contacts.models import Consent, Contact
from organisers.contacts.names import is_slip
from organisers.contacts.workflow import Details
from organisers.disclosures.selectors import disclosures
from organisers.editions.models import Copy
from organisers.groups.choices import GroupAct
from organisers.groups.models import GroupEvent
from organisers.lists.selectors import listed_people
from tests.factories import sign_in
from tests.organisers.consents.factories import make_held_copy, save_page
from tests.organisers.contact_page.page_object import opened, page_of, typed, words
from tests.organisers.contact_page.test_workflow import at_once
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region

pytestmark = pytest.mark.django_db

ROLE = "secretary@hull-left.example.org"
EVERYTHING = frozenset({Purpose.CIRCULATED, *(Purpose.SYMPOSIUM, Purpose.NOTICES, Purpose.PHONE)})
NEW = "+447700900999"


def make_settled() -> Contact:
    """Somebody at a role's address who has opened their page, allowed everything, and stands in a copy."""
    hull, selby = make_group("Hull Left"), make_group("Selby Left")
    contact = make_contact(hull, email=ROLE, name="Jo Marsh")
    wishes = Wishes(EVERYTHING, frozenset(Detail), frozenset({selby.pk}), listed=frozenset(Detail))
    save_page(contact, wishes)
    make_held_copy(selby, contact)
    Email.objects.all().delete()
    return Contact.objects.select_related("group__region").get(pk=contact.pk)


def refused(act: object, *args: object, **said: object) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act(*args, **said)  # type: ignore[operator]
    return refusal.value.reasons


def emails() -> list[tuple[str, str]]:
    return list(Email.objects.order_by("pk").values_list("kind", "to"))


def listed() -> list[int]:
    return [one.key for one in listed_people([make_region().pk], Purpose.SYMPOSIUM, tuple(Detail))]


@pytest.mark.parametrize(
    ("before", "after", "slip"),
    [
        ("Kim Hlot", "Kim Holt", True),
        ("Jo Marsh", "JO  MARSH", True),
        ("Siobhan O'Dwyer", "Siobhán O’Dwyer", True),
        ("Margarte Wilkinsen", "Margaret Wilkinson", True),
        ("Jo Marsh", "Kim Holt", False),
        ("Jo Marsh", "Jo Marsh-Holt", False),
        ("Jo", "Al", False),
        ("Ann Lee", "Dan Lee", False),
        ("Elizabeth Robinson", "Elizabeth Robertson", False),
        ("Jo Marsh", "", False),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_name(before: str, after: str, slip: bool) -> None:
    assert (is_slip(before, after), is_slip(after, before)) == (slip, slip)


def test_two_names_of_any_length_are_compared_in_bounded_steps() -> None:
    assert not is_slip("a" * 80, "b" * 80)


def test_a_successor_at_the_same_address_starts_with_nothing_of_what_was_allowed() -> None:
    contact, organiser = make_settled(), make_organiser()
    token = tokens.mint("contact", contact.pk, days=30)
    assert listed() == [contact.pk]
    successor = contact_desk_workflow.take_over(contact, Details("Kim Holt", ROLE, phone=NEW), by=organiser)
    contact.refresh_from_db()
    assert (contact.name, contact.email, contact.phone, bool(contact.erased_at)) == ("", "", "", True)
    current = contact.consents.current()
    assert {(one.given, one.how) for one in current} == {(False, ConsentHow.TAKEOVER)}
    kept = (successor.name, successor.email, successor.phone, successor.confirmed_at, successor.verified_at)
    assert kept == ("Kim Holt", ROLE, "", None, None)
    assert not Consent.objects.filter(contact=successor).exists()
    assert (listed(), disclosures(successor)) == ([], [])
    assert Copy.objects.get().recalled_at is not None
    assert [event.act for event in GroupEvent.objects.order_by("pk")] == [
        GroupAct.TAKEN_OVER,
        GroupAct.ADDED,
    ]
    assert emails() == [("organisers/took_over", ROLE)]
    with pytest.raises(LinkRefused):
        contact_page_workflow.open_page(token)


def test_whoever_had_another_address_is_told_that_somebody_took_over() -> None:
    contact, organiser = make_settled(), make_organiser()
    contact_desk_workflow.take_over(contact, Details("Kim Holt", "kim@example.org"), by=organiser)
    assert emails() == [("organisers/took_over", "kim@example.org"), ("organisers/replaced", ROLE)]
    farewell = Email.objects.get(kind="organisers/replaced").body
    assert ("Dear Jo Marsh,\n\nSomebody else" in farewell, "Kim" in farewell) == (True, False)


def test_nobody_takes_over_where_another_contact_has_the_address_or_from_somebody_erased() -> None:
    contact, organiser = make_settled(), make_organiser()
    make_contact(contact.group, email="chair@example.org")
    chair = Details("Kim Holt", "chair@example.org")
    assert refused(contact_desk_workflow.take_over, contact, chair, by=organiser) == [contacts_rules.TAKEN]
    elsewhere = make_organiser(make_region("Wales"))
    assert refused(contact_desk_workflow.take_over, contact, Details("Kim Holt", ROLE), by=elsewhere) != []
    contact_desk_workflow.take_over(contact, Details("Kim Holt", ROLE), by=organiser)
    assert refused(contact_desk_workflow.take_over, contact, chair, by=organiser) == [contacts_rules.ERASED]


def test_a_correction_gives_nobody_else_a_contacts_consents() -> None:
    contact, organiser = make_settled(), make_organiser()
    another = Details("Kim Holt", ROLE, phone=contact.phone)
    assert refused(contact_desk_workflow.correct, contact, another, by=organiser) == [
        contacts_rules.ANOTHER_NAME
    ]
    contact_desk_workflow.correct(contact, Details("Jo Marsh", ROLE, ContactRole.CHAIR), by=organiser)
    contact.refresh_from_db()
    assert (contact.name, contact.role, contact.phone) == ("Jo Marsh", "chair", "+447700900123")
    assert emails() == [("organisers/corrected", ROLE)]
    assert listed() == [contact.pk]


@pytest.mark.parametrize(("answer", "phone"), [("yes", NEW), ("no", "+447700900123"), ("", "+447700900123")])
def test_a_new_number_waits_for_its_owners_yes(client: Client, answer: str, phone: str) -> None:
    contact = make_settled()
    contact_desk_workflow.correct(contact, Details("Jo Marsh", ROLE, phone=NEW), by=make_organiser())
    contact.refresh_from_db()
    assert (contact.phone, contact.wanted_phone) == ("+447700900123", NEW)
    assert "say on that page that it's yours" in Email.objects.get().body
    [row] = listed_people([make_region().pk], Purpose.SYMPOSIUM, tuple(Detail))
    assert row.details["phone"] == "+447700900123"
    page = words(opened(client, contact).get("/g/"))
    assert "07700 900999" in page
    client.post(page_of(contact), typed(contact, new_number=answer))
    contact.refresh_from_db()
    assert (contact.phone, contact.wanted_phone) == (phone, "" if answer else NEW)


def test_a_number_that_nobody_says_yes_to_is_dropped() -> None:
    contact = make_settled()
    contact_desk_workflow.correct(contact, Details("Jo Marsh", ROLE, phone=NEW), by=make_organiser())
    done = []
    for days in (29, 31, 31):
        with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
            done.append(contact_desk_workflow.forget_new_addresses())
    contact.refresh_from_db()
    assert (done, contact.wanted_phone, contact.wanted_phone_at) == ([0, 1, 0], "", None)


def test_another_name_on_ones_own_page_asks_who_it_is_and_keeps_what_was_typed(client: Client) -> None:
    contact = make_settled()
    opened(client, contact)
    page = words(client.post(page_of(contact), typed(contact, name="Kim Holt", notices="on")))
    assert (contacts_rules.SAME_PERSON in page, 'value="Kim Holt"' in page) == (True, True)
    contact.refresh_from_db()
    assert contact.name == "Jo Marsh"
    said = typed(contact, name="Jo Marsh-Holt", notices="on", who="same")
    client.post(page_of(contact), said)
    contact.refresh_from_db()
    assert contact.name == "Jo Marsh-Holt"
    assert Contact.objects.with_consent(Purpose.NOTICES).get() == contact


def test_whoever_takes_over_on_the_page_allows_nothing_until_they_say_so(client: Client) -> None:
    contact = make_settled()
    opened(client, contact)
    ticked = {"notices": "on", "list_symposium": "on", "listed": ["name"], "who": "successor"}
    said = typed(contact, name="Kim Holt", phone="07700 900999", **ticked)
    page = words(client.post(page_of(contact), said, follow=True))
    contact.refresh_from_db()
    successor = Contact.objects.present().get(email=ROLE)
    assert (contact.name, successor.name, successor.phone) == ("", "Kim Holt", NEW)
    assert not Consent.objects.filter(contact=successor).exists()
    assert ("This page is now yours" in page, "checked>" in page, "Nobody has had your details" in page) == (
        True,
        False,
        True,
    )
    assert emails()[-1] == ("organisers/took_over", ROLE)
    client.post(page_of(successor), typed(successor, notices="on"))
    assert Contact.objects.with_consent(Purpose.NOTICES).get() == successor


def test_the_act_itself_asks_who_somebody_with_another_name_is() -> None:
    contact = make_settled()
    assert refused(save_page, contact, name="Kim Holt") == [contacts_rules.SAME_PERSON]


def test_the_desk_offers_that_somebody_took_over_when_the_name_is_another() -> None:
    contact = make_settled()
    desk = sign_in(Client(), make_organiser())
    keys = [make_region().slug, contact.pk]
    page, over = (reverse(f"organisers:{name}", args=keys) for name in ("contact", "take_over_contact"))
    seen = desk.get(page).context["form"]["seen"].value()
    sent = {"name": "Kim Holt", "role": "chair", "email": ROLE, "phone": "", "seen": seen}
    answer = words(desk.post(page, sent))
    assert (contacts_rules.ANOTHER_NAME in answer, f'formaction="{over}"' in answer) == (True, True)
    assert 'value="Kim Holt"' in answer
    assert f'formaction="{over}"' not in words(desk.get(page))
    answer = words(desk.post(over, sent, follow=True))
    assert f"Kim Holt gets an email at {ROLE} with a link to their page." in answer


def test_one_person_has_several_roles_in_a_group() -> None:
    group = make_group("Hull Left")
    several = Details("Jo Marsh", ROLE, ContactRole.CHAIR, more_roles=("treasurer", "chair", "secretary"))
    contact = contact_desk_workflow.add_contact(group, several, by=make_organiser())
    contact.refresh_from_db()
    assert (contact.more_roles, contact.roles) == (
        ["secretary", "treasurer"],
        "Chair, Secretary, Treasurer",
    )
    assert contact.known["role"] == contact.roles


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_over_at_once_one_is_told() -> None:
    contact, organiser = make_settled(), make_organiser()
    names = ("Kim Holt", "Ola Reed")
    acts = [
        lambda name=name: contact_desk_workflow.take_over(contact, Details(name, ROLE), by=organiser)
        for name in names
    ]
    assert at_once(*acts) == ["NotAllowed"]
    assert Contact.objects.present().filter(email=ROLE).count() == 1
