"""What a report says of who was consulted, and that its first two pages are enough to read."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from pikepdf import Pdf

from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.papers import pdf
from lla.papers.blocks import Facts, Heading, Paper, words_of
from lla.time import clock
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Asked
from socialmedia.consultations.models import Consultation
from socialmedia.guidelines.choices import Level
from socialmedia.posts.models import DayVerdict, Override
from socialmedia.record.models import SocialEvent
from socialmedia.reports import rules as reports_rules
from socialmedia.reports import workflow as reports_workflow
from socialmedia.reports.models import Report
from socialmedia.reports.month import Consulted, Month
from socialmedia.reports.papers import of_report
from socialmedia.reports.selectors import facts_of
from socialmedia.statistics.models import WeekFigures
from socialmedia.team.choices import Role
from tests.factories import make_staff, make_user, sign_in
from tests.lla.papers.drawn_files import marked_in
from tests.socialmedia.factories import make_channel, make_member, make_post

pytestmark = pytest.mark.django_db
JANUARY = date(2027, 1, 1)
PLATFORMS = ("facebook", "twitter", "instagram", "youtube", "snapchat")


@pytest.fixture(autouse=True)
def _in_february() -> Iterator[None]:
    with time_machine.travel("2027-02-03T12:00:00Z", tick=False):
        yield


def asked(question: str, day: int, *, asked: Asked = Asked.TEAM, month: int = 1, about: str = "") -> None:
    with clock.at(datetime(2027, month, day, 12, tzinfo=UTC)):
        row = consultations_workflow.open_consultation(question, asked=asked, by=SYSTEM)
        Consultation.objects.filter(pk=row.pk).update(about=about)


def section(paper: Paper, heading: str) -> dict[str, str]:
    """The facts below a heading."""
    at = next(
        place
        for place, block in enumerate(paper.blocks)
        if isinstance(block, Heading) and words_of(block.spans) == heading
    )
    facts = next(block for block in paper.blocks[at:] if isinstance(block, Facts))
    return {term: words_of(words) for term, words in facts.rows}


def test_the_report_says_what_was_consulted_on_and_when_the_leadership_was_last_asked() -> None:
    make_member("Ann", role=Role.COORDINATOR), make_staff(name="Robin Vale")
    asked("Do we share it?", 4)
    asked("Do we open TikTok?", 9, asked=Asked.LEADERSHIP)
    asked("Do we open Threads?", 2, asked=Asked.LEADERSHIP, month=2)
    for about in ("complaint:4", "breachcase:4"):
        asked("Was it rude?", 10, asked=Asked.LEADERSHIP, about=about)
    month = facts_of(JANUARY)
    assert month.consulted == (
        Consulted("2027-01-04", "the team", "Do we share it?", 0, 1),
        Consulted("2027-01-09", "the leadership", "Do we open TikTok?", 0, 1),
    )
    report = Report.objects.create(month=JANUARY)
    assert section(of_report(report, month), "Who was consulted") == {
        "4 January 2027": "Do we share it? Asked of the team: 0 of 1 answered.",
        "9 January 2027": "Do we open TikTok? Asked of the leadership: 0 of 1 answered.",
        "Leadership last asked": "9 January 2027: Do we open TikTok?",
    }


def test_a_report_that_was_sent_before_says_nothing_of_consultations() -> None:
    kept = facts_of(JANUARY).stored()
    del kept["consulted"], kept["leadership_asked"]
    paper = of_report(Report.objects.create(month=JANUARY), Month.of(kept))
    headings = [words_of(block.spans) for block in paper.blocks if isinstance(block, Heading)]
    assert headings == ["Output", "Conversations", "The team"]


def test_a_full_month_is_read_on_two_pages_and_looked_up_in_the_appendix() -> None:
    writer = make_member(role=Role.COORDINATOR, channel=None)
    for platform in PLATFORMS:
        channel = make_channel(f"{platform.capitalize()} page", platform=platform)
        for day in range(1, 32):
            DayVerdict.objects.create(channel=channel, on=date(2027, 1, day), posts=2, level=Level.PASS)
        WeekFigures.objects.create(channel=channel, week=date(2027, 1, 4), followers=90, by=writer)
    for day in range(1, 9):
        asked(f"Do we share article {day} of the Chronicle?", day)
        Override.objects.create(
            post=make_post(),
            code="basis_named",
            why="Soon.",
            by=writer,
            at=datetime(2027, 1, day, tzinfo=UTC),
        )
    words = "The bus campaign was seen by thousands, and many wrote to us. " * 12
    report = Report.objects.create(month=JANUARY, opening=words, closing=words)
    drawn = pdf.render(of_report(report, facts_of(JANUARY)))
    with Pdf.open(BytesIO(drawn)) as opened:
        pages = ["".join(marked_in(page).values()) for page in opened.pages]
    assert [number for number, text in enumerate(pages, start=1) if "Appendix" in text] == [3]
    assert "Days on which each page met the aim" in pages[2]


def sent(**words: str) -> Report:
    report = Report.objects.create(month=JANUARY, opening="The bus campaign was seen by thousands.", **words)
    return reports_workflow.send(report, sent_by=make_user(), by=SYSTEM)


def reads(client: Client, address: str) -> tuple[int, bool]:
    """How an address answers, and whether the public page leads to it."""
    return client.get(address).status_code, address in client.get("/social/").content.decode()


def test_a_version_for_everybody_is_published_by_an_act_and_withdrawn_by_one() -> None:
    page = make_channel("Our page")
    for day in (1, 2):
        DayVerdict.objects.create(channel=page, on=date(2027, 1, day), posts=2, level=Level.PASS)
    why = "Sam Hollis asked for it."
    Override.objects.create(
        post=make_post(), code="basis_named", why=why, by=make_user(), at=datetime(2027, 1, 4, tzinfo=UTC)
    )
    coordinator = make_member("Coo Dinator", Role.COORDINATOR)
    make_staff(name="Robin Vale")
    asked("Do we open TikTok?", 9, asked=Asked.LEADERSHIP)
    report, anybody, client = sent(), Client(), sign_in(Client(), coordinator)
    public = "/social/published/2027-01/"
    assert reads(anybody, public) == (404, False)
    assert client.get("/social/reports/2027-01/publish/").context["form"]["words"].value() == report.opening
    client.post("/social/reports/2027-01/publish/", {"words": "We wrote about buses."})
    shown = anybody.get(public).content.decode()
    assert [words in shown for words in ("We wrote about buses.", "Our page", "4 posts.")] == [True] * 3
    # What only the leadership reads, and every name, stays away.
    kept = (why, "Coo Dinator", "Do we open TikTok?", "seen by thousands", "Complaints")
    main = shown[shown.index("<h1") : shown.index("</main>")]
    assert [words for words in kept if words in main] == []
    assert reads(anybody, public) == (200, True)
    client.post("/social/reports/2027-01/withdraw/")
    assert reads(anybody, public) == (404, False)
    assert list(SocialEvent.objects.of(report).values_list("act", flat=True)) == [
        "withdrawn",
        "published",
        "sent",
    ]


def test_what_was_not_sent_is_not_published_and_what_is_not_published_not_withdrawn() -> None:
    draft = Report.objects.create(month=JANUARY, opening="Buses.")
    for act, reasons in (
        (partial(reports_workflow.publish, words="Buses.", user=make_user()), [reports_rules.NOT_SENT]),
        (reports_workflow.withdraw, [reports_rules.NOT_PUBLISHED]),
    ):
        with pytest.raises(NotAllowed) as refusal:
            act(draft, by=SYSTEM)
        assert refusal.value.reasons == reasons
    with pytest.raises(NotAllowed) as refusal:
        reports_workflow.publish(sent_again(draft), words=" ", user=make_user(), by=SYSTEM)
    assert refusal.value.reasons == [reports_rules.SAY_WORDS]


def sent_again(draft: Report) -> Report:
    return reports_workflow.send(draft, sent_by=make_user(), by=SYSTEM)
