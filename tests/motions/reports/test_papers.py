"""What a report is drafted from, and how it is printed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from lla.papers.blocks import Facts, Notice, plain, words_of
from lla.papers.models import Paper
from lla.time import clock
from lla.time.wording import short_day
from motions.agenda.deadlines import deadlines
from motions.agenda.models import AgendaItem, Conference
from motions.amending import workflow as amending_workflow
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.reports import papers, workflow
from tests.motions.appeals.test_workflow import decide, make_appeal
from tests.motions.committee.secret_motion import hide, work
from tests.motions.composites.test_workflow import put_on_agenda
from tests.motions.factories import (
    make_amendment,
    make_committee_member,
    make_conference,
    make_emergency,
    make_group_motion,
    make_item,
    make_late_motion,
    make_motion,
    mover_of,
)
from tests.motions.page_text import main, source
from tests.motions.reports.test_workflow import make_report
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


def timetable(conference: Conference) -> str:
    dates = deadlines(conference, now=clock.now())
    lines = (f"- {date.heading}: {' '.join(date.at.split())}\n" for date in dates)
    return "Timetable:\n\n" + "".join(lines)


def rule_out(item: AgendaItem) -> None:
    motion = make_motion(item, title="Bees")
    by = make_committee_member()
    committee_workflow.propose_ruling_out(motion, by=by, rule="Rule 4", reason="It is *two* subjects.")
    committee_workflow.second(motion, by=make_committee_member())


def test_a_draft_says_what_became_of_public_motions_and_the_timetable() -> None:
    item = make_item(make_conference(closes_in=timedelta(days=1)), "Housing")
    homes = make_group_motion(item, title="Homes", group=make_group("Weald Left"))
    committee_workflow.rule_in_order(homes, by=make_committee_member())
    rule_out(item)
    gone = make_motion(item, title="Goes")
    backing_workflow.withdraw(gone, by=mover_of(gone), note="")
    make_motion(item, title="Waits for a ruling")
    with clock.at(clock.now() + timedelta(days=3)):
        make_emergency(item, event_on=localdate(clock.now()), title="Flood")
        slow = make_late_motion(item, title="Slow")
        committee_workflow.publish(slow, by=make_committee_member())
        draft = workflow.draft(item.conference)
        assert draft.body == (
            "Motions ruled in order:\n\n- 1A) Homes (Weald Left)\n\n"
            "Ruled out:\n\n- 1B) Bees (Three signatories): Rule 4. It is \\*two\\* subjects.\n\n"
            "Withdrawn:\n\n- 1C (withdrawn)\n\n"
            "Received late:\n\n- L1) Slow (Three signatories)\n\n"
            "Emergency motions received:\n\n- EM1) Flood (Three signatories)\n\n"
            f"{timetable(item.conference)}"
        )


def test_a_draft_says_what_is_in_a_composite_now() -> None:
    composite = put_on_agenda()
    body = workflow.draft(composite.conference).body
    assert "Composites ruled in order:\n\n- Composite 1" in body
    lines = body.partition("Part of a composite now:\n\n")[2].partition("\n\n")[0].splitlines()
    assert [line.partition(")")[0] for line in lines] == ["- 1A", "- 1B"]


def test_a_draft_says_which_amendments_the_movers_accepted() -> None:
    motion = make_motion(make_item(), title="Homes")
    amendment = make_amendment(motion, old="neighbouring ")
    committee_workflow.rule_in_order(amendment, by=make_committee_member())
    amending_workflow.accept(amendment, by=mover_of(motion), seen=1)
    body = workflow.draft(motion.conference).body
    assert (
        "Amendments accepted by the movers of their motions:\n\n- 1A.1) Amendment to “Homes” (Three" in body
    )


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        (None, "its mover appeals against the ruling, which is not decided yet"),
        (True, "allowed, so it is in order"),
        (False, "refused, so it is still ruled out"),
    ],
)
def test_a_draft_says_what_became_of_appeals(decided: bool | None, words: str) -> None:
    motion, _ = make_appeal()
    if decided is not None:
        decide(motion, allowed=decided)
    body = workflow.draft(motion.conference).body
    assert f": {words}.\n" in body.partition("Appeals:\n\n- 1A) ")[2]


def test_a_draft_says_only_what_happened_since_the_last_report() -> None:
    item = make_item()
    committee_workflow.rule_in_order(make_motion(item), by=make_committee_member())
    make_report(item.conference)
    second = workflow.draft(item.conference)
    assert second.body == f"{papers.NOTHING}\n\n{timetable(item.conference)}"


def test_a_motion_that_is_hidden_is_named_without_its_title() -> None:
    motion = make_motion(title="Xylophones")
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    committee_workflow.propose_hiding(motion, by=make_committee_member(), reason="It names somebody.")
    committee_workflow.second(motion, by=make_committee_member())
    assert "- 1A) Hidden by the committee (Three signatories)" in workflow.draft(motion.conference).body


@pytest.mark.parametrize("title", ["Xylophones", "Xylophones: *all* of [them](https://example.org)"])
def test_an_issued_report_no_longer_prints_a_title_that_was_hidden_since(client: Client, title: str) -> None:
    motion = make_motion(title=title, body="- Buy xylophones.\n- Play them.")
    amendment = make_amendment(motion, old="Play", new="Hide")
    for each in (motion, amendment):
        committee_workflow.rule_in_order(each, by=make_committee_member())
    report = make_report(motion.conference)
    address = report.get_absolute_url()
    said = client.get(address.rstrip("/") + ".pdf").getvalue()
    before = Paper.objects.exclude(made_at=None).count()
    hide(motion)
    work()
    page = source(client.get(address))
    assert "Xylophones" in report.body
    assert "Xylophones" not in page
    assert "1A) Hidden by the committee (Three signatories)" in main(client.get(address))
    assert "1A.1) Hidden with the motion (Three signatories)" in main(client.get(address))
    assert (said[:4], before, Paper.objects.exclude(made_at=None).count()) == (b"%PDF", 1, 0)


def test_a_report_and_its_correction_name_each_other() -> None:
    report = make_report(make_conference("Spring Conference"), body="All is well.")
    correction = workflow.issue(workflow.correct(report), by=make_committee_member())
    printed = [papers.of_report(each) for each in (report, correction)]
    today = short_day(localdate())
    facts = Facts((("Conference", plain("Spring Conference")), ("Issued", plain(today))))
    assert [(paper.title, paper.blocks[0]) for paper in printed] == [
        ("Committee report 1", facts),
        ("Committee report 2", facts),
    ]
    notices = [block for paper in printed for block in paper.blocks if isinstance(block, Notice)]
    assert [words_of(notice.spans) for notice in notices] == [
        "This report is corrected by committee report 2.",
        "This report corrects committee report 1.",
    ]
