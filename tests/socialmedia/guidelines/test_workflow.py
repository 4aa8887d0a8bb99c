"""Versions of the guidelines: drafted by one and another, adopted by a decision, and then fixed."""

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from lla.acts.actors import SYSTEM
from lla.acts.refusals import OVERTAKEN, NotAllowed
from lla.addresses.web import HIDES
from lla.emails.models import Email
from lla.forms.decision_links import NO_DECISION_LINK
from lla.papers.blocks import Table, words_of
from socialmedia.guidelines import workflow as guidelines_workflow
from socialmedia.guidelines.choices import Duty
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.guidelines.papers import of_guidelines
from socialmedia.guidelines.parameters import Change, Parameters, changes, names_in_parts
from socialmedia.guidelines.rules import why_not_adopt
from socialmedia.guidelines.selectors import parameters_in_force
from socialmedia.posts.models import DayVerdict
from socialmedia.posts.tasks import judge_days
from socialmedia.record.models import SocialEvent
from socialmedia.reports.models import Report
from socialmedia.team.choices import Role
from tests.background_work import work
from tests.factories import make_user, sign_in
from tests.lla.papers.drawn_files import squeezed, text_of_pdf
from tests.socialmedia.factories import make_appointment, make_guidelines, make_member
from tests.socialmedia.posts.factories import gone_out, page, planned

pytestmark = pytest.mark.django_db

DRAFT = "/social/guidelines/draft/"


def begin() -> GuidelineVersion:
    drafter = make_user("drafter@example.org")
    make_appointment(drafter, Role.COORDINATOR)
    return guidelines_workflow.begin(drafted_by=drafter, by=SYSTEM)


def save(draft: GuidelineVersion, words: str = "Post well.", **figures: Any) -> GuidelineVersion:
    given, seen = replace(Parameters(), **figures), draft.state
    return guidelines_workflow.save(draft, words=words, figures=given, why="", seen=seen, by=SYSTEM)


def adopt(draft: GuidelineVersion, decision: str = "Team meeting of 4 May") -> None:
    guidelines_workflow.adopt(draft, decision=decision, adopted_by=make_user(), by=SYSTEM)


def coordinator() -> Client:
    return sign_in(Client(), make_member(role=Role.COORDINATOR))


def test_until_a_version_is_adopted_the_figures_are_the_examples() -> None:
    save(begin(), posts_most=9)
    assert parameters_in_force() == Parameters()


def test_an_adopted_version_is_in_force_at_once_and_the_team_is_told() -> None:
    draft = save(begin(), posts_most=9)
    adopt(draft)
    assert parameters_in_force() == replace(Parameters(), posts_most=9)
    assert list(SocialEvent.objects.of(draft).values_list("act", flat=True)) == [
        "adopted",
        "changed",
        "begun",
    ]
    emails = Email.objects.filter(kind="socialmedia/guidelines_adopted")
    assert sorted(email.to for email in emails) == ["drafter@example.org"]


def test_an_adopted_version_can_be_neither_changed_nor_removed_not_even_by_sql() -> None:
    draft = save(begin())
    adopt(draft)
    draft.refresh_from_db()
    with pytest.raises(NotAllowed, match="has been adopted, so it cannot be changed"):
        save(draft, "Other words.")
    for statement in (
        lambda: GuidelineVersion.objects.filter(pk=draft.pk).update(words="x"),
        lambda: GuidelineVersion.objects.filter(pk=draft.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement()


def test_a_draft_begins_with_what_is_in_force_and_there_is_one_at_a_time() -> None:
    make_guidelines(1, posts_most=8)
    draft = begin()
    assert (draft.number, draft.words, draft.figures["posts_most"]) == (
        2,
        "Post two or three times a day.",
        8,
    )
    with pytest.raises(NotAllowed, match="Version 2 is already being drafted"):
        guidelines_workflow.begin(drafted_by=make_user(), by=SYSTEM)


def test_what_cannot_be_adopted_says_why() -> None:
    draft = begin()
    assert why_not_adopt(draft, decision=" ") == [
        "The guidelines have no text yet.",
        "Enter the decision that adopts them.",
    ]
    make_guidelines(7)
    same = save(draft, "Post two or three times a day.")
    assert why_not_adopt(same, decision="Motion C") == [
        "The draft is the same as version 7, which is in force."
    ]


def test_two_writers_do_not_undo_each_other() -> None:
    draft = begin()
    opened = draft.state
    save(draft, "Mine.")
    with pytest.raises(NotAllowed) as refused:
        guidelines_workflow.save(draft, words="Yours.", figures=Parameters(), why="", seen=opened, by=SYSTEM)
    draft.refresh_from_db()
    assert (refused.value.reasons, draft.words) == ([OVERTAKEN], "Mine.")


def test_every_figure_can_be_changed_on_the_page_and_its_difference_is_told() -> None:
    """Each field of the parameters is typed anew, so a figure that the form forgot would be found."""
    make_guidelines(1)
    client = coordinator()
    client.post("/social/guidelines/new/")
    draft = GuidelineVersion.objects.get(number=2)
    old, typed = Parameters(), {}
    for one in fields(Parameters):
        value = getattr(old, one.name)
        typed[one.name] = str(Duty.LEFT_OPEN) if isinstance(value, Duty) else str(value + 1)
    response = client.post(DRAFT, {**typed, "words": "New words.", "seen": draft.state})
    assert response.status_code == 302
    draft.refresh_from_db()
    assert len(changes(old, Parameters.of(draft.figures))) == len(fields(Parameters))
    page = client.get("/social/guidelines/1/to/2/").content.decode()
    assert [one.words for one in changes(old, Parameters.of(draft.figures)) if one.words not in page] == []


def test_a_difference_says_both_figures_with_their_units() -> None:
    new = replace(Parameters(), most_roles=1, keyword_filters=Duty.REQUIRED)
    assert changes(Parameters(), new) == [
        Change("Staffing", "Roles one person can have", "2 roles", "1 role"),
        Change(
            "Comments and messages",
            "Keyword filters are installed and current",
            str(Duty.ENCOURAGED.label),
            str(Duty.REQUIRED.label),
        ),
    ]


def test_a_wrong_figure_comes_back_with_a_sentence_and_everything_typed() -> None:
    client = coordinator()
    client.post("/social/guidelines/new/")
    typed = {**Parameters().stored(), "words": "Kept <b>words</b>.", "posts_most": "99", "most_roles": "two"}
    page = client.post(DRAFT, typed).content.decode()
    assert [
        words
        for words in (
            "Enter 50 or less.",
            "Enter a whole number.",
            "Kept &lt;b&gt;words&lt;/b&gt;.",
            'value="two"',
        )
        if words not in page
    ] == []
    typed |= {"posts_most": "5", "most_roles": "2", "posts_aim_least": "4"}
    assert "You gave 1, 4, 3, 5." in client.post(DRAFT, typed).content.decode()
    folded = {
        name: re.search(r"<details[^>]*><summary>More figures", client.post(DRAFT, wrong).content.decode())
        for name, wrong in (("first", typed), ("more", {**typed, "breach_days": "0"}))
    }
    assert {name: found and found[0].partition(">")[0] for name, found in folded.items()} == {
        "first": "<details",
        "more": "<details open",
    }
    assert GuidelineVersion.objects.get().words == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("M42", "http://localhost:8000/motions/m42/"),
        ("example.org/m42", "https://example.org/m42"),
        ("", ""),
        ("nope nope", None),
        ("javascript:alert(1)", None),
        ("ftp://example.org/m42", None),
        ("https://example.org@elsewhere.example.org/", None),
    ],
)
def test_the_decision_is_found_by_its_address_or_by_a_motions_reference(typed: str, kept: str | None) -> None:
    save(begin())
    client = sign_in(Client(), make_member(role=Role.MANAGER))
    response = client.post(f"{DRAFT}adopt/", {"decision": "Motion C", "link": typed})
    version = GuidelineVersion.objects.get()
    said = response.context["form"].errors if response.status_code == 200 else {}
    refused = [HIDES] if "@" in typed else [NO_DECISION_LINK]
    assert (version.decision_link if version.adopted_at else None, said) == (
        kept,
        {} if kept is not None else {"link": refused},
    )


def test_a_draft_is_shown_to_the_team_and_to_nobody_else() -> None:
    draft = save(begin(), "A secret so far.")
    address = f"/social/guidelines/{draft.number}/"
    assert Client().get(address).status_code == 404
    assert "A secret so far." in coordinator_reading(address)
    assert "A secret so far." not in Client().get("/social/guidelines/").content.decode()


def coordinator_reading(address: str) -> str:
    return sign_in(Client(), make_member(name="Vi Reader")).get(address).content.decode()


def test_the_file_says_what_the_page_says() -> None:
    make_guidelines(3, posts_most=6)
    response = Client().get("/social/guidelines/3.pdf")
    words = text_of_pdf(response.getvalue())
    assert response.headers["Content-Type"] == "application/pdf"
    assert [
        said
        for said in ("Post two or three times a day.", "Most posts a day", "6 posts")
        if squeezed(said) not in squeezed(words)
    ] == []


def test_on_paper_names_of_figures_have_as_much_room_as_they_need() -> None:
    tables = [
        block for block in of_guidelines(make_guidelines(3, posts_most=6)).blocks if isinstance(block, Table)
    ]
    assert [block.head for block in tables] == [("Figure", "Value")] * len(names_in_parts())
    rows = {words_of(row[0]): words_of(row[1]) for table in tables for row in table.rows}  # type: ignore[arg-type]
    assert rows["Most posts a day"] == "6 posts"


@pytest.mark.django_db(transaction=True)
def test_a_file_that_takes_long_is_made_by_the_worker_and_waited_for(
    client: Client, settings: Settings
) -> None:
    make_guidelines(3)
    address = "/social/guidelines/3.pdf"
    settings.SECONDS_AT_ONCE = 0.001
    for _ in range(3):
        waiting = client.get(address)
        assert (waiting.status_code, waiting.headers["Refresh"]) == (202, f"2; url={address}?wait")
    assert DBTaskResult.objects.filter(task_path="lla.tasks.draw").count() == 1
    work()
    ready = client.get(f"{address}?wait")
    assert (ready.status_code, f'href="{address}"' in ready.content.decode()) == (200, True)
    assert client.get(address).headers["Content-Type"] == "application/pdf"


def adopt_on_the_pages(client: Client, **typed: str) -> None:
    """As the manager does: begin a draft, type the figures, put it in force."""
    client.post("/social/guidelines/new/")
    draft = GuidelineVersion.objects.get(adopted_at=None)
    figures = Parameters.of(draft.figures).stored()
    client.post(DRAFT, {**figures, "words": "Post well.", "seen": draft.state, **typed})
    client.post(f"{DRAFT}adopt/", {"decision": "Team meeting"})


def test_a_version_adopted_on_the_pages_changes_verdicts_sentences_and_the_report() -> None:
    """Four posts on each of two days, and the version between them."""
    with time_machine.travel(datetime(2027, 1, 10, 22, tzinfo=UTC), tick=False) as now:
        client, ours, told = sign_in(Client(), make_member(role=Role.MANAGER)), page(), []
        for day in (11, 12):
            now.move_to(datetime(2027, 1, day, 12, tzinfo=UTC))
            if day == 12:
                adopt_on_the_pages(client, posts_aim_most="4", page_extra_people="0")
            for _ in range(4):
                gone_out(planned(ours))
            planner = client.get("/social/planner/").context["rows"][0]["days"]
            staffing = client.get("/social/staffing/").context["answer"].pool.sentences
            told.append((planner[0]["words"], *staffing))
        now.move_to(datetime(2027, 1, 13, 3, 15, tzinfo=UTC))
        judge_days()
        Report.objects.create(month=date(2027, 1, 1))
        report = client.get("/social/reports/2027-01/").content.decode()
    assert told == [
        ("high", "Nobody works on our page; 3 people are needed: one for each page and two more."),
        ("on target", "Nobody works on our page; 1 person is needed: one for each page and no more."),
    ]
    assert list(DayVerdict.objects.order_by("on").values_list("level", flat=True)) == ["warn", "pass"]
    assert "8 posts; 1 day on target (2 to 3, later 2 to 4), 1 low or high, 0 too few or too many" in report
