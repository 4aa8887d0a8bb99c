"""The board: what waits for its reader, how today goes, and no complaint that is not theirs to know of."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.complaints.choices import ComplaintAbout, ComplaintKind
from socialmedia.complaints.models import Complaint, KeptOut
from socialmedia.consultations.models import Consultation, View
from socialmedia.meetings.models import Meeting
from socialmedia.messages.choices import MessageKind
from socialmedia.messages.models import Message
from socialmedia.posts.models import Post, Variant
from socialmedia.reports.models import Report
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty, Swap
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment
from tests.factories import make_staff, make_user, sign_in
from tests.queries import counted
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.factories import (
    make_appointment,
    make_channel,
    make_guidelines,
    make_member,
    make_post,
    make_variant,
)
from tests.socialmedia.posts.factories import ask, planned, rewrite, write

NOW = datetime(2027, 5, 12, 12, tzinfo=UTC)  # a Wednesday, one o'clock in London
TODAY = date(2027, 5, 12)
BOARD = "/social/board/"
MENU = re.compile(r"<nav [^>]*>.*?</nav>", re.DOTALL)
LINK = re.compile(r'href="([^"]*)"')

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def may() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def board(user: User) -> Any:
    return sign_in(Client(), user).get(BOARD).context


def make_consultation(*asked: User, question: str = "Do we share it?", about: str = "") -> Consultation:
    found = Consultation.objects.create(
        question=question, about=about, closes_at=NOW + timedelta(days=3), opened_by=make_user()
    )
    for user in asked:
        View.objects.create(consultation=found, user=user)
    return found


def make_complaint(*kept_out: User, asked: tuple[User, ...] = (), status: str = "consulting") -> Complaint:
    """A complaint that some are kept out of, and some were asked about."""
    complaint = Complaint.objects.create(
        kind=ComplaintKind.CONTENT, about=ComplaintAbout.MEMBER, words="Rude words", status=status
    )
    complaint.consultation = make_consultation(
        *asked, question="Was it rude?", about=f"complaint:{complaint.pk}"
    )
    complaint.save()
    for user in kept_out:
        KeptOut.objects.create(complaint=complaint, user=user, complained_of=True)
    return complaint


def waiting(user: User) -> dict[str, list[str]]:
    """What the board says waits for somebody."""
    words: dict[str, list[str]] = {}
    for task in board(user)["waiting"].tasks:
        words.setdefault(task.verb, []).append(task.words)
    return words


NOTHING: dict[str, list[str]] = {}


def test_what_waits_for_one_does_not_wait_for_another() -> None:
    page = make_channel("Our page")
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    make_consultation(sam)
    own, other = make_post(sam, "Sam’s"), make_post(kim, "Kim’s")
    Post.objects.filter(pk__in=[own.pk, other.pk]).update(status="checking")
    duty = RosterDuty.objects.create(channel=page, kind=DutyKind.POSTING, on=TODAY, user=kim)
    Swap.objects.create(duty=duty, asked_by=kim)
    assert [waiting(sam), waiting(kim)] == [
        {
            "View": ["Do we share it?"],
            "Check": ["Post: Kim’s, written by Kim Low"],
            "Swap": ["Posting, Our page, Wednesday 12 May: Kim Low asks anybody to take this duty"],
        },
        {"Check": ["Post: Sam’s, written by Sam Hollis"]},
    ]


def test_a_post_waits_for_nobody_who_wrote_any_of_its_words() -> None:
    ours = make_channel("Our page")
    sam, kim, ola = (make_member(name, channel=ours) for name in ("Sam Hollis", "Kim Low", "Ola Ther"))
    draft = write(planned(ours), author=sam)
    ask(rewrite(draft, planned(ours, "Come on Sunday."), user=kim))
    assert [waiting(user) for user in (sam, kim, ola)] == [
        {"Finish": ["Post: A walk, Our page, not ready yet"]},
        NOTHING,
        {"Check": ["Post: A walk, written by Sam Hollis"]},
    ]


def test_a_swap_that_the_reader_could_not_take_does_not_wait_for_them() -> None:
    page, forum = make_channel("Our page"), make_channel("Debate", kind=ChannelKind.DISCUSSION)
    sam = make_member("Sam Hollis", channel=page)
    other = make_member("Ola Ther", Role.MODERATOR, channel=forum)
    away = make_member("Kim Low", channel=page)
    away.leave.create(starts_on=TODAY, ends_on=TODAY)
    duty = RosterDuty.objects.create(channel=page, kind=DutyKind.POSTING, on=TODAY, user=sam)
    Swap.objects.create(duty=duty, asked_by=sam)
    assert [waiting(user) for user in (other, away)] == [NOTHING, NOTHING]


def test_a_complaint_waits_for_who_is_asked_and_whoever_is_kept_out_learns_nothing_of_it() -> None:
    page = make_channel("Our page")
    sam, of = make_member("Sam Hollis", channel=page), make_member("Cass Of", channel=page)
    manager = make_member("Manny Ager", Role.MANAGER)
    before = [sign_in(Client(), user).get(BOARD).content for user in (sam, of)]
    complaint = make_complaint(of, asked=(sam, of))
    after = [sign_in(Client(), user).get(BOARD).content for user in (sam, of)]
    assert (waiting(sam), waiting(of)) == (
        {"View": [f"Your view on complaint {complaint.reference}"]},
        NOTHING,
    )
    assert waiting(manager) == {"Answer": ["1 open complaint"]}
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True]


def test_a_manager_or_coordinator_complained_of_learns_nothing_from_the_board() -> None:
    manager = make_member("Manny Ager", Role.MANAGER)
    coordinator = make_member("Coo Dinator", Role.COORDINATOR)
    complaint, leadership = make_complaint(manager, coordinator, status="received"), make_staff()
    Complaint.objects.filter(pk=complaint.pk).update(taken_by=leadership)
    assert [waiting(user) for user in (manager, coordinator)] == [NOTHING, NOTHING]
    assert waiting(leadership) == {"Answer": ["1 open complaint"]}


def test_a_serious_complaint_waits_for_the_leaderships_word_and_for_no_leader_complained_of() -> None:
    leader, complained_of = make_staff(), make_staff("", "Cass Boss")
    member, manager = make_member("Sam Hollis"), make_member("Manny Ager", Role.MANAGER)
    found = []
    for kind in (ComplaintKind.CONTENT, ComplaintKind.ACCUSATION):
        complaint = make_complaint(complained_of)
        Complaint.objects.filter(pk=complaint.pk).update(kind=kind)
        found.append([waiting(user).get("Decide") for user in (leader, complained_of, member, manager)])
    Complaint.objects.update(leadership_at=NOW)
    serious = ["1 serious complaint for the leadership"]
    assert (found, waiting(leader).get("Decide")) == ([[None] * 4, [serious, None, None, None]], None)
    decided = {"Close": ["2 complaints that the leadership has decided"]}
    assert [waiting(user) for user in (manager, member)] == [decided, NOTHING]


def test_messages_stand_by_their_clocks_without_a_word_of_who_wrote_them() -> None:
    page = make_channel("Our page")
    sam = make_member("Sam Hollis", channel=page)
    for hours, kind in ((2, MessageKind.REQUEST), (30, MessageKind.RECRUIT), (1, MessageKind.OPINION)):
        Message.objects.create(
            channel=page,
            kind=kind,
            person="Pat Private",
            words="Secret",
            came_at=NOW - timedelta(hours=hours),
        )
    client = sign_in(Client(), sam)
    answer = client.get(BOARD)
    assert [(task.verb, task.words, task.due) for task in answer.context["waiting"].tasks] == [
        ("Answer", "Message: Somebody who may join, Our page", TODAY - timedelta(days=1)),
        ("Answer", "Message: A genuine request, Our page", NOW + timedelta(hours=2)),
    ]
    body = answer.content.decode()
    assert [words in body for words in ("Pat Private", "Secret")] == [False, False]
    assert "Tue 11 May · late" in " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_the_leadership_reads_how_messages_stand_which_it_does_not_answer() -> None:
    Message.objects.create(channel=make_channel("Our page"), kind=MessageKind.REQUEST)
    told = board(make_staff())
    assert [(line.message.kind, line.word) for line in told["inbox"]] == [("request", "On time")]
    assert told["waiting"].tasks == []


def test_what_waits_stands_in_one_list_by_its_time_and_clashes_come_before_it() -> None:
    page = make_channel("Our page")
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    make_consultation(sam)
    post = make_post(kim, "Kim’s")
    make_variant(post, channel=page, planned_at=NOW + timedelta(hours=4))
    Post.objects.filter(pk=post.pk).update(status="checking")
    Message.objects.create(channel=page, kind=MessageKind.RECRUIT, came_at=NOW - timedelta(hours=30))
    RosterDuty.objects.create(channel=page, kind=DutyKind.POSTING, on=TODAY, user=kim)
    kim.leave.create(starts_on=TODAY, ends_on=TODAY)
    answer = sign_in(Client(), sam).get(BOARD)
    assert [task.verb for task in answer.context["waiting"].tasks] == ["Answer", "Check", "View"]
    body = answer.content.decode()
    assert body.index("Kim Low is away") < body.index("Your tasks")


def test_words_that_are_due_wait_for_who_wrote_them_and_for_who_posts_there_today() -> None:
    page = make_channel("Our page")
    sam, kim, ola = (make_member(name, channel=page) for name in ("Sam Hollis", "Kim Low", "Ola Ther"))
    ready, draft = make_post(sam, "A walk"), make_post(sam, "A talk")
    Post.objects.filter(pk=ready.pk).update(status="ready")
    late = make_variant(ready, channel=page, planned_at=NOW - timedelta(hours=1))
    soon = make_variant(draft, channel=page, planned_at=NOW + timedelta(hours=1))
    make_variant(make_post(sam, "Tomorrow"), channel=page, planned_at=NOW + timedelta(hours=23))
    RosterDuty.objects.create(channel=page, kind=DutyKind.POSTING, on=TODAY, user=kim)
    RosterDuty.objects.create(channel=page, kind=DutyKind.MESSAGES, on=TODAY, user=ola)
    tasks = [
        ("Publish", f"/social/posts/{ready.pk}/out/{late.pk}/", late.planned_at),
        ("Finish", f"/social/posts/{draft.pk}/", soon.planned_at),
    ]
    for user, expected in ((sam, tasks), (kim, tasks), (ola, [])):
        found = board(user)["waiting"].tasks
        assert [(task.verb, task.url, task.due) for task in found] == expected
    words = " ".join(re.sub(r"<[^>]+>", " ", sign_in(Client(), kim).get(BOARD).content.decode()).split())
    assert "You are on duty until midnight: posting on Our page." in words


def test_no_duty_of_today_is_left_on_a_page_that_is_suspended() -> None:
    page, shut = make_channel("Our page"), make_channel("Shut page", platform="instagram", status="suspended")
    kim = make_member("Kim Low", channel=page)
    for channel in (page, shut):
        RosterDuty.objects.create(channel=channel, kind=DutyKind.POSTING, on=TODAY, user=kim)
    shown = board(kim)
    assert ([duty.channel for duty in shown["mine"]], [name for name, _ in shown["on_today"]]) == (
        [page],
        ["Our page"],
    )


def test_posts_on_a_page_that_is_suspended_wait_for_their_author_to_move_them() -> None:
    page, shut = make_channel("Our page"), make_channel("Shut page", platform="instagram", status="suspended")
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    first = make_variant(make_post(sam), channel=shut, planned_at=NOW + timedelta(days=2))
    here = f"/social/posts/?channel={shut.pk}&author={sam.pk}"
    said = "1 of your posts is planned on Shut page, which is suspended"
    assert [(task.verb, task.words, task.url, task.due) for task in board(sam)["waiting"].tasks] == [
        ("Move", said, here, first.planned_at)
    ]
    make_variant(make_post(sam), channel=shut, planned_at=NOW + timedelta(days=1))
    assert [task.words for task in board(sam)["waiting"].tasks] == [
        "2 of your posts are planned on Shut page, which is suspended"
    ]
    assert board(kim)["waiting"].tasks == []


def test_comments_wait_for_the_team_and_a_complaint_until_its_day() -> None:
    page = make_channel("Our page")
    sam, manager = make_member("Sam Hollis", channel=page), make_member("Manny Ager", Role.MANAGER)
    make_comment(channel=page)
    make_comment(channel=page)
    complaint = make_complaint(sam, status="received")
    Complaint.objects.filter(pk=complaint.pk).update(due_on=TODAY + timedelta(days=2), taken_by=manager)
    decide = ("Decide", "2 comments need a decision", None)
    answer = ("Answer", "1 open complaint", TODAY + timedelta(days=2))
    found = [board(user)["waiting"].tasks for user in (sam, manager)]
    assert [[(task.verb, task.words, task.due) for task in tasks] for tasks in found] == [
        [decide],
        [answer, decide],
    ]


def test_posts_of_today_in_london_stand_against_the_aim_of_the_guidelines() -> None:
    page = make_channel("Our page")
    make_channel("Silent page", platform="twitter")
    make_channel("Planned page", platform="instagram", status="planned")
    sam = make_member("Sam Hollis", channel=page)
    at_midnight = datetime(2027, 5, 11, 23, tzinfo=UTC)
    for minutes, posted in ((-1, True), (0, True), (60, True), (24 * 60 - 1, False), (24 * 60, False)):
        variant = make_variant(channel=page, planned_at=at_midnight + timedelta(minutes=minutes))
        if posted:
            type(variant).objects.filter(pk=variant.pk).update(status="posted", posted_at=variant.planned_at)
    make_guidelines(posts_aim_least=3, posts_aim_most=3)
    pages = [(*page.values(), page["verdict"].level) for page in board(sam)["pages"]]
    assert [(name, posted, planned, level, tone) for name, posted, planned, _, tone, level in pages] == [
        ("Our page", 2, 1, "pass", "good"),
        ("Silent page", 0, 0, "fail", "bad"),
    ]


def test_gaps_of_seven_days_who_is_on_today_and_meetings_due() -> None:
    page = make_channel("Our page")
    sam = make_member("Sam Hollis", channel=page)
    for day in range(7):
        for kind in DutyKind:
            on = TODAY + timedelta(days=day)
            if (kind, day) != (DutyKind.COMMENTS, 6):
                RosterDuty.objects.create(channel=page, kind=kind, on=on, user=sam)
    sam.leave.create(starts_on=TODAY, ends_on=TODAY)
    Meeting.objects.create(kind="day_to_day", on=TODAY - timedelta(days=3))
    told = board(sam)
    assert (told["staffing"].light, told["staffing"].people) == ("red", 0)
    assert [one.sentence for one in told["gaps"].lines] == [
        "Our page: nobody for comments on Tuesday 18 May."
    ]
    assert [one.sentence for one in told["clashes"].lines] == [
        "Posting, messages and comments on Our page: Sam Hollis is away on Wednesday 12 May."
    ]
    assert [(name, len(duties)) for name, duties in told["on_today"]] == [("Our page", 3)]
    assert [one.kind for one in told["meetings"]] == ["strategy"]


def test_the_leadership_reads_the_board_and_is_asked_for_nothing_of_the_teams() -> None:
    page = make_channel("Our page")
    sam = make_member("Sam Hollis", channel=page)
    Post.objects.filter(pk=make_post(sam).pk).update(status="checking")
    duty = RosterDuty.objects.create(channel=page, kind=DutyKind.POSTING, on=TODAY, user=sam)
    Swap.objects.create(duty=duty, asked_by=sam)
    assert waiting(make_staff()) == NOTHING


def fill(forums: int, people: int, posts: int, *, platforms: Sequence[str] = ()) -> None:
    """A team at work: pages, forums, people, duties, messages, posts of some days, swaps and questions."""
    page = make_channel() if not RosterDuty.objects.exists() else RosterDuty.objects.earliest("pk").channel
    pages = [page, *(make_channel(platform=platform) for platform in platforms)]
    for _ in range(forums):
        forum = make_channel(kind=ChannelKind.DISCUSSION)
        RosterDuty.objects.create(channel=forum, kind=DutyKind.COMMENTS, on=TODAY, user=make_user())
    users = [make_user() for _ in range(people)]
    for user in users:
        make_appointment(user, channel=page)
        make_consultation(user, User.objects.get(name="Coo Dinator"))
    kinds = {"kind": DutyKind.COMMENTS, "channel": page}
    for day in range(1, 4):
        on = TODAY + timedelta(days=day + RosterDuty.objects.filter(**kinds).count())
        duty = RosterDuty.objects.create(on=on, user=users[0], **kinds)
        Swap.objects.create(duty=duty, asked_by=users[0])
        Message.objects.create(channel=page, kind=MessageKind.REQUEST)
    made = Post.objects.bulk_create(
        Post(author=users[0], title="A post", status="checking") for _ in range(posts)
    )
    variants = [
        Variant(
            post=post,
            channel=pages[number % len(pages)],
            words="Join us.",
            planned_at=NOW - timedelta(hours=number),
        )
        for number, post in enumerate(made)
    ]
    Variant.objects.bulk_create(variants)


def test_thirty_people_ten_channels_and_2000_posts_cost_no_more_queries_than_a_few() -> None:
    coordinator = make_member("Coo Dinator", Role.COORDINATOR)
    client = sign_in(Client(), coordinator)
    found = []
    fill(1, 2, 3)
    found.append(counted(client, BOARD))
    fill(4, 27, 2_000, platforms=("twitter", "instagram", "youtube", "snapchat"))
    found.append(counted(client, BOARD))
    assert (Channel.objects.count(), Appointment.objects.values("user").distinct().count()) == (10, 30)
    assert (found[0] == found[1], found[1] <= 27) == (True, True)


@pytest.mark.parametrize("role", [Role.PAGE_ADMIN, Role.MODERATOR, Role.COORDINATOR, Role.MANAGER, None])
def test_no_menu_entry_leads_to_a_refusal(role: Role | None) -> None:
    """Nobody's menu: whatever their role, and for the leadership, which has none."""
    client = sign_in(Client(), make_member(role=role) if role else make_staff())
    menus = MENU.findall(client.get(BOARD).content.decode())
    addresses = {
        address for menu in menus for address in LINK.findall(menu) if address != "/accounts/logout/"
    }
    assert len(menus) == 2
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_a_report_waits_for_nobody_before_its_month_is_over() -> None:
    coordinator = make_member(role=Role.COORDINATOR)
    for month in (date(2027, 4, 1), date(2027, 5, 1)):
        Report.objects.create(month=month, drafted_by=coordinator)
    assert waiting(coordinator) == {"Send": ["Report of April 2027 to the leadership"]}
