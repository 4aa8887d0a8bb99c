"""A draft goes with what its page said was in it, once; whoever works on one that is gone keeps the words."""

from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import NotAllowed
from motions.agenda import workflow as agenda_workflow
from motions.agenda.models import AgendaItem, Conference
from motions.conference_desk import rules, selectors, workflow
from motions.order_paper import workflow as order_paper_workflow
from motions.reports import workflow as reports_workflow
from motions.standing_orders.models import StandingOrder
from tests.concurrency import at_once
from tests.desk_forms import change_page
from tests.motions.factories import make_committee_member, make_conference, make_item
from tests.motions.page_text import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Conference:
    return make_item(make_conference("Copy A", opened_at=None), "Housing").conference


def page(conference: Conference, name: str = "remove") -> str:
    return reverse(f"admin:motions_conference_{name}", args=[conference.pk])


def rename(row: AgendaItem | StandingOrder | Conference, **fields: str) -> None:
    for name, words in fields.items():
        setattr(row, name, words)
    row.save()


def add_standing_order(conference: Conference) -> StandingOrder:
    return StandingOrder.objects.create(conference=conference, order=1, number="1", heading="One subject")


CHANGES: dict[str, Callable[[Conference], object]] = {
    "an item is added": lambda draft: make_item(draft, "Transport"),
    "an item is changed": lambda draft: rename(draft.items.get(), introduction="Homes for all."),
    "an item goes": lambda draft: draft.items.get().delete(),
    "a standing order is added": add_standing_order,
    "a setting is changed": lambda draft: rename(Conference.objects.get(pk=draft.pk), venue="Guildhall"),
    "what falls is changed": lambda draft: order_paper_workflow.set_consequences(draft, ()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_colleague_changed_meanwhile_is_shown_before_it_goes(
    desk: Client, draft: Conference, change: str
) -> None:
    seen = desk.get(page(draft)).context["form"].state
    CHANGES[change](draft)
    refused = desk.post(page(draft), {"seen": seen})
    assert refused.context["form"].non_field_errors() == [rules.CHANGED]
    assert (Conference.objects.count(), LogEntry.objects.count()) == (1, 0)
    shown = refused.context["form"].state
    assert f'value="{shown}"' in refused.text
    assert f"{draft.items.count()} item" in main(refused)
    assert desk.post(page(draft), {"seen": shown}, follow=True).status_code == 200
    assert Conference.objects.count() == 0


def test_it_is_compared_where_the_draft_is_held(draft: Conference) -> None:
    seen = selectors.mark_of_contents(draft)
    assert rules.why_not_remove(draft, seen=seen) == []
    add_standing_order(draft)
    assert rules.why_not_remove(draft, seen=seen) == [rules.CHANGED]


@pytest.mark.django_db(transaction=True)
def test_an_item_added_and_the_draft_removed_at_once_leave_no_item_lost(draft: Conference) -> None:
    by, seen = make_committee_member(), selectors.mark_of_contents(draft)

    def add() -> bool:
        try:
            make_item(Conference.objects.get(pk=draft.pk), "Transport", order=2)
        except (Conference.DoesNotExist, IntegrityError):
            return False
        return True

    added, removed = at_once([add, partial(workflow.remove_draft, draft, by=by, seen=seen)])
    assert (added, removed) in [(True, [rules.CHANGED]), (False, "Copy A")]
    assert AgendaItem.objects.count() == (2 if added else 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_remove_it_at_once_the_second_is_told_by_whom(draft: Conference) -> None:
    by = make_committee_member("Hilary Stanbrook")
    answers = at_once([partial(workflow.remove_draft, draft, by=by)] * 2)
    assert sorted(map(str, answers)) == ["Copy A", "['Copy A has been removed by Hilary Stanbrook.']"]
    assert LogEntry.objects.count() == 1


GONE = "Copy A has been removed by Hilary Stanbrook."


def test_every_act_on_a_conference_that_is_gone_is_refused_in_words(draft: Conference) -> None:
    workflow.remove_draft(draft, by=make_committee_member("Hilary Stanbrook"))
    day = draft.starts_on
    acts: list[Callable[[], object]] = [
        partial(agenda_workflow.open_conference, draft),
        partial(workflow.copy_conference, draft, name="Copy B", slug="copy-b", starts_on=day),
        partial(order_paper_workflow.set_consequences, draft, ()),
        partial(order_paper_workflow.issue, draft, by=make_committee_member()),
        partial(reports_workflow.draft, draft),
    ]
    refused = []
    for act in acts:
        with pytest.raises(NotAllowed) as refusal:
            act()
        refused.append(refusal.value.reasons)
    assert refused == [[GONE]] * len(acts)


def test_whoever_works_on_a_draft_that_is_gone_keeps_what_they_typed(desk: Client, draft: Conference) -> None:
    typed = {"introduction": "Welcome to the first conference of all our groups."}
    workflow.remove_draft(draft, by=make_committee_member("Hilary Stanbrook"))
    pages = [change_page(draft), *(page(draft, name) for name in ("remove", "check", "copy", "add_session"))]
    for address in pages:
        answer = desk.post(address, typed)
        assert (answer.status_code, GONE in main(answer)) == (409, True), address
        assert typed["introduction"] in answer.text
    assert GONE in main(desk.get(page(draft)))
    assert desk.post(reverse("admin:motions_conference_check", args=[0])).status_code == 404
