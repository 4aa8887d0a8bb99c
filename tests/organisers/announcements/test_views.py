"""Writing to groups on its page: the preview, the button, and what became of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.emails.models import Email
from lla.time import clock
from organisers.announcements.forms import NO_ROLES
from organisers.announcements.models import Announcement
from organisers.contacts.models import Contact
from organisers.groups.models import Group
from tests.factories import make_staff, settle_tables, sign_in
from tests.organisers.factories import make_contact, make_group, make_organiser
from tests.organisers.symposia.factories import allow_notices

pytestmark = pytest.mark.django_db
NEW = "/regions/messages/new/"
TYPED = {"audience": "all", "about": "other", "role": "", "words": "Come along."}


def make_reachable(number: int) -> None:
    for _ in range(number):
        made = make_group()
        Group.objects.filter(pk=made.pk).update(public_email=f"g{made.pk}@example.org")


def seen(client: Client, **typed: str) -> dict[str, str]:
    """What is typed, with the mark of its preview."""
    given = {**TYPED, **typed}
    return {**given, "seen": client.post(NEW, {**given, "show": ""}).context["seen"]}


def test_what_was_changed_after_the_preview_is_previewed_again(client: Client) -> None:
    sign_in(client, make_organiser())
    make_reachable(2)
    changed = {**seen(client), "words": "Come along on Sunday.", "send": ""}
    page = client.post(NEW, changed)
    assert ("This is not what you previewed." in page.text, Announcement.objects.count()) == (True, 0)
    client.post(NEW, {**changed, "seen": page.context["seen"]})
    assert Announcement.objects.count() == 1


def test_it_is_previewed_and_then_sent(client: Client) -> None:
    sign_in(client, make_organiser())
    make_reachable(2)
    make_group("Otley Left")
    preview = client.post(NEW, {**TYPED, "show": ""})
    assert preview.context["reach"].missed[0][0].name == "Otley Left"
    assert "Send it to 2 addresses" in " ".join(preview.content.decode().split())
    assert (Announcement.objects.count(), Email.objects.count()) == (0, 0)
    sent = client.post(NEW, {**seen(client), "send": ""}, follow=True)
    assert "0 sent, 2 waiting, 0 refused, 0 came back" in " ".join(sent.content.decode().split())


def test_three_a_day_are_enough(client: Client) -> None:
    sign_in(client, make_organiser())
    make_reachable(1)
    for number in range(4):
        last = client.post(NEW, {**seen(client, words=f"Come {number}."), "send": ""})
    assert (last.status_code, Announcement.objects.count()) == (200, 3)
    again = client.post(NEW, {**TYPED, "words": "Come once more.", "show": ""}).text
    assert "This cannot be sent again yet. Nothing is lost. Send it again after " in last.text
    assert ("This cannot be sent again yet." in again, "Send it to" in again) == (True, False)


def test_the_preview_shows_the_email_and_names_the_groups(client: Client) -> None:
    organiser = make_organiser()
    sign_in(client, organiser)
    reached = make_group("Otley Left")
    Group.objects.filter(pk=reached.pk).update(public_email="otley@example.org")
    page = " ".join(client.post(NEW, {**TYPED, "show": ""}).text.split())
    assert "Subject: Your regional organiser has written to you" in page
    assert page.index("1 address, for 1 group in") < page.index("Otley Left") < page.index("How it reads")
    assert page.index("How it reads") < page.index("Come along.", page.index("How it reads"))


def test_the_preview_names_no_contact(client: Client) -> None:
    sign_in(client, make_staff())
    allow_notices(make_contact(make_group("Otley Left"), name="Yetunde Balogun"))
    Contact.objects.update(confirmed_at=clock.now())
    page = client.post(NEW, {**TYPED, "about": "symposium", "show": ""}).text
    assert ("Dear (the contact’s name)," in page, "Yetunde" in page) == (True, False)


def test_where_nobody_is_reached_it_says_so_and_has_no_button(client: Client) -> None:
    sign_in(client, make_organiser())
    page = client.post(NEW, {**TYPED, "show": ""}).text
    assert ("This would reach nobody." in page, "Send it to" in page) == (True, False)


def test_public_addresses_are_chosen_by_no_role(client: Client) -> None:
    sign_in(client, make_organiser())
    make_reachable(1)
    refused = client.post(NEW, {**TYPED, "role": "secretary", "show": ""})
    assert refused.context["form"].errors == {"role": [NO_ROLES]}


def test_the_committee_chooses_a_region_or_all(client: Client) -> None:
    sign_in(client, make_staff())
    shown = client.get(f"{NEW}?region=wales").context["form"]
    assert shown.fields["region"].queryset.get(pk=shown.initial["region"]).slug == "wales"


def test_more_groups_ask_the_database_no_more(client: Client) -> None:
    sign_in(client, make_organiser())
    counts = []
    make_reachable(1)
    client.post(NEW, {**TYPED, "show": ""})  # the site makes its keys once
    for number in (1, 2):
        make_reachable(number)
        settle_tables()
        for name in ("show", "send"):
            with CaptureQueriesContext(connection) as queries:
                client.post(NEW, {**TYPED, "words": f"Come {number}.", name: ""})
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
