"""An organiser rings groups one after another on a phone, and finds what follows on the desk."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Locator, Page, expect

from lla.time import clock
from organisers.contacts.models import Consent
from organisers.ring_round.models import Call
from tests.browser_pages import PHONE, look_at, looks
from tests.journeys.steps import be
from tests.organisers.factories import make_contact, make_group, make_organiser
from tests.organisers.ring_round.factories import make_ringable

pytestmark = pytest.mark.django_db(transaction=True)
DESK = "/regions/yorkshire-and-the-humber/desk/"
MOST_STEPS = 11  # for three groups: four to begin, then one a call, and what is typed


@looks(width=[PHONE], javascript=[True, False])
def test_three_groups_are_rung_in_few_steps(page: Page, site: str) -> None:
    for name in ("Aire", "Esk", "Nidd"):
        make_ringable(make_group(f"{name} Left"), name=f"Kim of {name}")
    make_contact(make_group("Wharfe Left"), name="Ola Reed")
    be(page, site, make_organiser())
    page.goto(f"{site}{DESK}groups/")
    steps = 0

    def click(target: Locator) -> None:
        nonlocal steps
        steps += 1
        target.click()

    def fill(target: Locator, words: str) -> None:
        nonlocal steps
        steps += 1
        target.fill(words)

    click(page.get_by_role("link", name="Ring round"))
    look_at(page)
    fill(page.get_by_label("What are you ringing about?"), "The symposium")
    click(page.get_by_role("button", name="Start ringing"))
    expect(page.get_by_role("heading", level=1, name="Aire Left")).to_be_visible()
    assert page.get_by_role("link", name="Kim of Aire").get_attribute("href") == "tel:+447700900123"
    expect(page.get_by_role("button", name="Reached")).to_be_in_viewport(ratio=1)
    look_at(page)
    fill(page.get_by_label("Note"), "They can lend a hall.")
    click(page.get_by_role("button", name="Reached"))
    expect(page.get_by_role("heading", level=1, name="Esk Left")).to_be_visible()
    click(page.get_by_role("button", name="Call back on that day"))
    expect(page.get_by_text("Choose a day to call back.").first).to_be_visible()
    look_at(page)
    fill(page.get_by_label("Call back on"), str(localdate(clock.now()) + timedelta(days=2)))
    click(page.get_by_role("button", name="Call back on that day"))
    expect(page.get_by_role("heading", level=1, name="Nidd Left")).to_be_visible()
    click(page.get_by_role("button", name="Asked not to be rung"))
    expect(page.get_by_role("heading", level=1, name="Does Kim of Nidd want no more calls?")).to_be_visible()
    look_at(page)
    click(page.get_by_role("button", name="Asked not to be rung"))
    expect(page.get_by_text("2 done, 1 left, 1 where nobody may be rung.")).to_be_visible()
    look_at(page)
    assert steps <= MOST_STEPS
    assert list(Call.objects.values_list("outcome", flat=True)) == ["reached", "call_back", "not_rung"]
    assert [consent.given for consent in Consent.objects.filter(purpose="phone").order_by("pk")][-1] is False
    page.goto(f"{site}{DESK}")
    expect(page.get_by_text("Esk Left: to be called back.").first).to_be_visible()
