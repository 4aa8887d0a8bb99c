"""Reports on the desk: a draft is begun, changed, issued and corrected with plain forms."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import OVERTAKEN
from motions.agenda.models import AgendaItem
from motions.reports.models import CommitteeReport
from tests.motions.page_text import main, source

pytestmark = pytest.mark.django_db


def page(item: AgendaItem, name: str) -> str:
    return reverse(f"admin:motions_conference_{name}", args=[item.conference_id])


def typed(desk: Client, item: AgendaItem, body: str, step: str = "") -> dict[str, Any]:
    """What the page of the draft sends."""
    seen = desk.get(page(item, "report")).context["form"]["seen"].value()
    return {"seen": seen, "body": body, "step": step}


def test_a_report_is_drafted_changed_and_issued(desk: Client, item: AgendaItem) -> None:
    desk.post(page(item, "reports"))
    kept = desk.post(page(item, "report"), typed(desk, item, "All is *well*."), follow=True)
    assert "All is <em>well</em>." in source(kept)
    before = desk.get(f"{item.conference.get_absolute_url()}papers/reports/1/").status_code
    look = desk.post(page(item, "report"), typed(desk, item, "All is better.", "look"), follow=True)
    assert ("All is better." in main(look), CommitteeReport.objects.get().issued_at) == (True, None)
    answer = desk.post(page(item, "report"), typed(desk, item, "All is better.", "issue"), follow=True)
    assert "Committee report 1 is issued. Everybody can read it." in source(answer)
    public = desk.get(f"{item.conference.get_absolute_url()}papers/reports/1/")
    assert (before, "All is better." in main(public)) == (404, True)


def test_of_two_who_change_a_draft_the_second_is_told(desk: Client, item: AgendaItem) -> None:
    desk.post(page(item, "reports"))
    mine, theirs = typed(desk, item, "Mine."), typed(desk, item, "Theirs.")
    desk.post(page(item, "report"), theirs)
    answer = desk.post(page(item, "report"), mine)
    assert answer.context["form"].non_field_errors() == [OVERTAKEN]
    assert "Mine." in source(answer)
    assert CommitteeReport.objects.get().body == "Theirs."


def test_a_draft_is_discarded(desk: Client, item: AgendaItem) -> None:
    desk.post(page(item, "reports"))
    desk.post(page(item, "report"), typed(desk, item, "Nothing.", "discard"))
    assert CommitteeReport.objects.count() == 0


def test_a_draft_that_a_colleague_has_changed_is_not_discarded_from_an_old_page(
    desk: Client, item: AgendaItem
) -> None:
    desk.post(page(item, "reports"))
    mine, theirs = typed(desk, item, "Mine.", "discard"), typed(desk, item, "Theirs.")
    desk.post(page(item, "report"), theirs)
    answer = desk.post(page(item, "report"), mine)
    assert answer.context["form"].non_field_errors() == [OVERTAKEN]
    assert CommitteeReport.objects.get().body == "Theirs."


def test_a_report_is_corrected_by_a_button(desk: Client, item: AgendaItem) -> None:
    desk.post(page(item, "reports"))
    desk.post(page(item, "report"), typed(desk, item, "All is well.", "issue"))
    answer = desk.post(page(item, "reports"), {"correct": "1"}, follow=True)
    assert "This report corrects committee report 1." in source(answer)
    refused = desk.post(page(item, "reports"), follow=True)
    assert "There is a draft of a report already." in source(refused)
