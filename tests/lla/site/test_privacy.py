"""The privacy page: a basis for every use, how long each kind is kept, and what people can ask for."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from lla.site import privacy

pytestmark = pytest.mark.django_db


def page(client: Client) -> str:
    words = re.sub(r"<[^>]+>", " ", client.get("/privacy/").content.decode())
    return unescape(re.sub(r"\s+", " ", words))


def test_every_use_has_a_lawful_basis_and_a_condition(client: Client) -> None:
    words = page(client)
    rows = [f"{use.purpose} {use.basis} {use.condition}" for use in privacy.BASES]
    assert [row for row in rows if row not in words] == []
    assert {use.condition for use in privacy.BASES if use.basis == privacy.CONSENT} == {privacy.EXPLICIT}


def test_the_page_says_how_long_every_kind_is_kept(client: Client) -> None:
    words = page(client)
    rows = [f"{what} {until}" for what, until in privacy.retention().items()]
    assert [row for row in rows if row not in words] == []
    assert privacy.retention() == {
        "Words of an email": "Once it is sent",
        "Record that an email was sent": "90 days after that",
        "Address of somebody invited to sign a motion": "Once the invitation is sent",
        "Links that we email": "30 days after the day they stop working",
        "Being signed in": "14 days after signing in",
        "Counted attempts, under a scrambled form of a network address": "Within a day",
        "Whether an email address was confirmed, refused our emails or wants none, in a scrambled form": (
            "Kept, so that we do not write again to somebody who wants no emails"
        ),
        "A motion that was started but never sent": (
            "90 days after its last change; 14 days before that we warn its sender, if we have an address"
        ),
        "Published motions": "Kept as the record of the conference; we remove your name if you ask",
        "Contacts who do not check their details": (
            "A year after the second of two reminders; the first comes 180 days after the last check"
        ),
        "Contacts of a group that left": "90 days after it left",
        "A new email address that a contact does not confirm": "After seven days",
        "A new telephone number that a contact does not confirm": "After 30 days",
        "Application of a group that nobody confirms": "After 21 days",
        "Name and address of somebody proposed as a contact who does not agree": (
            "After 30 days; a scrambled form of the address a year after the proposal, so that we do not ask "
            "again"
        ),
        "Spreadsheet of groups that waits to be brought in": "After two days",
        "Entries of a copy of the directory": "After 90 days",
        "A contact list that an organiser downloaded": (
            "We ask for it to be deleted when their appointment ends or somebody in it withdraws consent"
        ),
        "Record of who was sent or downloaded your details": (
            "Kept, so that you can ask who has had them; it holds no details"
        ),
        "Count of who opened your details on screen": "After a year",
        "Note of an organiser’s conversation with a group, which must name nobody": "After a year",
        "Result of a telephone call to a contact": "After a year",
        "Words of a message to groups": "After 90 days",
        "Access needs for a symposium": "14 days after it",
        "Sender and words of a direct message": "30 days after it was dealt with; we keep the number",
        "Author and words of a comment": "90 days after it was written; we keep the number",
        "Names in a forum’s moderation log": "Two years after the last entry",
        "Words, names and addresses of a complaint, and what the team said about it": (
            "A year after it is closed; we keep its kind and dates"
        ),
        "What people in the team say when they are asked for their view": (
            "A year after the question is closed"
        ),
        "Days that somebody in the team is away": "A year after them",
        "Days on the roster": "Two years after them",
        "Pictures and films that no post uses": (
            "After two years; after seven days if nobody described them"
        ),
        "Who had which role and who wrote which post": "Kept as the team’s record",
    }


def test_a_setting_that_changes_how_long_is_on_the_page(client: Client, settings: Settings) -> None:
    settings.VERIFIED_FOR_DAYS = 100
    settings.SESSION_COOKIE_AGE = timedelta(days=3).total_seconds()
    words = page(client)
    assert "the first comes 100 days after the last check" in words
    assert "Being signed in Three days after signing in" in words


def test_the_page_says_what_people_can_ask_for_and_whom(client: Client) -> None:
    words = page(client)
    told = [
        "You can ask for a copy of your data",
        "You can object to what we do on the basis of legitimate interests",
        "You can withdraw any consent",
        "hello@example.org",
        "Information Commissioner",
        "the controller of this data under the UK General Data Protection Regulation",
    ]
    assert [sentence for sentence in told if sentence not in words] == []
