"""Emailed links and standing addresses open what they are for, as long as they should, and nothing else."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from lla.links import exceptions, standing
from lla.links import tokens as links_tokens
from lla.links.exceptions import LinkRefused
from lla.links.models import Link
from lla.links.tokens import LinkWanted

pytestmark = pytest.mark.django_db


def refusal(purpose: str, token: str) -> str:
    with pytest.raises(LinkRefused) as refused:
        links_tokens.read(purpose, token)
    return refused.value.reason


def test_a_minted_link_opens_its_row() -> None:
    token = links_tokens.mint("confirm", 7, days=3)
    link = links_tokens.read("confirm", token)
    assert (link.purpose, link.target, len(token)) == ("confirm", 7, 43)


def test_a_link_opens_for_as_long_as_its_email_says() -> None:
    """For the whole of the last day named, though the email was written just before midnight."""
    long, short = (LinkWanted("motions:backing", "confirm", 7, days) for days in (30, 1))
    with time_machine.travel(datetime(2027, 5, 1, 22, 50, tzinfo=UTC), tick=False):  # 11.50 pm in London
        said = (long.works_until(), short.works_until())
        tokens = [links_tokens.mint("confirm", 7, days=link.days) for link in (long, short)]
    assert said == ("Sunday 30 May 2027", "Sunday 2 May 2027, 11.50 pm")
    with time_machine.travel(datetime(2027, 5, 30, 22, 49, tzinfo=UTC), tick=False):
        assert links_tokens.read("confirm", tokens[0]).target == 7
        assert refusal("confirm", tokens[1]) == exceptions.EXPIRED


def test_only_the_hash_of_a_token_is_kept() -> None:
    token = links_tokens.mint("confirm", 7, days=3)
    assert token not in str(Link.objects.values_list().get())


def test_forged_and_misused_links_get_one_and_the_same_answer() -> None:
    token = links_tokens.mint("confirm", 7, days=3)
    answers = {refusal("confirm", "x" * 43), refusal("withdraw", token), refusal("confirm", "é\x00" + token)}
    assert answers == {exceptions.UNKNOWN}


def test_each_ended_link_says_why() -> None:
    run_out, spent, revoked = (links_tokens.mint(name, 7, days=3) for name in ("a", "b", "c"))
    links_tokens.spend(links_tokens.read("b", spent))
    assert links_tokens.revoke("c", 7) == 1
    with time_machine.travel(timezone.now() + timedelta(days=3, seconds=1)):
        answers = [refusal("a", run_out), refusal("b", spent), refusal("c", revoked)]
    assert answers == [exceptions.EXPIRED, exceptions.SPENT, exceptions.REVOKED]


def test_revoking_ends_every_live_link_of_one_purpose_to_one_row_and_no_other() -> None:
    ended = [links_tokens.mint("mine", 7, days=1) for _ in range(2)]
    kept = [links_tokens.mint("mine", 8, days=1), links_tokens.mint("confirm", 7, days=1)]
    assert links_tokens.revoke("mine", 7) == 2
    assert [refusal("mine", token) for token in ended] == [exceptions.REVOKED] * 2
    assert [links_tokens.read("mine", kept[0]).target, links_tokens.read("confirm", kept[1]).target] == [8, 7]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_spend_a_link_at_once_one_is_told_it_is_used() -> None:
    link = links_tokens.read("confirm", links_tokens.mint("confirm", 7, days=1))
    start = threading.Barrier(2)
    answers: list[str] = []

    def press() -> None:
        mine = Link.objects.get(pk=link.pk)
        start.wait()
        try:
            links_tokens.spend(mine)
            answers.append("done")
        except LinkRefused as refused:
            answers.append(refused.reason)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(["done", exceptions.SPENT])


def test_a_standing_address_tells_its_row_and_version() -> None:
    assert standing.read_key("draft", standing.key("draft", 42)) == (42, 1)
    assert standing.read_key("draft", standing.key("draft", 42, version=3)) == (42, 3)


@pytest.mark.parametrize("key", ["", "42", "42.1", "42.1.x", "43.1.", "a.b.c", "42.1." + "A" * 43, "\x00"])
def test_a_forged_standing_address_opens_nothing(key: str) -> None:
    with pytest.raises(LinkRefused) as refused:
        standing.read_key("draft", key)
    assert refused.value.reason == exceptions.UNKNOWN


def test_a_standing_address_changed_or_of_another_purpose_opens_nothing() -> None:
    key = standing.key("draft", 42)
    for purpose, given in [
        ("share", key),
        ("draft", key.replace("42.", "43.")),
        ("draft", key.replace(".1.", ".2.")),
    ]:
        with pytest.raises(LinkRefused):
            standing.read_key(purpose, given)
