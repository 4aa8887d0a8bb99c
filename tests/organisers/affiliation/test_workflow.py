"""A group's standing and region: who may move it, when, and who is told."""

import pytest
from django.db import connection

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from organisers.affiliation import workflow as affiliation_workflow
from organisers.groups.choices import GroupAct, GroupStatus, RegionSource
from organisers.groups.models import Group
from tests.factories import make_staff, make_user
from tests.organisers.affiliation.factories import applicant, application, emails
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region

pytestmark = pytest.mark.django_db


def told(group: Group) -> list[tuple[str, str, str]]:
    """The steps of a group with who took them and the words said."""
    return [
        (event.act, event.actor_role, event.remark.words if hasattr(event, "remark") else "")
        for event in group.events.select_related("remark")
    ]


def refusals(act: object, *args: object, **options: object) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act(*args, **options)  # type: ignore[operator]
    return refusal.value.reasons


def test_an_application_is_proposed_and_affiliated_with_an_email_to_its_contact() -> None:
    affiliation_workflow.apply(application())
    group = affiliation_workflow.confirm(applicant())
    affiliation_workflow.propose(group, by=make_organiser(), words="I met twelve of them.")
    group = affiliation_workflow.affiliate(group, by=make_staff(), words="Committee, 3 May")
    assert (group.status, group.affiliated_on is not None) == (GroupStatus.AFFILIATED, True)
    assert told(group) == [
        (GroupAct.CONFIRMED, "contact", ""),
        (GroupAct.PROPOSED, "organiser", "I met twelve of them."),
        (GroupAct.AFFILIATED, "committee", "Committee, 3 May"),
    ]
    assert emails()[-1] == ("group_affiliated", "secretary@example.org")


def test_an_application_that_nobody_confirmed_is_affiliated_by_nobody() -> None:
    affiliation_workflow.apply(application())
    group = applicant().group
    unproved = ["The group has not confirmed its application by email yet."]
    assert refusals(affiliation_workflow.affiliate, group, by=make_staff()) == unproved
    assert refusals(affiliation_workflow.propose, group, by=make_organiser(), words="Yes") == unproved


def test_a_group_is_proposed_once_until_the_committee_decides() -> None:
    organiser, group = make_organiser(), make_group("Selby Left", status=GroupStatus.LAPSED)
    affiliation_workflow.propose(group, by=organiser, words="They meet again.")
    assert refusals(affiliation_workflow.propose, group, by=organiser, words="They do.") == [
        "You have already proposed this group. The steering committee has to decide."
    ]
    affiliation_workflow.affiliate(group, by=make_staff())
    affiliation_workflow.lapse(group, by=make_staff(), words="No fee was paid.")
    affiliation_workflow.propose(group, by=organiser, words="It is paid now.")
    assert [step[0] for step in told(group)] == ["proposed", "affiliated", "lapsed", "proposed"]


def test_lapsing_and_leaving_tell_the_contacts_and_the_organiser_why() -> None:
    make_organiser(email="sam@example.org")
    group = make_group("Selby Left")
    make_contact(group, email="jo@example.org")
    group = affiliation_workflow.lapse(group, by=make_staff(), words="No answer for a year.")
    assert (group.status, group.left_on is not None) == (GroupStatus.LAPSED, True)
    assert emails() == [("group_ended", "jo@example.org"), ("group_ended", "sam@example.org")]
    group = affiliation_workflow.leave(group, by=make_staff(), words="They have dissolved.")
    assert refusals(affiliation_workflow.lapse, group, by=make_staff(), words="Again") == [
        "Selby Left has left, so you cannot do this."
    ]


def test_an_application_that_ends_is_not_told_as_an_affiliation() -> None:
    make_organiser(email="sam@example.org")
    group = make_group("Selby Left", status=GroupStatus.APPLIED)
    Group.objects.update(affiliated_on=None)
    make_contact(group, email="jo@example.org")
    affiliation_workflow.leave(group, by=make_staff(), words="They have thought better of it.")
    contact, organiser = Email.objects.filter(kind="organisers/group_ended").order_by("to")
    assert (contact.subject, contact.button) == (
        "Your group's application has ended",
        "Write to the organiser",
    )
    assert (organiser.subject, organiser.button) == (
        "A group's application has ended",
        "See your region's groups",
    )


def test_affiliating_again_forgets_the_day_it_lapsed() -> None:
    group = affiliation_workflow.lapse(make_group(), by=make_staff(), words="No fee was paid.")
    group = affiliation_workflow.affiliate(group, by=make_staff())
    assert (group.status, group.left_on) == (GroupStatus.AFFILIATED, None)


def test_a_move_is_told_to_the_organisers_of_both_regions_and_stays_the_organisers_word() -> None:
    make_organiser(email="york@example.org")
    make_organiser(make_region("North"), email="north@example.org")
    make_organiser(make_region("Wales"), email="wales@example.org")
    group = affiliation_workflow.move(
        make_group(), by=make_staff(), to=make_region("North"), words="They live there."
    )
    assert (group.region.slug, group.region_source) == ("north", RegionSource.ORGANISER)
    assert emails() == [("group_moved", "york@example.org"), ("group_moved", "north@example.org")]
    (event,) = group.events.all()
    assert event.details == {
        "from_region": make_region().pk,
        "to_region": make_region("North").pk,
    }
    assert told(group) == [(GroupAct.MOVED, "committee", "They live there.")]


def test_a_group_is_not_moved_to_where_it_is() -> None:
    group = make_group("Selby Left")
    assert refusals(affiliation_workflow.move, group, by=make_staff(), to=group.region, words="Why not") == [
        "Selby Left is already in Yorkshire and the Humber."
    ]


def stranger_and_neighbour() -> list[User]:
    return [make_user(), make_organiser(make_region("Wales")), make_staff()]


def test_only_the_organiser_of_its_region_proposes_verifies_and_hands_over() -> None:
    group, wales = make_group(status=GroupStatus.LAPSED), make_region("Wales")
    no = ["You are not the organiser of Yorkshire and the Humber today."]
    for user in stranger_and_neighbour():
        assert refusals(affiliation_workflow.propose, group, by=user, words="Yes") == no
        assert refusals(affiliation_workflow.hand_over, group, by=user, to=wales, words="Yes") == no
        assert refusals(affiliation_workflow.verify, group, by=user, seen=group.state, town="Goole") == no
    assert told(group) == []


def test_whoever_has_handed_a_group_over_has_no_more_say() -> None:
    organiser, group = make_organiser(), make_group()
    affiliation_workflow.hand_over(group, by=organiser, to=make_region("Wales"), words="They moved.")
    group = affiliation_workflow.take(group, by=make_organiser(make_region("Wales")))
    assert refusals(affiliation_workflow.verify, group, by=organiser, seen=group.state, town="Goole") == [
        "You are not the organiser of Wales today."
    ]


def test_the_record_of_a_group_cannot_be_rewritten() -> None:
    group = affiliation_workflow.lapse(make_group(), by=make_staff(), words="No fee was paid.")
    with pytest.raises(Exception, match="Cannot update"), connection.cursor() as cursor:
        cursor.execute("UPDATE organisers_groupevent SET act = 'left' WHERE group_id = %s", [group.pk])
