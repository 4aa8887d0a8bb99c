"""Changing SECRET_KEY to its end: with the earlier one gone, nothing that it locked or signed is lost."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from lla.emails import bounces, recipients
from lla.emails.models import Email
from lla.keys import encryption, standing_keys
from lla.keys.models import StandingKey
from lla.limits import rate_limits
from lla.limits.models import Limit
from lla.links import standing, tokens
from lla.links.exceptions import LinkRefused
from lla.site.dev_mail import code_now
from lla.subjects import selectors
from organisers.imports.selectors import content_of
from tests.factories import SECRET, make_staff, sign_in
from tests.organisers.factories import make_organiser
from tests.organisers.imports.factories import choose, sheet
from tests.personal_data import naming

pytestmark = pytest.mark.django_db

QUILL = "quill@example.org"
LOCKED = (  # under "the earlier key"
    "gAAAAABrDCj6IZTeC8fe15pjJS3tkgQvQ60uIRBTzHxWgp318O2B_mEc8gfTxJaTV7khfkxz8es5iTCcHWFokB5HtXqFy8k9AQ=="
)


def change(settings: Settings, **options: bool) -> None:
    """The three steps: the new key beside the earlier one, the command, and the earlier one away."""
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = standing_keys.random_key()
    call_command("rotate_secrets", **options)
    settings.SECRET_KEY_FALLBACKS = []


@pytest.fixture(autouse=True)
def earlier(db: None, settings: Settings) -> None:
    """A site under an earlier key, which has not made any of its own."""
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the earlier key", []
    StandingKey.objects.all().delete()
    standing_keys.clear_cache()


def test_second_factors_open_the_desk_when_the_earlier_key_is_gone(
    client: Client, settings: Settings
) -> None:
    user = make_staff()
    sign_in(client, user)
    client.post(reverse("mfa_generate_recovery_codes"))
    codes = re.findall(r"\b\d{8}\b", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    change(settings)
    for code in (code_now(SECRET), codes[0]):
        browser = sign_in(Client(), user)
        assert browser.post(reverse("mfa_reauthenticate"), {"code": code}).status_code == 302


def test_a_spreadsheet_that_waits_can_still_be_brought_in(settings: Settings) -> None:
    lead = make_organiser()
    found = choose(sheet(["Hull Left", "Hull", "", "", "", "", ""]), by=lead)
    before = content_of(found)
    assert before is not None
    change(settings)
    found.refresh_from_db()
    assert content_of(found) == before


def test_standing_addresses_open_what_they_opened(settings: Settings) -> None:
    key = standing.key("sign", 7, 2)
    change(settings)
    change(settings)
    assert (standing.read_key("sign", key), standing.key("sign", 7, 2)) == ((7, 2), key)


def test_what_was_hashed_signed_or_locked_by_an_earlier_version_is_known_again(settings: Settings) -> None:
    """The words that tell one use of a key from another name no module: they stay when code moves."""
    for name in (standing_keys.LINKS, standing_keys.PEOPLE):
        StandingKey.objects.create(name=name, value=encryption.encrypt(f"the key of {name}"))
    standing_keys.clear_cache()
    settings.SECRET_KEY = "of a site that was set up long ago"
    settings.SECRET_KEY_FALLBACKS = ["the earlier key"]
    settings.BOUNCE_ADDRESS = "bounces.example.org"
    rate_limits.tally("a test", QUILL, per=rate_limits.DAY)
    email = Email(pk=7, mailbox_hash=recipients.hash_of(QUILL), about="m7")
    assert encryption.decrypt(LOCKED) == "JBSWY3DP"
    assert standing.key("sign", 7) == "7.1.c5m2W2CuTJCxNCXb1HPzFPUqy9-f3ytkEki5TvfbHVg"
    assert recipients.hash_of(QUILL).startswith("20ee8747")
    assert recipients.stop_address(email).endswith("ATvhYew/")
    assert bounces.envelope_sender(email) == "7-8c083e47726b52601d3cd9ce@bounces.example.org"
    assert selectors.whom(QUILL).startswith("c65c3b42")
    assert Limit.objects.get().who.startswith("6f0af1c3")


def test_e_mailed_links_need_no_key_at_all(settings: Settings) -> None:
    token = tokens.mint("confirm", 7, days=1)
    change(settings)
    assert tokens.read("confirm", token).target == 7


def test_the_record_knows_an_address_again(settings: Settings) -> None:
    before = selectors.whom(QUILL), standing_keys.pseudonym("organisers.lists", "203.0.113.9")
    change(settings)
    assert (selectors.whom(QUILL), standing_keys.pseudonym("organisers.lists", "203.0.113.9")) == before


def test_when_the_earlier_key_was_stolen_its_addresses_end_and_the_record_stays(settings: Settings) -> None:
    key, whom = standing.key("sign", 7), selectors.whom(QUILL)
    change(settings, new_links=True)
    with pytest.raises(LinkRefused):
        standing.read_key("sign", key)
    assert (standing.read_key("sign", standing.key("sign", 7)), selectors.whom(QUILL)) == ((7, 1), whom)


def test_the_command_is_safe_twice_and_changes_nothing_when_a_key_is_missing(settings: Settings) -> None:
    make_staff()
    standing.key("sign", 7)
    change(settings)
    call_command("rotate_secrets")
    before = StandingKey.objects.get().value
    settings.SECRET_KEY = "neither here nor there"
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("rotate_secrets")
    assert StandingKey.objects.get().value == before


def test_the_database_holds_the_standing_keys_locked() -> None:
    standing.key("sign", 7)
    assert naming(standing_keys.value_of(standing_keys.LINKS)) == []


@pytest.mark.django_db(transaction=True)
def test_a_key_is_read_once_and_one_that_was_rolled_back_never(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rolled_back = standing_keys.value_of("a test")
        assert standing_keys.value_of("a test") == rolled_back
        1 / 0  # noqa: B018
    kept = standing_keys.value_of("a test")
    assert kept != rolled_back
    with django_assert_num_queries(0):
        assert standing_keys.value_of("a test") == kept
    standing_keys.clear_cache()
    assert standing_keys.value_of("a test") == kept
