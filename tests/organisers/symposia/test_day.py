"""What is printed for the day of a symposium, subscribing to its calendar, and motions begun from it."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pikepdf import Pdf

from lla.acts.actors import SYSTEM
from motions.submitting.models import Draft
from organisers.symposia import papers, selectors
from organisers.symposia.models import AccessNeed, Reply, Symposium
from organisers.symposia.workflow import lifecycle
from tests.factories import sign_in
from tests.lla.papers.drawn_files import text_of_pdf, text_of_word
from tests.motions.factories import make_conference
from tests.organisers.factories import make_group, make_organiser, make_region
from tests.organisers.symposia.factories import give_voice, make_confirmed, make_consultation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]
SECRET = "A ramp for Jo Marsh"


def make_attended() -> Symposium:
    """A confirmed symposium to which two groups come with three, one of whom needs something."""
    symposium = make_confirmed()
    for name, places in (("Selby Left", 1), ("Hull Left", 2)):
        reply = Reply.objects.create(symposium=symposium, group=make_group(name), coming=True, places=places)
        AccessNeed.objects.create(reply=reply, words=SECRET)
    Reply.objects.create(symposium=symposium, group=make_group("York Left"), coming=False)
    return symposium


def file(name: str, symposium: Symposium, *more: object) -> bytes:
    client = sign_in(Client(), make_organiser(symposium.region))
    response = client.get(
        reverse(f"organisers:{name}", args=[symposium.region.slug, symposium.quarter, *more])
    )
    assert response.status_code == 200
    return response.content


def test_badges_have_one_for_each_place_and_a_sheet_without_a_group() -> None:
    words = text_of_pdf(file("symposium_badges", make_attended()))
    assert [words.count(name) for name in ("Hull Left", "Selby Left", "York Left")] == [2, 1, 0]
    assert words.count("Yorkshire and the Humber symposium") == 3 + papers.BLANK
    assert ("ramp" in words, "Jo Marsh" in words) == (False, False)


def test_badges_fill_sheets_of_eight() -> None:
    with Pdf.open(BytesIO(file("symposium_badges", make_attended()))) as drawn:
        assert len(drawn.pages) == 2


@pytest.mark.parametrize(("suffix", "text_of"), [("pdf", text_of_pdf), ("docx", text_of_word)])
def test_the_sheet_to_sign_in_has_a_line_for_each_place_and_no_needs(suffix: str, text_of: Any) -> None:
    words = text_of(file("symposium_sign_in", make_attended(), suffix))
    assert [words.count(name) for name in ("Hull Left", "Selby Left", "York Left")] == [2, 1, 0]
    assert ("ramp" in words, "Jo Marsh" in words, "destroy it" in words) == (False, False, True)


def test_there_is_nothing_to_print_before_a_symposium_is_confirmed() -> None:
    make_group()
    symposium = make_consultation()
    client = sign_in(Client(), make_organiser(symposium.region))
    at = [symposium.region.slug, symposium.quarter]
    addresses = [
        reverse("organisers:symposium_badges", args=at),
        reverse("organisers:symposium_sign_in", args=[*at, "pdf"]),
    ]
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_the_calendar_is_offered_to_calendar_programs_and_to_copy() -> None:
    symposium = make_confirmed()
    for name, more in (("symposia", []), ("symposium", [symposium.quarter])):
        address = reverse(f"organisers:{name}", args=[symposium.region.slug, *more])
        page = Client().get(address).content.decode()
        feed = reverse("organisers:calendar", args=[symposium.region.slug])
        assert [f'href="webcal://localhost:8000{feed}"' in page, f'href="{feed}"' in page] == [True, True]


def test_the_decision_folds_who_has_not_answered_and_counts_them() -> None:
    answered, silent = make_group("Hull Left"), make_group("Selby Left")
    symposium = make_consultation()
    give_voice(symposium, answered, 2)
    client = sign_in(Client(), make_organiser(symposium.region))
    address = reverse("organisers:symposium_decide", args=[symposium.region.slug, symposium.quarter])
    page = client.get(address).content.decode()
    [folded] = re.findall(r"<details>.*?</details>", page, re.DOTALL)
    assert strip_tags(folded).split() == ["1", "group", "has", "not", "answered", *silent.name.split()]
    assert "Every group that answered can come." in page


def begin(client: Client, source: str) -> Draft:
    address = f"{reverse('motions:submit')}?symposium={source}"
    assert client.get(address).status_code == 200
    client.post(address, {})
    return Draft.objects.latest("pk")


def test_a_motion_begun_from_a_symposium_carries_what_is_published_and_nothing_else() -> None:
    make_conference()
    symposium = make_confirmed()
    lifecycle.write(symposium, paper="agenda", words="Buses and rents.")
    source = selectors.address_of(symposium)
    before = begin(Client(), source)
    lifecycle.publish(symposium, paper="agenda", by=SYSTEM)
    page = Client().get(reverse("organisers:symposium", args=[symposium.region.slug, symposium.quarter]))
    carried = begin(Client(), source)
    assert f"?symposium={source}" in page.content.decode()
    assert (before.typed, carried.typed) == ({}, {"text": {"title": [""], "body": ["Buses and rents."]}})
    text = Client().get(reverse("motions:step_text", args=[carried.key])).content.decode()
    assert "Buses and rents." in text


@pytest.mark.parametrize("source", ["", "nowhere", "wales/2027-13", "wales/2027-01", "x/y/z", "%00/2027-01"])
def test_what_names_no_symposium_begins_an_empty_draft(source: str) -> None:
    make_conference()
    make_region("Wales")
    assert begin(Client(), source).typed == {}
