"""A conference on the desk: it is a draft that is seen there alone until somebody opens it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motions.agenda.models import Conference
from motions.conference_desk import rules
from tests.desk_forms import change_page
from tests.motions.composites.test_workflow import make_composite
from tests.motions.factories import make_conference, make_item
from tests.motions.page_text import main, source

pytestmark = pytest.mark.django_db


def page(conference: Conference, name: str) -> str:
    return reverse(f"admin:motions_conference_{name}", args=[conference.pk])


def test_the_desk_reads_a_draft_as_readers_will(desk: Client) -> None:
    draft = make_item(make_conference("Spring Conference", opened_at=None), "Housing").conference
    shown = desk.get(page(draft, "preview"))
    assert shown.status_code == 200
    assert "This is a draft" in main(shown)
    assert "1 Housing" in main(shown)
    assert f"{draft.get_absolute_url()}item-1/" not in source(shown)


def test_the_preview_of_an_open_conference_is_its_page(desk: Client) -> None:
    conference = make_conference()
    assert desk.get(page(conference, "preview")).headers["Location"] == conference.get_absolute_url()


def test_a_draft_is_opened_from_its_check_page(desk: Client) -> None:
    draft = make_item(make_conference("Spring Conference", opened_at=None)).conference
    assert desk.get(draft.get_absolute_url()).status_code == 404
    answer = desk.post(page(draft, "check"), follow=True)
    assert "The conference is open. Everybody can see it." in source(answer)
    assert desk.get(draft.get_absolute_url()).status_code == 200


def test_a_draft_that_cannot_be_opened_says_why(desk: Client) -> None:
    draft = make_conference(opened_at=None)
    shown, answer = desk.get(page(draft, "check")), desk.post(page(draft, "check"), follow=True)
    assert "Open this conference" not in source(shown)
    for response in (shown, answer):
        assert "The agenda is empty. Add an item first." in source(response)
    assert Conference.objects.get().is_draft


def test_the_check_page_lists_what_is_missing_and_where_to_mend_it(desk: Client) -> None:
    draft = make_item(make_conference(opened_at=None)).conference
    shown = source(desk.get(page(draft, "check")))
    assert "The venue is missing." in shown
    assert f'href="{page(draft, "change")}#id_venue"' in shown


def test_a_conference_is_copied_and_led_to_its_check(desk: Client) -> None:
    conference = make_item(make_conference("Spring 2027")).conference
    typed = {"name": "Spring 2028", "slug": "", "starts_on": "2028-04-15"}
    answer = desk.post(page(conference, "copy"), typed)
    draft = Conference.objects.get(slug="spring-2028")
    assert (answer.headers["Location"], draft.is_draft) == (page(draft, "check"), True)


def test_a_copy_at_an_address_that_is_taken_comes_back_with_what_was_typed(desk: Client) -> None:
    conference = make_conference("Spring 2027", slug="spring")
    typed = {"name": "Spring", "slug": "", "starts_on": "2028-04-15"}
    answer = desk.post(page(conference, "copy"), typed)
    assert answer.context["form"].errors == {"slug": ["Another conference has this address. Choose another."]}
    assert 'value="Spring"' in source(answer)


def test_the_list_of_conferences_leads_to_a_copy_of_the_last(desk: Client) -> None:
    address = reverse("admin:motions_conference_changelist")
    none_yet = desk.get(address).text
    make_conference("Spring Conference", closes_in=timedelta(days=-400))
    last = make_conference("Autumn Conference")
    page = desk.get(address).text
    assert "Copy settings and agenda" not in none_yet
    assert "Copy settings and agenda from Autumn Conference" in page
    assert reverse("admin:motions_conference_copy", args=[last.pk]) in page


def test_the_settings_of_amendments_are_on_the_page_of_a_conference(desk: Client) -> None:
    form = desk.get(change_page(make_conference())).context["adminform"].form
    assert {"amended_length", "amends_emergencies"} <= set(form.fields)


def test_a_copy_has_a_name_of_its_own_and_days_to_come(desk: Client) -> None:
    conference = make_conference("Spring 2027")
    typed = {"name": "spring 2027", "slug": "", "starts_on": "2020-04-15"}
    assert desk.post(page(conference, "copy"), typed).context["form"].errors == {
        "name": ["There is a conference of this name already."],
        "starts_on": ["This day has passed."],
    }


def test_the_front_page_leads_to_the_coming_conferences_by_one_tap(desk: Client) -> None:
    make_conference("Last Conference", starts_on=date(2020, 5, 1), ends_on=date(2020, 5, 2))
    coming = make_conference("Spring Conference", closes_in=timedelta(days=2))
    draft = make_conference(
        "Autumn Conference", starts_on=date(2099, 5, 1), ends_on=date(2099, 5, 1), opened_at=None
    )
    panels = [panel for panel in desk.get("/admin/").context["panels"] if len(panel.links) > 1]
    assert [panel.heading for panel in panels] == ["Spring Conference", "Autumn Conference"]
    first, second = panels
    assert first.notes[-1].startswith("Motions close ")
    assert first.notes[-1].endswith(", 2 days left.")
    assert second.notes[:2] == ["Friday 1 May 2099", "A draft: only the desk sees it."]
    words = ["Order paper", "Reports", "Composites in progress (0)", "Check", "Settings and agenda", "Emails"]
    assert [link.words for link in first.links] == words
    assert [desk.get(link.url).status_code for link in first.links + second.links] == [200] * 12
    assert first.links[3].url == page(coming, "check")
    assert second.links[3].url == page(draft, "check")


def test_the_composites_of_a_conference_are_counted_while_their_people_are_asked(desk: Client) -> None:
    composite = make_composite()
    make_conference("Another Conference")
    panels = [panel for panel in desk.get("/admin/").context["panels"] if len(panel.links) > 1]
    links = {panel.heading: panel.links[2] for panel in panels}
    link = links.pop(composite.conference.name)
    assert link.words == "Composites in progress (1)"
    assert list(desk.get(link.url).context["cl"].result_list) == [composite]
    assert [other.words for other in links.values()] == ["Composites in progress (0)"]


def test_a_draft_is_removed_after_one_more_question_and_the_list_says_by_whom(desk: Client) -> None:
    conference = make_conference("Copy A", opened_at=None)
    address = page(conference, "remove")
    assert address in desk.get(page(conference, "change")).text
    asked = desk.get(address)
    assert ("Copy A is a draft" in asked.text, Conference.objects.count()) == (True, 1)
    listed = desk.post(address, follow=True).text
    assert ("Copy A is removed." in listed, "Drafts that were removed" in listed) == (True, True)
    opened = make_conference("Spring Conference")
    assert page(opened, "remove") not in desk.get(page(opened, "change")).text
    refused = desk.post(page(opened, "remove"))
    assert refused.context["form"].non_field_errors() == [rules.OPENED]
