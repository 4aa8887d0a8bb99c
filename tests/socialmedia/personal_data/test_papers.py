"""What social media tell one person about themselves, whom they keep out of it, and how they are erased."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.subjects import selectors, workflow
from lla.subjects.registry import Person
from lla.time import clock
from lla.time.wording import moment_in_words, short_day
from socialmedia.channels.choices import ChannelAct, ChannelKind, Function
from socialmedia.channels.models import Channel, FunctionInUse
from socialmedia.comments import tasks as comments_tasks
from socialmedia.comments import workflow as comments_workflow
from socialmedia.comments.choices import Response
from socialmedia.complaints import rules as complaints_rules
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.choices import ComplaintKind
from socialmedia.complaints.models import Complaint, KeptOut
from socialmedia.consultations import tasks as consultations_tasks
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Opinion
from socialmedia.consultations.models import View
from socialmedia.filters import workflow as filters_workflow
from socialmedia.forums import rules as forums_rules
from socialmedia.forums.choices import Measure
from socialmedia.forums.models import BreachCase, Moderation, Participant
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.leave import tasks as leave_tasks
from socialmedia.leave import workflow as leave_workflow
from socialmedia.messages import tasks as messages_tasks
from socialmedia.messages import workflow as messages_workflow
from socialmedia.personal_data import papers
from socialmedia.positions.models import Position
from socialmedia.posts.choices import CheckKind
from socialmedia.posts.models import Override, Post, PostCheck, Variant
from socialmedia.record.models import SocialEvent
from socialmedia.record.workflow import record
from socialmedia.reports.models import Report
from socialmedia.results.models import Result
from socialmedia.roster import tasks as roster_tasks
from socialmedia.roster import workflow as roster_workflow
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty, RosterFeed, Swap
from socialmedia.sources.models import Like, Vetting
from socialmedia.staffing.models import ReachTarget
from socialmedia.statistics.models import WeekFigures
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment, Leave
from tests.factories import make_staff, make_user
from tests.personal_data import naming, told
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.complaints.factories import Team, everybody_agrees, make_complaint, make_team, triage
from tests.socialmedia.factories import (
    make_appointment,
    make_channel,
    make_platform,
    make_post,
    make_source,
    make_variant,
)
from tests.socialmedia.filters.factories import make_filter_list
from tests.socialmedia.media.factories import make_medium
from tests.socialmedia.messages.factories import make_message
from tests.socialmedia.positions.factories import make_position

pytestmark = pytest.mark.django_db

NAME, QUILL = "Perpetua Quill", "quill@example.org"
COMPLAINED, KIM, CASS = "Perpetua was rude to my daughter.", "kim@example.org", "Cass Of"


def today(days: int = 0) -> date:
    return localdate(clock.now()) + timedelta(days=days)


@pytest.fixture
def page() -> Channel:
    return make_channel("Our page")


@pytest.fixture
def team(page: Channel) -> Team:
    return make_team()


@pytest.fixture
def quill(team: Team, page: Channel) -> User:
    """Somebody of the team who did all that leaves a row with their key, and complained once themselves."""
    user = make_user(QUILL, NAME)
    make_appointment(user, Role.PAGE_ADMIN, channel=page)
    serve(user, page, team)
    publish(user, page)
    answer_others(user, page)
    consult(user, team)
    return user


def serve(user: User, page: Channel, team: Team) -> None:
    """Roles, roster and what is set for the team."""
    Channel.objects.filter(pk=make_channel("Officers", kind=ChannelKind.COMMITTEE).pk).update(named=user)
    away = Leave(user=user, starts_on=today(40), ends_on=today(50))
    leave_workflow.enter(away, by=team.coordinator)
    duty = RosterDuty.objects.create(channel=page, kind=DutyKind.POSTING, on=today(2), user=user)
    roster_workflow.ask(duty, to=None, note="I am at the dentist.", user=user, by=Actor.user(user, "team"))
    roster_workflow.renew_calendar(user)
    ReachTarget.objects.create(starts_on=today(), ends_on=today(30), extra=2, why="The election", set_by=user)
    record(page, ChannelAct.CHANGED, by=Actor.user(user, "team"), words="Nobody used the old name.")
    FunctionInUse.objects.create(channel=page, function=Function.POLLS, in_use=True, seen_by=user)
    GuidelineVersion.objects.create(number=1, words="Post twice a day.", drafted_by=user)
    monday = today(-localdate(clock.now()).weekday())
    WeekFigures.objects.create(channel=page, week=monday, followers=900, by=user)
    Report.objects.create(month=today().replace(day=1), drafted_by=user)


def publish(user: User, page: Channel) -> None:
    """Posts of theirs and of others, and where material comes from."""
    make_variant(make_post(user, "The bus strike"), channel=page, words="All out on Saturday.")
    other = make_post(make_user(name="Otto Other"), "A post of Otto")
    variant = make_variant(other, channel=page, words="Words that Otto wrote.")
    Variant.objects.filter(pk=variant.pk).update(posted_by=user)
    Result.objects.create(variant=variant, on=today(), reach=40, by=user)
    PostCheck.objects.create(post=other, kind=CheckKind.PEER, by=user, agreed=True, note="Fine.", digest="x")
    Override.objects.create(post=other, code="day", why="It is polling day.", by=user)
    make_medium(user)
    source = make_source()
    Vetting.objects.create(source=source, by=user, reliable=True, conflicts=False, note="Read ten articles.")
    Like.objects.create(source=source, channel=page, by=user)
    Position.objects.filter(pk=make_position().pk).update(written_by=user)


def answer_others(user: User, page: Channel) -> None:
    """Comments, messages, filters, moderation and a case: what others wrote."""
    actor = Actor.user(user, "team")
    filters_workflow.install(page, make_filter_list(person=user), person=user, by=actor)
    comment = make_comment(channel=page)
    comments_workflow.decide(comment, done=Response.HIDE, note="Kim is known for it.", person=user, by=actor)
    message = make_message(channel=page)
    messages_workflow.answer(message, note="Told Kim the day.", person=user, by=actor)
    messages_workflow.reopen(message, because="Kim wrote again.", by=actor)
    messages_workflow.answer(message, person=user, by=actor)
    forum = make_channel("Discussion", kind=ChannelKind.DISCUSSION)
    somebody = Participant.objects.create(platform=make_platform(), name="riverside_42")
    Moderation.objects.create(
        channel=forum, participant=somebody, measure=Measure.REMINDED, note="Kim swore.", by=user
    )
    BreachCase.objects.create(participant=somebody, channel=forum, opened_by=user, reason="Kim swore.")


def consult(user: User, team: Team) -> None:
    """What they asked and were asked, and a complaint that they did not read because it was about them."""
    actor = Actor.user(user, "team")
    asked = consultations_workflow.open_consultation("May we open Instagram?", by=actor, opened_by=user)
    consultations_workflow.give_view(asked, opinion=Opinion.AGREE_IF, words="If somebody films.", by=user)
    about_cass = triage(make_complaint(email=KIM, name="Kim Ashdown"), team.manager, of=[team.cass])
    assert about_cass.consultation
    consultations_workflow.give_view(
        about_cass.consultation, opinion=Opinion.DISAGREE, words="Cass would never.", by=user
    )
    close(about(user, team))
    close(triage(make_complaint(email=QUILL, name=NAME, words="Your post names me."), team.manager))


def about(user: User, team: Team, kind: str = ComplaintKind.CONTENT) -> Complaint:
    made = make_complaint(kind, email=KIM, name="Kim Ashdown", words=COMPLAINED)
    return triage(made, team.manager, of=[user])


def close(complaint: Complaint) -> Complaint:
    everybody_agrees(complaint)
    manager = complaint.taken_by
    assert manager
    if complaint.is_serious:
        complaints_workflow.decide_as_leadership(
            complaint, words="Nothing more.", by=User.objects.get(name="Robin Vale")
        )
    return complaints_workflow.close(
        complaint, outcome="We talked to Perpetua.", reply="We are sorry.", by=manager
    )


def leave_the_team(user: User) -> None:
    Appointment.objects.filter(user=user).update(ends_on=today(-1))
    Channel.objects.filter(named=user).update(named=None)


def refused(email: str = QUILL) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        workflow.erase(email, why="erasure", by=make_staff())
    return refusal.value.reasons


def all_of(user: User) -> str:
    return told(papers.tell, Person(user.email, user))[1]


def test_each_table_that_is_listed_is_told_of_and_nobody_else_is_in_it(quill: User) -> None:
    tables, words = told(papers.tell, Person(QUILL, quill))
    assert tables == {model._meta.label for model in papers.TABLES_TOLD}
    others = (
        "Kim",
        CASS,
        "Cass would",
        "riverside_42",
        "Otto wrote",
        "Manny",
        "rude",
        "You are all the same",
    )
    assert [mark for mark in others if mark in words] == []
    theirs = (
        "Words: Nobody used the old name.",
        "Words: All out on Saturday.",
        "Words: If somebody films.",
        "Note: I am at the dentist.",
        "Where you are named: Author",
        "Where you are named: Posted by",
        "What happened: Your post names me.",
        "Opinion: No",
    )
    assert [mark for mark in theirs if mark not in words] == []


def test_a_complaint_about_somebody_is_not_told_of_while_it_is_open(team: Team) -> None:
    complaint = about(team.ann, team)
    person = Person(team.ann.email, team.ann)
    before = told(papers.tell, person)
    everybody_agrees(complaint)
    during = told(papers.tell, person)
    close(complaint)
    tables, words = told(papers.tell, person)
    assert before == during == ({"socialmedia.Appointment", "socialmedia.AppointmentEvent"}, before[1])
    assert tables - before[0] == {"socialmedia.KeptOut"}
    assert words == f"Complained of: yes\nClosed at: {closed_at(complaint)}\n{before[1]}"


def closed_at(complaint: Complaint) -> str:
    complaint.refresh_from_db()
    assert complaint.closed_at
    return moment_in_words(complaint.closed_at)


@pytest.mark.parametrize("kind", papers.NEVER_TOLD)
def test_a_complaint_about_safety_or_the_law_is_never_told_of_by_itself(kind: str, team: Team) -> None:
    nothing = all_of(team.ann)
    close(about(team.ann, team, kind))
    assert KeptOut.objects.filter(user=team.ann).count() == 1
    assert all_of(team.ann) == nothing


def test_what_somebody_did_before_a_complaint_was_about_them_is_told_all_the_same(team: Team) -> None:
    complaint = triage(make_complaint(email=KIM), team.manager)
    before = all_of(team.manager)
    complaints_workflow.keep_out(complaint, team.manager, complained_of=True, by=team.manager)
    after = all_of(team.manager)
    assert ("What: Triaged" in before, "What: Triaged" in after) == (True, True)
    assert "Complained of" not in after


def test_who_complained_is_told_what_they_gave_and_the_answer_by_their_address(team: Team) -> None:
    complaint = close(about(team.ann, team))
    tables, words = told(papers.tell, Person(KIM.upper()))
    assert tables == {"socialmedia.Complaint"}
    assert words == "\n".join(
        [
            f"Complaint: {complaint.reference}",
            "Kind: Something we posted",
            "Who it is about: Nobody in particular",
            "Name: Kim Ashdown",
            f"Email: {KIM}",
            "Wants an answer: no",
            f"What happened: {COMPLAINED}",
            f"Received at: {moment_in_words(complaint.received_at)}",
            f"Closed at: {closed_at(complaint)}",
            "Reply to the person who complained: We are sorry.",
        ]
    )


def test_nobody_is_erased_in_a_role_or_while_their_complaint_waits(team: Team, page: Channel) -> None:
    user = make_user(QUILL, NAME)
    make_appointment(user, Role.PAGE_ADMIN, channel=page, ends_on=today())
    later = make_appointment(user, Role.ADAPTER, channel=page, starts_on=today(1))
    forum = make_channel("Officers", kind=ChannelKind.COMMITTEE)
    Channel.objects.filter(pk=forum.pk).update(named=user)
    complaint = triage(make_complaint(email=QUILL), team.manager)
    assert refused() == [
        f"They are waiting for an answer to their complaint {complaint}. Close it first.",
        "They have a role in the social media team: Page admin, Our page. End it first.",
        f"They have a role in the social media team from {short_day(later.starts_on)}: Adapter, Our page. "
        "Cancel it first.",
        "They are the person named for Officers. Name somebody else first.",
    ]
    assert Complaint.objects.get().email == QUILL


def test_that_somebody_complained_of_a_person_does_not_keep_them_from_being_erased(team: Team) -> None:
    complaint = about(team.ann, team)
    leave_the_team(team.ann)
    workflow.erase(team.ann.email, why="erasure", by=make_staff())
    assert [str(one.user) for one in complaint.kept_out.all()] == [f"Erased person {team.ann.pk}"]
    complaint.refresh_from_db()
    assert (complaint.words, complaint.email) == (COMPLAINED, KIM)


def test_whoever_is_erased_is_in_no_table_and_their_work_stays_under_a_number(quill: User) -> None:
    leave_the_team(quill)
    held = selectors.look_up(QUILL)
    steps = SocialEvent.objects.filter(actor_key=f"user:{quill.pk}").count()
    assert {fate.what: fate.count for fate in held.fates} == {
        "Emails": Email.objects.filter(to=QUILL).count(),
        "Sign-in": 1,
        "Complaints": 1,
        "Days away": 1,
        "Duties to come": 1,
        "Calendar address": 1,
        "Words said with a step, a view or a swap": 7,
        "Roles and posts": 2,
    }
    workflow.erase(QUILL, why="erasure", by=make_staff())
    deliver_due()
    Email.objects.all().delete()
    assert naming(QUILL, NAME, "dentist", "names me", "Nobody used", "somebody films") == []
    gone = (Leave.objects, RosterDuty.objects, Swap.objects, RosterFeed.objects)
    assert [rows.count() for rows in gone] == [0, 0, 0, 0]
    assert str(Post.objects.get(title="The bus strike").author) == f"Erased person {quill.pk}"
    assert str(Appointment.objects.get(user=quill)) == f"Erased person {quill.pk}: Page admin, Our page"
    assert SocialEvent.objects.filter(actor_key=f"user:{quill.pk}").count() == steps
    answered = View.objects.filter(user=quill).order_by("pk").values_list("opinion", "words")
    assert list(answered)[:2] == [(Opinion.AGREE_IF, ""), (Opinion.DISAGREE, "")]


def test_an_erased_complaint_keeps_its_kind_and_dates_and_no_words(team: Team) -> None:
    complaint = make_complaint(email=KIM, name="Kim Ashdown", words=COMPLAINED)
    other = close(triage(make_complaint(email="ash@example.org", words="Ash wrote this."), team.manager))
    complaint = triage(complaint, team.manager)
    complaints_workflow.send_holding_reply(complaint, words="Dear Kim, we look into it.", by=team.manager)
    everybody_agrees(complaint, but=[team.ann])
    assert complaint.consultation
    consultations_workflow.give_view(
        complaint.consultation, opinion=Opinion.NO_VIEW, words="Ask Kim.", by=team.ann
    )
    close(complaint)
    workflow.erase(KIM, why="erasure", by=make_staff())
    Email.objects.all().delete()
    # With what stands around the name: three letters by themselves are found in some random secret one day.
    assert naming(KIM, "Ashdown", "Kim,", "Kim.") == []
    complaint.refresh_from_db()
    assert (complaint.kind, complaint.forgotten_at is not None) == (ComplaintKind.CONTENT, True)
    assert [view.opinion for view in complaint.consultation.views.filter(user=team.ann)] == ["no_view"]
    other.refresh_from_db()
    assert (other.words, other.email) == ("Ash wrote this.", "ash@example.org")


def test_the_privacy_page_promises_what_the_nightly_chores_do(client: Client) -> None:
    words = client.get("/privacy/").content.decode()
    promised = (
        f"{messages_tasks.MESSAGES_KEPT.days} days after it was dealt with",
        f"{comments_tasks.COMMENTS_KEPT.days} days after it was written",
    )
    assert [promise for promise in promised if promise not in words] == []
    year = timedelta(days=365)
    assert (complaints_rules.WORDS_KEPT // year, consultations_tasks.WORDS_KEPT // year) == (1, 1)
    assert (leave_tasks.KEPT // year, roster_tasks.KEPT // year, forums_rules.NAMES_KEPT // year) == (1, 2, 2)
