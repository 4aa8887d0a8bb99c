"""A motion in a group's name: its contacts are told and can hold it, and nobody unknown publishes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.subjects.registry import Person
from motions.agenda.choices import Publishing
from motions.backing.workflow import Person as Sender
from motions.backing.workflow import revise
from motions.committee import workflow as committee_workflow
from motions.group_questions import selectors as group_questions_selectors
from motions.group_questions import workflow as group_questions_workflow
from motions.group_questions.choices import GroupAnswer
from motions.group_questions.models import GroupQuestion
from motions.motion.choices import Act, Route
from motions.motion.models import Motion
from motions.motion.rules import NEW_TEXT
from motions.motion.texts import Text
from motions.personal_data import papers as personal_data_papers
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contacts.models import Contact
from organisers.groups.models import Group
from tests.factories import make_staff, sign_in
from tests.motions.committee.admin_pages import QUEUE, page_of, seen, sheet_of
from tests.motions.factories import (
    confirm_all,
    make_committee_member,
    make_conference,
    make_item,
    make_motion,
    make_submission,
    mover_of,
    submit,
)
from tests.motions.member_pages import mine, mover_comes_in, token_in_email
from tests.motions.page_text import main, source
from tests.organisers.consents.factories import make_rung
from tests.organisers.factories import make_contact, make_group
from tests.personal_data import told

pytestmark = pytest.mark.django_db

ANA = Sender(name="Ana Whitlow", email="ana@example.org")
ABOUT = "a motion in your group's name"


@pytest.fixture
def group() -> Group:
    group = make_group("Weald Left Network")
    group.website = "https://www.weald-left.example.org/about/"
    group.save()
    return group


@pytest.fixture
def contact(group: Group) -> Contact:
    return make_contact(group, email="secretary@example.org")


def send(group: Group, *, mover: Sender = ANA, **fields: object) -> Motion:
    return make_motion(make_item(), group=group, mover=mover, known=False, **fields)


def question(motion: Motion) -> GroupQuestion:
    return motion.group_questions.select_related("motion", "contact").get()


def by_email() -> str:
    token = token_in_email("secretary@example.org", about=ABOUT)
    return reverse("motions:group_told", args=[token])


def test_the_contacts_on_record_are_told_when_a_motion_comes_in_their_groups_name(
    group: Group, contact: Contact
) -> None:
    make_contact(make_group(), email="elsewhere@example.org")
    motion = submit(make_submission(make_item(), group=group, mover=ANA, known=False))
    assert not Email.objects.filter(kind="motions/group_told").exists()
    confirm_all(motion)
    email = Email.objects.get(kind="motions/group_told")
    assert email.to == "secretary@example.org"
    assert "has been sent in the name of Weald Left Network." in email.body
    assert motion.events.get(act=Act.GROUP_TOLD).details == {"contacts": 1}


def test_a_contact_without_an_email_address_is_not_asked_and_vouches_for_nobody(group: Group) -> None:
    make_rung(group)
    motion = send(group)
    assert (motion.group_questions.exists(), Email.objects.filter(to="").exists()) == (False, False)
    assert not group_questions_selectors.is_known_to_group(motion)


def test_the_committee_reads_whom_only_a_telephone_reaches(group: Group, client: Client) -> None:
    make_rung(group)
    sheet = source(sign_in(client, make_staff()).get(sheet_of(send(group))))
    assert "One contact on record, 1 without an email address" in sheet


def test_whoever_sent_it_is_told_nothing_of_the_contacts(
    client: Client, group: Group, contact: Contact
) -> None:
    motion = send(group)
    group_questions_workflow.doubt(question(motion))
    mover_comes_in(client, motion)
    page = source(client.get(mine(motion)))
    emails = Email.objects.filter(to="ana@example.org")
    for words in (page, *(email.body for email in emails)):
        assert "secretary" not in words
        assert contact.name not in words
    assert "doubt" not in page
    assert "On hold" in page


def test_nobody_unknown_publishes_in_a_groups_name(group: Group, contact: Contact) -> None:
    motion = send(group)
    assert (motion.received_at is not None, motion.label, motion.is_public) == (True, "A", False)
    group_questions_workflow.vouch(question(motion))
    motion.refresh_from_db()
    assert motion.is_public
    assert Email.objects.filter(kind="motions/published", to="ana@example.org").exists()


def test_a_contact_on_record_publishes_at_once_and_is_not_asked_about_their_own(group: Group) -> None:
    make_contact(group, email="ANA@example.org")
    assert send(group).is_public
    assert not GroupQuestion.objects.exists()


def test_a_yes_publishes_nothing_where_the_committee_looks_first(group: Group, contact: Contact) -> None:
    item = make_item(make_conference(publishing=Publishing.AFTER_LOOK))
    motion = make_motion(item, group=group, known=False)
    group_questions_workflow.vouch(question(motion))
    motion.refresh_from_db()
    assert not motion.is_public


def test_an_erased_contact_and_one_of_another_group_do_not_count(group: Group, contact: Contact) -> None:
    make_contact(make_group(), email="ana@example.org")
    gone = make_contact(group, email="bryn@example.org")
    contact_desk_workflow.erase(gone, by=Actor("committee", "user:1"))
    motion = make_motion(
        make_item(), group=group, mover=ANA, officer=Sender("Bryn", "bryn@example.org"), known=False
    )
    assert not motion.is_public
    assert [one.contact for one in motion.group_questions.all()] == [contact]


def test_one_button_puts_it_on_hold_and_opening_the_email_changes_nothing(
    client: Client, group: Group, contact: Contact
) -> None:
    motion = send(group)
    address = by_email()
    steps = motion.events.count()
    opened = client.get(address)
    assert "Ana Whitlow sent this motion for Weald Left Network" in main(opened)
    assert "Organisers for every region" in main(opened)
    assert motion.events.count() == steps
    client.post(address, {"act": "doubt"})
    motion.refresh_from_db()
    assert motion.held_at is not None
    assert "On hold" in main(client.get(address))
    assert motion.events.get(act=Act.HELD).actor == Actor("contact", f"contact:{contact.pk}")
    assert Email.objects.filter(kind="motions/on_hold", to="ana@example.org").count() == 1
    client.post(address, {"act": "yes"})
    assert question(motion).answer == GroupAnswer.DOUBT


def test_a_contact_says_yes_to_the_text_on_the_page_alone(
    client: Client, group: Group, contact: Contact
) -> None:
    motion = send(group)
    page = by_email()
    text = Text.of(motion.text.title, f"{motion.text.body}\n\n- To dissolve the network.")
    revise(motion, text, by=mover_of(motion), why="More", base=motion.text.number)
    client.post(page, {"act": "yes", "revision": "1"})
    assert (question(motion).answer, NEW_TEXT in main(client.get(page))) == ("", True)
    client.post(page, {"act": "yes", "revision": "2"})
    assert question(motion).answer == GroupAnswer.YES


def test_a_link_ends_when_the_contact_has_another_address_or_is_erased(
    client: Client, group: Group, contact: Contact
) -> None:
    motion = send(group)
    address = by_email()
    Contact.objects.filter(pk=contact.pk).update(email="successor@example.org")
    assert client.get(address).status_code == 410
    assert client.post(address, {"act": "doubt"}).status_code == 410
    with pytest.raises(NotAllowed) as refused:
        group_questions_workflow.doubt(question(motion))
    assert refused.value.reasons == ["You are no longer on record as a contact of the group."]


def test_what_is_on_hold_waits_until_the_committee_lifts_that(
    client: Client, group: Group, contact: Contact
) -> None:
    motion, member = send(group), make_committee_member()
    group_questions_workflow.doubt(question(motion))
    sentence = (
        "This motion is on hold, because a contact of its group doubts it. Check it and lift the hold first."
    )
    for act in (committee_workflow.rule_in_order, committee_workflow.publish):
        with pytest.raises(NotAllowed) as refused:
            act(motion, by=member)
        assert refused.value.reasons == [sentence]
    desk = sign_in(client, make_staff())
    assert desk.get(f"{QUEUE}?queue=held").context["cl"].result_count == 1
    assert "Received, on hold" in source(desk.get(QUEUE))
    typed = {"seen": seen(motion), "note": "The chair rang: it was passed."}
    shown = desk.post(page_of(motion, "lift-hold"), typed)
    assert {email.to for email in shown.context["emails"]} == set(
        motion.backings.values_list("email", flat=True)
    )
    assert not any("The chair rang" in email.body for email in shown.context["emails"])
    desk.post(page_of(motion, "lift-hold"), {**typed, "step": "do"})
    motion.refresh_from_db()
    assert motion.held_at is None
    assert "The chair rang: it was passed." in main(desk.get(sheet_of(motion)))
    committee_workflow.publish(motion, by=member)
    assert "The chair rang" not in source(client.get(motion.get_absolute_url()))


def test_a_public_motion_on_hold_says_so(client: Client, group: Group, contact: Contact) -> None:
    make_contact(group, email="ana@example.org")
    motion = send(group)
    assert "On hold" not in main(client.get(motion.get_absolute_url()))
    group_questions_workflow.doubt(question(motion))
    words = "On hold: the committee is checking that Weald Left Network passed this motion."
    assert words in main(client.get(motion.get_absolute_url()))
    assert words in main(client.get(motion.item.get_absolute_url()))


def test_the_desk_shows_who_is_known_to_the_group(client: Client, group: Group, contact: Contact) -> None:
    group.public_email = "weald@gmail.com"
    group.save()
    desk = sign_in(client, make_staff())

    def shown(mover: str, officer: str) -> tuple[str, ...]:
        motion = make_motion(
            make_item(), group=group, mover=Sender("A", mover), officer=Sender("B", officer), known=False
        )
        return tuple(standing for _, standing in desk.get(sheet_of(motion)).context["people"])

    own = "not a contact, but an address at the group’s own domain"
    assert shown("SECRETARY@example.org", "b@mail.weald-left.example.org") == ("a contact on record", own)
    assert shown("a@gmail.com", "b@left.example.org") == ("not known to the group", "not known to the group")


def test_a_motion_of_signatories_asks_no_group(contact: Contact) -> None:
    motion = make_motion()
    assert (motion.route, GroupQuestion.objects.count()) == (Route.SIGNATORIES, 0)


def test_a_contact_is_told_what_they_were_asked_and_what_they_did(group: Group, contact: Contact) -> None:
    group_questions_workflow.doubt(question(send(group)))
    tables, words = told(personal_data_papers.sections, Person("secretary@example.org"))
    assert "Your answer: Something is wrong" in words
    assert "What: Put on hold" in words
    assert tables >= {"motions.GroupQuestion"}


def test_late_motions_are_told_of_too(group: Group, contact: Contact) -> None:
    item = make_item(make_conference(closes_in=timedelta(days=-1)))
    motion = confirm_all(submit(make_submission(item, group=group, known=False), late=True))
    group_questions_workflow.vouch(question(motion))
    motion.refresh_from_db()
    assert (motion.late, motion.is_public) == (True, False)
    assert mover_of(motion).stands


def test_nobody_is_asked_for_a_yes_to_a_text_that_is_hidden(
    client: Client, group: Group, contact: Contact
) -> None:
    motion = send(group)
    page = by_email()
    assert "Yes, our group passed it" in main(client.get(page))
    committee_workflow.propose_hiding(motion, by=make_staff(), reason="It names somebody.")
    motion.refresh_from_db()
    committee_workflow.second(motion, by=make_staff())
    shown = main(client.get(page))
    buttons = ("Read the motion below", "Yes, our group passed it", "put it on hold")
    assert [words in shown for words in buttons] == [False, False, True]
    client.post(page, {"act": "yes"})
    assert question(motion).answer == ""
