"""Nothing typed is lost when a session has ended: it comes back with a button that sends it once more."""

import re
from html import escape, unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from tests.factories import give_second_factor, make_staff, make_user, sign_in
from tests.site_addresses import Address, every_address

pytestmark = pytest.mark.django_db

WORDS = "What somebody wrote for half an hour,\nin two lines."
TYPED = {"note": WORDS, "email": "kim@example.org", "choice": ["one", "two"]}
FLAT = [("note", WORDS), ("email", "kim@example.org"), ("choice", "one"), ("choice", "two")]
# What is sent to these are codes, keys and bare buttons; nobody writes anything there.
NOTHING_WRITTEN = {
    "motions:leave",
    "organisers:close_copy",
    "organisers:copy",
    "organisers:leave_page",
    "organisers:new_address",
    "organisers:private",
    "organisers:proposal",
}
# Public forms that answer everybody by "an email is on its way": what was typed has done its work.
DONE = {"motions:mine", "organisers:lost"}


def given_back(page: str) -> list[tuple[str, str]]:
    """The names and values that the button of a page sends, but for the token."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return [(name, unescape(value)) for name, value in fields if name != "csrfmiddlewaretoken"]


def what_comes_of(client: Client, path: str) -> str:
    """What somebody whose session has ended has of a form they send: only some of it may be bad."""
    response = client.post(path, TYPED)
    page = response.getvalue().decode(errors="replace")
    if response.status_code == 403 and given_back(page) == FLAT and "no-store" in response["Cache-Control"]:
        return "given back"
    if (
        response.status_code in (404, 410)
        and escape(WORDS) in page
        and "no-store" in response["Cache-Control"]
    ):
        return "to be copied"
    return {405: "takes no form", 200: "its own form"}.get(response.status_code, "lost")


def own_addresses() -> list[Address]:
    """Those of the site and of the desk without what signs people in and out."""
    addresses = every_address()
    return [found for found in addresses if not found.name.startswith(("account_", "mfa_", "admin:log"))]


def test_whatever_is_sent_after_a_session_has_ended_comes_back() -> None:
    """Every address of the site and of the desk; it takes long because there are hundreds."""
    client = sign_in(Client(), make_staff())
    Session.objects.all().delete()
    addresses = own_addresses()
    found = {address.name: what_comes_of(client, address.path) for address in addresses}
    assert {name for name, came in found.items() if came == "lost"} == NOTHING_WRITTEN | DONE
    by_sign_in = {address.name for address in addresses if hasattr(address.view, "second_factor")}
    assert {found[name] for name in by_sign_in} == {"given back", "takes no form"}


@pytest.mark.parametrize("half_way", [False, True], ids=["has shown none", "has none"])
def test_what_is_sent_before_the_second_factor_was_shown_comes_back(client: Client, half_way: bool) -> None:
    user = make_user(is_staff=True)
    sign_in(client, user)
    if half_way:
        give_second_factor(user)
    asked = ["/admin/lla/user/add/", reverse("organisers:undertaking"), reverse("socialmedia:new_message")]
    came = [what_comes_of(client, path) for path in asked]
    assert came == ["given back"] * 3


def test_what_was_typed_is_sent_again_after_signing_in_in_another_tab() -> None:
    """The token of the page is one of before the sign-in, so it is asked for once more, and then done."""
    client = Client(enforce_csrf_checks=True)
    boss = make_staff()
    User.objects.filter(pk=boss.pk).update(is_superuser=True)
    sign_in(client, boss)
    address = "/admin/lla/user/add/"
    typed = {"email": "new@example.org", "name": "Neo Marsh", "is_active": "on"}
    token = {"csrfmiddlewaretoken": token_of(client.get(address).content.decode())}
    Session.objects.all().delete()
    offered = client.post(address, {**typed, **token})
    assert (offered.status_code, given_back(offered.content.decode())) == (403, list(typed.items()))
    sign_in(client, boss)
    client.cookies["csrftoken"] = "a" * 32  # as signing in does
    page = offered.content.decode()
    for status in (403, 302):
        again = dict(given_back(page)) | {"csrfmiddlewaretoken": token_of(page)}
        answer = client.post(address, again, HTTP_ORIGIN="http://testserver")
        assert answer.status_code == status
        page = answer.content.decode()
    assert User.objects.get(email="new@example.org").name == "Neo Marsh"


def token_of(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


def test_words_sent_from_another_site_are_not_given_back() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/admin/lla/user/add/", TYPED, HTTP_ORIGIN="https://elsewhere.example.org")
    assert (answer.status_code, given_back(answer.content.decode())) == (403, [])


def test_whatever_is_sent_to_what_is_gone_or_closed_by_now_can_be_copied() -> None:
    """Every address but the desk's own tables, about what somebody has removed or what one may do no more."""
    boss = make_staff()
    User.objects.filter(pk=boss.pk).update(is_superuser=True)
    client = sign_in(Client(), boss)
    refused = [
        (address.name, escape(WORDS) in response.getvalue().decode(errors="replace"))
        for address in own_addresses()
        if not address.name.endswith(("_add", "_change", "_delete"))
        if (response := client.post(address.path, TYPED)).status_code in (403, 404)
    ]
    assert len(refused) > 100
    assert [name for name, given in refused if not given] == []
