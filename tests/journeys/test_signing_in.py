"""Signing in with a browser: by code and authenticator app with or without JavaScript, and by passkey."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from playwright.sync_api import Page, expect

from lla.emails import delivery
from lla.site.dev_mail import code_now
from organisers.allied.models import AlliedOrganisation
from tests.browser_pages import desk_and_phone, look_at
from tests.factories import SECRET, make_staff, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in_by_code(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Email").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your sign-in code")
    delivery.deliver_due()
    code = re.search(r"^([A-Z0-9-]{6,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    page.get_by_label("Code").fill(code[1])
    page.get_by_role("button", name="Sign in", exact=True).click()


@desk_and_phone()
def test_staff_sign_in_with_a_code_and_an_app(page: Page, site: str) -> None:
    user = make_staff("robin@example.org")
    sign_in_by_code(page, site, user.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your second factor")
    page.get_by_label("Code").fill(code_now(SECRET))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Remember this device?")
    look_at(page)
    page.get_by_role("button", name="Do not remember").click()
    expect(page).to_have_url(f"{site}/admin/")


@desk_and_phone()
def test_what_was_typed_waits_while_somebody_signs_in_again_in_another_tab(page: Page, site: str) -> None:
    """On a remembered device, so that the app is asked once."""
    user = make_staff("robin@example.org")
    sign_in_by_code(page, site, user.email)
    page.get_by_label("Code").fill(code_now(SECRET))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Remember for 30 days").click()
    page.goto(f"{site}/admin/organisers/alliedorganisation/add/")
    page.locator("#id_name").fill("Humber Tenants")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in first")
    look_at(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    sign_in_by_code(opened.value, site, user.email)
    expect(opened.value).to_have_url(f"{site}/admin/")
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Send the form again")
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_role("link", name="Humber Tenants").first).to_be_visible()
    assert AlliedOrganisation.objects.get().name == "Humber Tenants"


@desk_and_phone()
def test_staff_without_a_second_factor_set_up_an_app_first(page: Page, site: str) -> None:
    user = make_user("robin@example.org", is_staff=True)
    sign_in_by_code(page, site, user.email)
    expect(page.get_by_role("heading", level=2).first).to_have_text("Set up a second factor to open the desk")
    page.get_by_role("link", name="Set up an app").click()
    expect(page.get_by_role("img", name="A QR code")).to_be_visible()
    secret = page.get_by_label("Key", exact=True).input_value()
    page.get_by_label("Authenticator code").fill(code_now(secret))
    page.get_by_role("button", name="Set up the app").click()
    page.goto(f"{site}/admin/")
    expect(page).to_have_url(f"{site}/admin/")


def test_a_passkey_opens_the_desk_without_a_code(page: Page, site: str) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    phone = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": phone})
    sign_in_by_code(page, site, make_user("robin@example.org", is_staff=True).email)
    page.get_by_role("link", name="Add a key").click()
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto(f"{site}/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/accounts/login/?next=/admin/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{site}/admin/")
