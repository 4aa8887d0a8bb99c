"""Bringing groups in: what is written, who is told, and that undoing leaves what was before."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lla.acts.refusals import NotAllowed
from lla.emails import delivery, recipients
from lla.emails.models import Email
from lla.keys.models import StandingKey
from lla.limits.models import Limit
from lla.links import tokens
from lla.time import clock
from organisers.affiliation import workflow as affiliation_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts.models import Consent, Contact, Question
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.imports import rules, workflow
from organisers.imports.choices import Fate, ImportAct, Stage, Standing
from organisers.imports.models import Import, ImportEvent
from tests.concurrency import at_once, refusals
from tests.factories import make_staff
from tests.organisers.consents.factories import make_wishes, save_page
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.imports.factories import bring_in, choose, rehearse, sheet

pytestmark = pytest.mark.django_db

HULL = ("Hull Left", "Hull", "", "Jo Marsh", "Secretary", "jo@example.org", "07700 900123")
SELBY = ("Selby Left", "Selby", "", "Jo Marsh", "Chair", "Jo@example.org", "")
GOOLE = ("Goole Left", "Goole", "", "Bo Reed", "Treasurer", "", "01632 960001")


def people() -> list[tuple[str, str, str, str, str]]:
    fields = ("group__name", "name", "role", "email", "phone")
    return list(Contact.objects.order_by("pk").values_list(*fields))


def letters() -> list[tuple[str, str]]:
    return list(Email.objects.filter(kind="organisers/imported").order_by("pk").values_list("to", "subject"))


def test_groups_and_contacts_come_in_and_each_person_gets_one_letter() -> None:
    organiser = make_organiser()
    done = bring_in(choose(sheet(HULL, SELBY, GOOLE), by=organiser, region=make_region()), by=organiser)
    assert people() == [
        ("Hull Left", "Jo Marsh", "secretary", "jo@example.org", "+447700900123"),
        ("Selby Left", "Jo Marsh", "chair", "Jo@example.org", ""),
        ("Goole Left", "Bo Reed", "treasurer", "", "+441632960001"),
    ]
    assert letters() == [("jo@example.org", "We have been given your details")]
    [letter] = Email.objects.filter(kind="organisers/imported")
    assert "Hull Left, Selby Left" in letter.body
    assert "the network’s own records from before this website" in letter.body
    assert set(Group.objects.values_list("name", "status", "region__slug")) == {
        (name, GroupStatus.APPLIED, "yorkshire-and-the-humber")
        for name in ("Hull Left", "Selby Left", "Goole Left")
    }
    assert (done.stage, done.content, Consent.objects.count()) == (Stage.DONE, "", 0)


def test_the_record_says_who_when_how_many_and_of_which_file() -> None:
    organiser, content = make_organiser(), sheet(HULL)
    done = bring_in(choose(content, by=organiser, region=make_region()), by=organiser)
    event = done.events.get(act=ImportAct.CONFIRMED)
    [group], [contact] = Group.objects.all(), Contact.objects.all()
    assert event.details == {
        "sha256": done.sha256,
        "rows": {"new": 1},
        "reasons": {},
        "groups": [group.pk],
        "contacts": [contact.pk],
    }
    assert (event.actor_key, event.actor_role) == (f"user:{organiser.pk}", "organiser")


def test_the_committee_brings_in_affiliated_groups_by_a_decision() -> None:
    staff = make_staff()
    asked = make_contact(make_group("Otley Left"))
    save_page(asked, make_wishes(asked.group))
    found = choose(
        sheet(HULL, GOOLE),
        by=staff,
        region=make_region(),
        standing=Standing.AFFILIATED,
        decision="Conference",
    )
    bring_in(found, by=staff)
    assert set(
        Group.objects.filter(name__in=["Hull Left", "Goole Left"]).values_list("status", flat=True)
    ) == {GroupStatus.AFFILIATED}
    assert Question.objects.filter(contact=asked).count() == 2


def test_an_organiser_brings_nothing_in_as_affiliated() -> None:
    organiser = make_organiser()
    with pytest.raises(NotAllowed) as refused:
        choose(sheet(HULL), by=organiser, standing=Standing.AFFILIATED, decision="Mine")
    assert refused.value.reasons == [rules.AFFILIATES]


def test_new_groups_of_one_day_are_asked_about_in_one_letter(mailoutbox: list[object]) -> None:
    asked = make_contact(make_group("Otley Left"))
    save_page(asked, make_wishes(asked.group))
    staff = make_staff()
    with time_machine.travel("2027-01-11 15:00+00:00", tick=False):
        found = choose(
            sheet(HULL, GOOLE), by=staff, region=make_region(), standing=Standing.AFFILIATED, decision="Conf"
        )
        bring_in(found, by=staff)
        affiliation_workflow.affiliate(make_group("Selby Left", status=GroupStatus.APPLIED), by=staff)
        delivery.deliver_due()
        assert [mail.subject for mail in mailoutbox if mail.to == [asked.email]] == []  # type: ignore[attr-defined]
    with time_machine.travel("2027-01-12 08:01+00:00", tick=False):
        delivery.deliver_due()
    subjects = [mail.subject for mail in mailoutbox if mail.to == [asked.email]]  # type: ignore[attr-defined]
    assert subjects == ["3 new groups: share your details?"]


def test_whoever_wants_no_email_is_not_taken_and_the_page_says_so() -> None:
    organiser = make_organiser()
    recipients.stop(recipients.hash_of("jo@example.org"))
    found = choose(sheet(HULL), by=organiser, region=make_region())
    [verdict] = rehearse(found, by=organiser).verdicts
    assert verdict.words[1] == (
        "jo@example.org has asked us not to write to them, so they are not taken as a contact."
    )
    bring_in(found, by=organiser)
    assert (people(), letters(), Group.objects.count()) == ([], [], 1)


def test_what_changed_since_the_page_was_shown_is_looked_at_again() -> None:
    organiser = make_organiser()
    found = choose(sheet(HULL), by=organiser, region=make_region())
    seen = rehearse(found, by=organiser).fingerprint
    make_group("Hull Left")
    with pytest.raises(NotAllowed) as refused:
        workflow.confirm(found, by=organiser, seen=seen)
    assert (refused.value.reasons, Contact.objects.count()) == ([rules.CHANGED], 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_brings_in() -> None:
    organiser = make_organiser()
    found = choose(sheet(HULL, GOOLE), by=organiser, region=make_region())
    seen = rehearse(found, by=organiser).fingerprint
    outcomes = at_once([lambda: workflow.confirm(found, by=organiser, seen=seen)] * 2)
    assert refusals(outcomes) == [[rules.DONE]]
    assert (Group.objects.count(), len(letters())) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_imports_of_one_group_at_once_one_brings_it_in() -> None:
    region = make_region()
    both = [make_organiser(region), make_organiser(region)]
    found = [choose(sheet(HULL), by=by, region=region) for by in both]
    seen = [rehearse(each, by=by).fingerprint for each, by in zip(found, both, strict=True)]
    outcomes = at_once(
        [
            partial(workflow.confirm, each, by=by, seen=mark)
            for each, by, mark in zip(found, both, seen, strict=True)
        ]
    )
    assert refusals(outcomes) == [[rules.CHANGED]]
    assert (Group.objects.count(), len(people())) == (1, 1)


# Undoing


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but those that are a record, a count of tries, or the site's own keys."""
    records = {Import, ImportEvent, Limit, StandingKey, apps.get_model("organisers", "GroupHistory")}
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model not in records and model._meta.app_label not in {"pghistory", "contenttypes", "auth"}
    }


def test_undoing_leaves_what_was_before_and_deletes_letters_that_wait() -> None:
    organiser = make_organiser()
    kept = make_contact(make_group("Hull Left"))
    found = choose(sheet(HULL, SELBY, GOOLE), by=organiser, region=make_region())
    before = everything()
    bring_in(found, by=organiser)
    assert everything() != before
    undone = workflow.undo(found, by=organiser)
    assert everything() == before
    assert (undone.stage, list(undone.events.values_list("act", flat=True))[-1]) == (
        Stage.UNDONE,
        ImportAct.UNDONE,
    )
    assert Contact.objects.get() == kept


def test_whoever_got_a_letter_is_told_that_their_details_were_removed(mailoutbox: list[object]) -> None:
    organiser = make_organiser()
    with time_machine.travel("2027-01-11 10:00+00:00", tick=False):
        found = choose(sheet(HULL, SELBY), by=organiser, region=make_region())
        bring_in(found, by=organiser)
        delivery.deliver_due()
        workflow.undo(found, by=organiser)
        delivery.deliver_due()
    subjects = [mail.subject for mail in mailoutbox if mail.to == ["jo@example.org"]]  # type: ignore[attr-defined]
    assert subjects == ["We have been given your details", "We have removed your details"]


def _opens(contact: Contact) -> None:
    contact_page_workflow.open_page(tokens.mint("contact", contact.pk, days=1))


def test_nothing_is_undone_once_somebody_has_answered() -> None:
    organiser = make_organiser()
    found = bring_in(choose(sheet(HULL, GOOLE), by=organiser, region=make_region()), by=organiser)
    _opens(Contact.objects.get(name="Jo Marsh"))
    with pytest.raises(NotAllowed) as refused:
        workflow.undo(found, by=organiser)
    assert (refused.value.reasons, Group.objects.count()) == ([rules.ANSWERED_ONE], 2)


def test_nothing_is_undone_once_the_committee_has_decided_about_a_group() -> None:
    organiser, staff = make_organiser(), make_staff()
    found = bring_in(choose(sheet(HULL, GOOLE), by=organiser, region=make_region()), by=organiser)
    affiliation_workflow.affiliate(Group.objects.get(name="Hull Left"), by=staff)
    with pytest.raises(NotAllowed) as refused:
        workflow.undo(found, by=organiser)
    assert refused.value.reasons == [rules.ACTED]


def test_after_thirty_days_nothing_is_undone() -> None:
    organiser = make_organiser()
    found = bring_in(choose(sheet(HULL), by=organiser, region=make_region()), by=organiser)
    with time_machine.travel(clock.now() + timedelta(days=31)), pytest.raises(NotAllowed) as refused:
        workflow.undo(found, by=organiser)
    assert refused.value.reasons == [rules.TOO_LATE]


NAMES = st.sampled_from(["Hull Left", "Hull Lefft", "Selby Left", "Goole Left", "The Selby Left group", ""])
MAILS = st.sampled_from(
    ["", "jo@example.org", "JO@example.org", "bo@example.org", "no address", "gone@example.org"]
)
PHONES = st.sampled_from(["", "07700 900123", "7700900124", "12"])
ROWS = st.lists(
    st.tuples(NAMES, st.just("Hull"), st.sampled_from(["", "Wales"]), st.sampled_from(["", "Jo"]),
              st.sampled_from(["", "Chair"]), MAILS, PHONES),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, affiliated=st.booleans())
def test_an_import_gives_no_consent_and_undoing_it_leaves_what_was_before(
    rows: list[tuple[str, ...]], affiliated: bool
) -> None:
    staff = make_staff()
    recipients.stop(recipients.hash_of("gone@example.org"))
    here = make_contact(make_group(f"Otley Left {Group.objects.count()}"))
    save_page(here, make_wishes(here.group))
    standing = Standing.AFFILIATED if affiliated else Standing.APPLIED
    found = choose(
        sheet(*rows), by=staff, region=make_region(), standing=standing, decision="Conference" * affiliated
    )
    consents, before = list(Consent.objects.values()), everything()
    rehearsal = rehearse(found, by=staff)
    assert everything() == before
    if not rehearsal.writes:
        return
    bring_in(found, by=staff)
    assert list(Consent.objects.values()) == consents
    assert Email.objects.filter(kind="organisers/imported", to__iexact="gone@example.org").count() == 0
    told = Email.objects.filter(kind="organisers/imported", about=f"import {found.pk}")
    assert len({letter.to.lower() for letter in told}) == told.count() == rehearsal.letters
    workflow.undo(found, by=staff)
    assert everything() == before


# What waits


def test_what_nobody_goes_on_with_is_deleted_after_two_days() -> None:
    organiser = make_organiser()
    found = choose(sheet(HULL), by=organiser)
    assert "jo@example.org" not in found.content
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert (workflow.drop_expired(), workflow.drop_expired()) == (1, 0)
    found.refresh_from_db()
    assert (found.stage, found.content) == (Stage.DROPPED, "")


def test_abandoning_deletes_what_waits() -> None:
    organiser = make_organiser()
    found = choose(sheet(HULL), by=organiser)
    workflow.abandon(found, by=organiser)
    found.refresh_from_db()
    assert (found.stage, found.content, Group.objects.count()) == (Stage.DROPPED, "", 0)


def test_whoever_wants_to_be_erased_goes_from_what_waits() -> None:
    organiser = make_organiser()
    found = choose(sheet(HULL, GOOLE), by=organiser, region=make_region())
    assert workflow.forget("JO@example.org") == 1
    found.refresh_from_db()
    assert [verdict.row.group for verdict in rehearse(found, by=organiser).verdicts] == ["Goole Left"]


def test_of_a_groups_rows_the_later_says_what_the_first_left_blank() -> None:
    organiser = make_organiser()
    first, second = ("Hull Left", "", "", "Jo", "", "jo@example.org", ""), ("Hull Left", "Hull", *GOOLE[2:])
    bring_in(choose(sheet(first, second), by=organiser, region=make_region()), by=organiser)
    assert list(Group.objects.values_list("name", "town")) == [("Hull Left", "Hull")]


def test_a_name_that_is_like_anothers_is_the_same_group_unless_it_is_said_to_be_another() -> None:
    organiser = make_organiser()
    make_group("Hull Left")
    typo = ("Hull Lefft", *HULL[1:])
    found = choose(sheet(typo), by=organiser, region=make_region())
    assert [verdict.fate for verdict in rehearse(found, by=organiser).verdicts] == [Fate.DOUBTFUL]
    workflow.decide(found, {"hull lefft": True}, by=organiser)
    found.refresh_from_db()
    bring_in(found, by=organiser)
    assert set(Group.objects.values_list("name", flat=True)) == {"Hull Left", "Hull Lefft"}


def test_somebody_whom_the_group_has_under_another_address_is_added_only_as_another_person() -> None:
    organiser = make_organiser()
    group = make_group("Hull Left")
    make_contact(group, name="Jo Marsh", email="marsh@example.org")
    found = choose(sheet(HULL), by=organiser, region=make_region())
    assert not rehearse(found, by=organiser).writes
    [verdict] = rehearse(found, by=organiser).verdicts
    workflow.decide(found, {verdict.doubts[0].key: True}, by=organiser)
    found.refresh_from_db()
    bring_in(found, by=organiser)
    assert set(group.contacts.values_list("email", flat=True)) == {"marsh@example.org", "jo@example.org"}
