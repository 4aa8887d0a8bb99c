"""Signing in as people do it: a code by email, a second factor for staff, and nothing told to strangers."""

import re
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account import urls as allauth_urls
from allauth.account.models import EmailAddress
from allauth.mfa import urls as mfa_urls
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from lla.accounts import sessions
from lla.accounts.models import User
from lla.emails import delivery, recipients, tasks
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.site.dev_mail import code_now
from tests.desk_forms import change_page, sent_from
from tests.factories import SECRET, give_second_factor, make_staff, make_user, sign_in
from tests.personal_data import naming

pytestmark = pytest.mark.django_db


def ask_for_code(client: Client, email: str, **onwards: str) -> str:
    """The address that a browser is sent to after asking."""
    response = client.post(reverse("account_login"), {"login": email, **onwards})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def code_from_email() -> str:
    delivery.deliver_due()
    found = re.search(r"^([A-Z0-9-]{6,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def sign_in_by_code(client: Client, user: User, **onwards: str) -> str:
    confirm = ask_for_code(client, user.email, **onwards)
    response = client.post(confirm, {"code": code_from_email()})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def test_a_user_signs_in_by_an_emailed_code_and_the_code_is_forgotten(client: Client) -> None:
    user = make_user("kim@example.org")
    assert sign_in_by_code(client, user) == "/accounts/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert list(Email.objects.values_list("to", "kind", "secret", "body")) == [
        ("kim@example.org", "lla/login_code", True, "")
    ]


def test_whoever_signs_in_by_a_code_has_proved_their_address(client: Client) -> None:
    user = make_user("kim@example.org")
    ask_for_code(client, user.email)
    before = recipients.is_proved(recipients.hash_of(user.email))
    sign_in_by_code(client, user)
    assert (before, recipients.is_proved(recipients.hash_of(user.email))) == (False, True)


def test_whoever_was_on_their_way_somewhere_comes_there(client: Client) -> None:
    assert sign_in_by_code(client, make_user(), next="/regions/wales/desk/") == "/regions/wales/desk/"
    elsewhere = sign_in_by_code(Client(), make_user(), next="https://elsewhere.example.org/")
    assert elsewhere == "/accounts/"


def test_the_page_after_signing_in_says_once_who_is_signed_in(client: Client) -> None:
    confirm = ask_for_code(client, make_user("kim@example.org").email)
    client.get(confirm)
    response = client.post(confirm, {"code": code_from_email()}, follow=True)
    assert response.redirect_chain == [("/accounts/", 302)]
    assert response.content.decode().count("kim@example.org") == 1


def test_the_outbox_shows_the_desk_no_code(client: Client) -> None:
    ask_for_code(client, make_user().email)
    sign_in(client, make_staff())
    email = Email.objects.get(kind="lla/login_code")
    code = code_from_email()
    pages = ["/admin/lla/email/", f"/admin/lla/email/{email.pk}/change/"]
    assert [code in client.get(page).content.decode() for page in pages] == [False, False]


def test_a_wrong_code_lets_nobody_in(client: Client) -> None:
    confirm = ask_for_code(client, make_user().email)
    response = client.post(confirm, {"code": "WRONG1"})
    assert (response.status_code, "_auth_user_id" in client.session) == (200, False)


def test_nobody_learns_who_has_an_account() -> None:
    make_user("kim@example.org")
    make_user("gone@example.org").__class__.objects.filter(email="gone@example.org").update(is_active=False)
    pages = []
    for email in ("kim@example.org", "stranger@example.org", "gone@example.org"):
        browser = Client()
        page = browser.get(ask_for_code(browser, email)).content.decode()
        page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page).replace(email, "somebody")
        pages.append(page)
    assert pages[0] == pages[1] == pages[2]
    assert "has been sent" not in pages[0]  # a stranger would wait for a code that never comes
    assert list(Email.objects.values_list("to", flat=True)) == ["kim@example.org"]


def routes(patterns: list[Any], before: str = "") -> list[str]:
    """Every address of a list of URL patterns, with a number or a key wherever something is asked for."""
    found = []
    for pattern in patterns:
        way = before + re.sub(
            r"^\^|\$$", "", re.sub(r"<[^>]+>|\(\?P.*?\)(?=[-/])", "1", str(pattern.pattern))
        )
        found += routes(pattern.url_patterns, way) if hasattr(pattern, "url_patterns") else [way]
    return found


def test_of_allauths_pages_only_ours_are_there_and_none_asks_for_a_password(client: Client) -> None:
    theirs = [*routes(allauth_urls.urlpatterns), *routes(mfa_urls.urlpatterns, "2fa/")]
    sign_in(client, make_staff())
    answers = {way: client.get(f"/accounts/{way}") for way in theirs}
    assert {way for way, answer in answers.items() if answer.status_code == 404} == {
        *("reauthenticate/", "email/", "confirm-email/", "confirm-email/1/"),
        *("password/change/", "password/set/", "password/reset/", "password/reset/done/"),
        *("password/reset/key/done/", "password/reset/key/1-1/", "2fa/webauthn/keys/1/remove/"),
        *("2fa/webauthn/keys/1/edit/", "2fa/recovery-codes/", "2fa/recovery-codes/download/"),
    }
    assert [way for way, answer in answers.items() if b'type="password"' in answer.content] == []


def test_no_address_of_the_whole_site_is_for_passwords(client: Client) -> None:
    assert [way for way in routes(get_resolver().url_patterns) if "password" in way] == []
    sign_in(client, make_staff())
    assert client.get("/admin/password_change/").status_code == 404


def test_no_answer_about_an_account_is_kept_anywhere(client: Client) -> None:
    ways = [way for way in routes(get_resolver().url_patterns) if way.startswith("accounts/")]
    assert len(ways) > 20
    for _ in ("anonymous", "signed in"):
        kept = [way for way in ways if "no-store" not in client.get(f"/{way}").get("Cache-Control", "")]
        assert kept == []
        sign_in(client, make_staff())


def test_nobody_signs_up(client: Client) -> None:
    page = client.get(reverse("account_signup"))
    assert "You do not need an account" in page.content.decode()
    client.post(reverse("account_signup"), {"email": "new@example.org"})
    assert User.objects.count() == 0


def test_the_desk_asks_a_stranger_to_sign_in(client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"


def test_the_desk_is_closed_to_people_who_are_not_staff(client: Client) -> None:
    user = make_user()
    give_second_factor(user)
    sign_in(client, user)
    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_staff_set_up_a_second_factor_before_the_desk_opens(client: Client) -> None:
    user = make_user(is_staff=True)
    assert sign_in_by_code(client, user) == "/accounts/"
    assert client.get("/admin/")["Location"] == reverse("mfa_index")
    assert client.get("/admin/lla/email/")["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page)
    assert secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret[1])})
    assert client.get("/admin/").status_code == 200
    stored = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
    assert secret[1] not in stored
    assert Email.objects.get(kind="lla/totp_activated").to == user.email


def test_staff_who_have_a_second_factor_show_it_at_every_sign_in(client: Client) -> None:
    user = make_staff()
    authenticate = sign_in_by_code(client, user)
    assert authenticate == reverse("mfa_authenticate")
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] != "/admin/"
    wrong = client.post(authenticate, {"code": "000000"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (200, False)
    response = client.post(authenticate, {"code": code_now(SECRET)})
    assert response["Location"] == reverse("mfa_trust")
    assert client.post(response["Location"], {"action": "skip"})["Location"] == "/accounts/"
    assert client.get("/admin/").status_code == 200


def test_a_session_that_has_not_shown_the_second_factor_is_asked_for_it(client: Client) -> None:
    user = make_user(is_staff=True)
    sign_in(client, user)
    give_second_factor(user)
    asked = client.get("/admin/lla/email/?state=failed")["Location"]
    assert asked == "/accounts/2fa/reauthenticate/?next=/admin/lla/email/%3Fstate%3Dfailed"
    assert client.post(asked, {"code": code_now(SECRET)})["Location"] == "/admin/lla/email/?state=failed"


def test_a_second_factor_that_was_taken_away_no_longer_opens_the_desk(client: Client) -> None:
    user = make_staff()
    sign_in(client, user)
    assert client.get("/admin/").status_code == 200
    Authenticator.objects.filter(user=user).delete()
    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_an_emailed_code_counts_once(client: Client) -> None:
    user = make_user("kim@example.org")
    confirm = ask_for_code(client, user.email)
    code = code_from_email()
    stolen = Client()
    stolen.cookies = deepcopy(client.cookies)
    assert client.post(confirm, {"code": code}).status_code == 302
    assert "_auth_user_id" in client.session
    stolen.post(confirm, {"code": code})
    client.post(reverse("account_logout"))
    client.post(confirm, {"code": code})
    assert ["_auth_user_id" in browser.session for browser in (stolen, client)] == [False, False]


def test_signing_out_everywhere_ends_every_session() -> None:
    user = make_staff()
    browsers = [sign_in(Client(), user) for _ in range(2)]
    assert [browser.get("/admin/").status_code for browser in browsers] == [200, 200]
    sessions.sign_out_everywhere(user)
    assert [browser.get("/admin/").status_code for browser in browsers] == [302, 302]


def test_whose_role_ends_is_signed_out_and_an_old_address_opens_nothing(client: Client) -> None:
    boss = make_staff("boss@example.org")
    User.objects.filter(pk=boss.pk).update(is_superuser=True)
    user = make_staff("old@example.org")
    theirs = sign_in(Client(), user)
    sign_in(client, boss)
    form = sent_from(client, user, email="new@example.org")
    assert client.post(change_page(user), form).status_code == 302
    assert theirs.get("/admin/").status_code == 302
    assert not EmailAddress.objects.filter(email="old@example.org").exists()
    ask_for_code(Client(), "old@example.org")
    assert not Email.objects.filter(to="old@example.org").exists()


def test_only_a_superuser_makes_staff(client: Client) -> None:
    keeper = make_staff()
    keeper.user_permissions.set(Permission.objects.filter(codename__in=["change_user", "view_user"]))
    user = make_user("kim@example.org")
    sign_in(client, keeper)
    form = sent_from(client, user, name="Kim Marsh", is_staff="on", is_superuser="on")
    assert client.post(change_page(user), form).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.is_staff, user.is_superuser) == ("Kim Marsh", False, False)


def test_the_secrets_of_authenticator_apps_are_on_no_page_of_the_desk(client: Client) -> None:
    boss = make_staff()
    User.objects.filter(pk=boss.pk).update(is_superuser=True)
    sign_in(client, boss)
    assert client.get("/admin/mfa/authenticator/").status_code == 404
    assert client.get("/admin/account/emailaddress/").status_code == 404


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("your_work", "Your work"),
        ("mfa_index", "Your second factor"),
        ("mfa_deactivate_totp", "Remove your authenticator app"),
        ("mfa_list_webauthn", "Security Keys"),
        ("mfa_add_webauthn", "Add a passkey or security key"),
        ("mfa_view_recovery_codes", "Your recovery codes"),
        ("mfa_generate_recovery_codes", "Make new recovery codes"),
        ("mfa_reauthenticate", "Confirm that it is you"),
        ("account_logout", "Sign out"),
    ],
)
def test_every_page_of_an_account_is_ours(client: Client, name: str, heading: str) -> None:
    sign_in(client, make_staff())
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(reverse(name))
    text = page.content.decode()
    assert page.status_code == 200
    headings = [
        re.sub(r"\s+", " ", found).strip() for found in re.findall(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    ]
    assert headings == [heading]
    assert "masthead" in text
    assert not re.search(r"\sstyle=|\son\w+=|javascript:|<style", text)
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", text) == []


@pytest.mark.parametrize(
    "name", ["account_login", "account_request_login_code", "account_signup", "account_inactive"]
)
def test_every_page_of_signing_in_is_ours(client: Client, name: str) -> None:
    text = client.get(reverse(name)).content.decode()
    assert ("masthead" in text, text.count("<h1")) == (True, 1)
    assert not re.search(r"\sstyle=|\son\w+=|javascript:|<style", text)


def test_one_address_is_one_user_whatever_its_case() -> None:
    make_user("Kim@example.org")
    with pytest.raises(IntegrityError, match="lla_user_one_per_email"):
        make_user("kim@EXAMPLE.org")


def test_a_sign_in_code_is_kept_nowhere_once_it_is_sent(client: Client) -> None:
    user = make_user()
    sign_in_by_code(client, user)
    code = re.findall(r"^(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)[0]
    assert naming(code) == []


def test_a_sign_in_code_that_never_went_out_is_dropped_when_it_has_run_out(client: Client) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ask_for_code(client, make_user().email)
    email = Email.objects.get(kind="lla/login_code")
    assert (email.secret, email.urgency, email.expires_at) == (True, Urgency.NOW, now + timedelta(minutes=15))
    code = re.findall(r"^(\S+)$", email.body, re.MULTILINE)[0]
    assert naming(code) == ["lla_letter"]
    with time_machine.travel(now + timedelta(minutes=16) + delivery.claim()):
        tasks.drop_expired()
    assert naming(code) == []


def test_two_hundred_people_behind_one_address_sign_in_within_an_hour() -> None:
    """One each second, as they come in at a door. It takes long because there are two hundred of them."""
    with time_machine.travel(timezone.now(), tick=False) as now:
        for number in range(200):
            now.shift(timedelta(seconds=1))
            assert sign_in_by_code(Client(), make_user(f"person{number}@example.org")) == "/accounts/"


def test_one_person_who_asks_for_code_after_code_is_stopped() -> None:
    typed = {"login": make_user("kim@example.org").email}
    with time_machine.travel(timezone.now(), tick=False):
        answers = [Client().post(reverse("account_login"), typed).status_code for _ in range(4)]
    assert (answers, Email.objects.filter(to="kim@example.org").count()) == ([302, 302, 302, 200], 3)
