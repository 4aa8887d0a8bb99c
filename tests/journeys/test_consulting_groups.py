"""An organiser consults the groups with a covering note, ticks who has answered, and reminds the others."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from lla.emails.models import Email
from lla.time import clock
from organisers.announcements.models import ConsultedGroup
from organisers.groups.models import Group
from tests.browser_pages import desk_and_phone, look_at
from tests.journeys.steps import be
from tests.journeys.test_import import Hand
from tests.organisers.factories import make_group, make_organiser

pytestmark = pytest.mark.django_db(transaction=True)
MOST_CLICKS = 12  # with what is typed: from the own desk until the reminder has gone
GROUPS = ("Aire Left", "Esk Left", "Nidd Left")


def sent_to(kind: str) -> list[str]:
    return sorted(Email.objects.filter(kind=f"organisers/{kind}").values_list("to", flat=True))


@desk_and_phone()
def test_groups_are_asked_counted_and_reminded_in_few_clicks(page: Page, site: str) -> None:
    for group in map(make_group, GROUPS):
        Group.objects.filter(pk=group.pk).update(public_email=f"{group.slug}@example.org")
    be(page, site, make_organiser())
    page.goto(f"{site}/regions/messages/")
    hand, day = Hand(), str(localdate(clock.now()) + timedelta(days=14))
    hand.click(page.get_by_role("link", name="Write to groups"))
    hand.click(page.get_by_label("Something else"))
    hand.type(page.get_by_label("Your message"), "Dear friends, we need your word.")
    hand.type(page.get_by_label("What do you ask the groups?"), "Shall our region hire a coach?")
    hand.type(page.get_by_label("Until when do you want answers?"), day)
    hand.click(page.get_by_role("button", name="Preview"))
    expect(page.get_by_role("heading", name="Who gets it")).to_be_focused()
    expect(page.get_by_text("3 addresses, for 3 groups")).to_be_in_viewport()
    look_at(page)
    assert sent_to("announcement") == []
    hand.click(page.get_by_role("button", name="Send it to 3 addresses"))
    expect(page.get_by_text("Sent to 3 addresses.")).to_be_visible()
    hand.click(page.get_by_label("Aire Left"))
    hand.click(page.get_by_role("button", name="Save who has answered"))
    expect(page.get_by_text("Esk Left, Nidd Left")).to_be_visible()
    look_at(page)
    hand.click(page.get_by_role("link", name="Remind these groups"))
    look_at(page)
    hand.click(page.get_by_role("button", name="Send the reminder"))
    expect(page.get_by_text("Reminder sent.")).to_be_visible()
    look_at(page)
    addresses = [f"{name.split()[0].lower()}-left@example.org" for name in GROUPS]
    assert (sent_to("announcement"), sent_to("announcement_reminder")) == (addresses, addresses[1:])
    assert [str(row) for row in ConsultedGroup.objects.exclude(answered_at=None)] == ["Aire Left"]
    assert hand.clicks <= MOST_CLICKS
