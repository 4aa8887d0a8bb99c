"""Whom a message to groups reaches, and what is recorded of it."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails import recipients
from lla.emails.models import Email
from lla.subjects.registry import Person
from lla.time import clock
from organisers.announcements import rules, selectors
from organisers.announcements import workflow as announcements_workflow
from organisers.announcements.choices import About, Audience
from organisers.announcements.models import Announcement
from organisers.announcements.selectors import NO_ADDRESS, NO_CONSENT, NO_ROLE, UNWANTED, Draft
from organisers.announcements.workflow import send
from organisers.contacts.choices import ContactRole
from organisers.contacts.models import Contact
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.personal_data import workflow as personal_data_workflow
from organisers.regions.models import Region
from organisers.symposia.workflow import lifecycle
from tests.factories import make_staff
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.symposia.factories import allow_notices, give_voice, make_confirmed, make_consultation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]


def group(name: str, *, public: str = "", region: Region | None = None) -> Group:
    made = make_group(name, region=region)
    Group.objects.filter(pk=made.pk).update(public_email=public)
    made.refresh_from_db()
    return made


def draft(
    *regions: Region, about: str = About.SYMPOSIUM, audience: str = Audience.ALL, role: str = ""
) -> Draft:
    return Draft(regions or (make_region(),), about, audience, "Come along.", role)


def reached(wanted: Draft) -> tuple[list[str], list[tuple[str, str]]]:
    found = selectors.reach(wanted, now=clock.now())
    addresses = [recipient.address for recipient in found.recipients]
    return addresses, [(str(missed), why) for missed, why in found.missed]


def allowing(where: Group, email: str, role: str = ContactRole.SECRETARY) -> Contact:
    contact = make_contact(where, email=email)
    Contact.objects.filter(pk=contact.pk).update(role=role)
    contact.refresh_from_db()
    allow_notices(contact)
    return contact


def test_about_the_symposium_it_reaches_who_allows_notices_else_the_public_address() -> None:
    allowing(group("Aire Left", public="aire@example.org"), "jo@example.org")
    make_contact(group("Calder Left", public="calder@example.org"), email="silent@example.org")
    make_contact(group("Don Left"), email="mute@example.org")
    assert reached(draft()) == (["jo@example.org", "calder@example.org"], [("Don Left", NO_CONSENT)])


def test_about_anything_else_no_contact_gets_it_whatever_they_allow() -> None:
    allowing(group("Aire Left", public="aire@example.org"), "jo@example.org")
    allowing(group("Calder Left"), "bo@example.org")
    assert reached(draft(about=About.OTHER)) == (["aire@example.org"], [("Calder Left", NO_ADDRESS)])


def test_each_address_gets_one_email_and_whoever_wants_none_gets_none() -> None:
    for name in ("Aire Left", "Calder Left"):
        allowing(group(name), "jo@example.org")
    group("Don Left", public="don@example.org")
    recipients.stop(recipients.hash_of("don@example.org"))
    assert reached(draft()) == (["jo@example.org"], [("Don Left", UNWANTED)])


def test_only_the_affiliated_groups_of_the_region_are_written_to() -> None:
    group("Aire Left", public="aire@example.org")
    group("Barry Left", public="barry@example.org", region=make_region("Wales"))
    make_group("Thorne Left", status=GroupStatus.APPLIED)
    assert reached(draft()) == (["aire@example.org"], [])


def test_contacts_of_one_role_are_chosen() -> None:
    aire = group("Aire Left")
    allowing(aire, "secretary@example.org")
    allowing(aire, "chair@example.org", ContactRole.CHAIR)
    assert reached(draft(role=ContactRole.CHAIR))[0] == ["chair@example.org"]


def test_nobody_else_of_a_group_gets_what_is_for_contacts_of_one_role() -> None:
    """Not at its public address either, which belongs to no role."""
    allowing(group("Aire Left", public="aire@example.org"), "secretary@example.org")
    allowing(group("Don Left"), "chair@example.org", ContactRole.CHAIR)
    assert reached(draft(role=ContactRole.CHAIR)) == (["chair@example.org"], [("Aire Left", NO_ROLE)])


def test_groups_that_have_not_answered_and_groups_that_come_are_chosen() -> None:
    region = make_region()
    silent, heard, coming = (
        group(f"{name} Left", public=f"{name.lower()}@example.org") for name in ("Silent", "Heard", "Coming")
    )
    give_voice(make_consultation(region, weeks=5), heard, 2)
    assert reached(draft(audience=Audience.SILENT))[0] == ["coming@example.org", "silent@example.org"]
    lifecycle.reply(make_confirmed(region, weeks=16), coming, coming=True, places=2)
    assert reached(draft(audience=Audience.COMING))[0] == ["coming@example.org"]
    assert silent.pk


def test_groups_that_affiliated_lately_are_chosen() -> None:
    new, old = group("Aire Left", public="aire@example.org"), group("Don Left", public="don@example.org")
    today = localdate(clock.now())
    for made, days in ((new, 30), (old, 31)):
        Group.objects.filter(pk=made.pk).update(affiliated_on=today - timedelta(days=days))
    assert reached(draft(audience=Audience.NEW)) == (["aire@example.org"], [])


def test_it_is_recorded_and_answers_go_to_whoever_wrote_it() -> None:
    organiser = make_organiser()
    group("Aire Left", public="aire@example.org")
    message = send(draft(about=About.OTHER), by=organiser)
    [email] = Email.objects.filter(kind="organisers/announcement")
    assert (email.to, email.reply_to, "> Come along." in email.body) == (
        "aire@example.org",
        organiser.email,
        True,
    )
    assert (message.groups, message.reached) == (1, 1)
    assert selectors.fates(message) == {"sent": 0, "waiting": 1, "refused": 0, "bounced": 0}


def refusal(wanted: Draft, *, by: object = None) -> list[str]:
    with pytest.raises(NotAllowed) as refused:
        send(wanted, by=by or make_organiser())  # type: ignore[arg-type]
    return refused.value.reasons


def test_an_organiser_writes_to_no_other_region_and_the_committee_to_all() -> None:
    wales = make_region("Wales")
    group("Barry Left", public="barry@example.org", region=wales)
    assert refusal(draft(wales, about=About.OTHER)) == ["You do not organise Wales."]
    assert send(draft(wales, about=About.OTHER), by=make_staff()).reached == 1


def test_a_second_press_and_a_message_to_nobody_are_refused() -> None:
    organiser = make_organiser()
    assert refusal(draft(), by=organiser) == [rules.REACHES_NONE]
    group("Aire Left", public="aire@example.org")
    send(draft(), by=organiser)
    assert refusal(draft(), by=organiser) == [rules.SENT]
    assert (Announcement.objects.count(), Email.objects.count()) == (1, 1)


def test_the_words_go_after_ninety_days_and_with_whoever_wrote_them() -> None:
    organiser = make_organiser()
    group("Aire Left", public="aire@example.org")
    message = send(draft(), by=organiser)
    assert announcements_workflow.forget_words() == 0
    with clock.at(clock.now() + announcements_workflow.KEPT_FOR + timedelta(seconds=1)):
        assert (announcements_workflow.forget_words(), announcements_workflow.forget_words()) == (1, 0)
    message.refresh_from_db()
    assert (message.words, message.reached) == ("", 1)
    again = send(draft(about=About.OTHER), by=organiser)
    personal_data_workflow.erase(Person(organiser.email, organiser), SYSTEM)
    again.refresh_from_db()
    assert (again.words, again.by) == ("", organiser)
