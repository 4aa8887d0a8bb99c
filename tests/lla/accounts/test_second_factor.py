"""The second factor is asked for by what a page shows of other people, and a device may be remembered."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lla.accounts import sessions
from lla.accounts.models import User
from lla.site.dev_mail import code_now
from tests.factories import SECRET, make_staff, sign_in
from tests.lla.sign_in.test_adapters import sign_in_by_code
from tests.site_addresses import every_address

pytestmark = pytest.mark.django_db

# Signed in by an emailed code alone: one's own account, and planning what the team says in public.
SIGNED_IN = {
    "forget_devices",
    "email_preferences",
    "your_work",
    "socialmedia:ask_for_check",
    "socialmedia:check_post",
    "socialmedia:consult_post",
    "socialmedia:drop_post",
    "socialmedia:edit_post",
    "socialmedia:enter_results",
    "socialmedia:give_reason",
    "socialmedia:hand_over",
    "socialmedia:like_source",
    "socialmedia:describe_media",
    "socialmedia:media",
    "socialmedia:media_file",
    "socialmedia:media_item",
    "socialmedia:media_thumbnail",
    "socialmedia:new_media",
    "socialmedia:new_post",
    "socialmedia:new_post_preview",
    "socialmedia:new_source",
    "socialmedia:planner",
    "socialmedia:positions",
    "socialmedia:post",
    "socialmedia:post_preview",
    "socialmedia:posts",
    "socialmedia:put_out",
    "socialmedia:remove_media",
    "socialmedia:repost",
    "socialmedia:share",
    "socialmedia:source",
    "socialmedia:sources",
    "socialmedia:unlike_source",
    "socialmedia:vet_source",
}
# Whoever writes a page here says by this list that everybody may see what it shows, or that a link or a
# key opens it for one person.
NOT_BY_SIGN_IN = {
    "accessibility",
    "dev_mail",
    "dev_mail_html",
    "healthz",
    "home",
    "livez",
    "look",
    "motions:amend",
    "motions:amendable_file",
    "motions:amended_file",
    "motions:amendments",
    "motions:amendments_file",
    "motions:answer",
    "motions:appeal",
    "motions:asked",
    "motions:backing",
    "motions:carry_over",
    "motions:answer_amendment",
    "motions:answer_amendments",
    "motions:settle",
    "motions:changes",
    "motions:check",
    "motions:co_mover",
    "motions:co_moving",
    "motions:composite",
    "motions:conference",
    "motions:conferences",
    "motions:conference_file",
    "motions:confirm",
    "motions:correct_officer",
    "motions:draft",
    "motions:go_on",
    "motions:enter",
    "motions:group_told",
    "motions:invite",
    "motions:invited",
    "motions:item",
    "motions:item_file",
    "motions:leave",
    "motions:merge",
    "motions:merged",
    "motions:merged_file",
    "motions:mine",
    "motions:motion",
    "motions:motion_file",
    "motions:preview",
    "motions:remind",
    "motions:order_paper",
    "motions:order_paper_file",
    "motions:delegates_list",
    "motions:delegates_list_file",
    "motions:report",
    "motions:report_file",
    "motions:revise",
    "motions:revise_preview",
    "motions:revision",
    "motions:revision_file",
    "motions:save",
    "motions:search",
    "motions:sent",
    "motions:sent_address",
    "motions:sent_remind",
    "motions:sign",
    "motions:signed",
    "motions:step_people",
    "motions:step_text",
    "motions:step_who",
    "motions:submit",
    "motions:submitters",
    "motions:submitters_file",
    "motions:track",
    "motions:withdraw",
    "motions:withdraw_support",
    "organisers:affiliate",
    "organisers:affiliate_sent",
    "organisers:application",
    "organisers:calendar",
    "organisers:close_copy",
    "organisers:coming",
    "organisers:consultation",
    "organisers:copy",
    "organisers:copy_deleted",
    "organisers:copy_file",
    "organisers:copy_write",
    "organisers:erase",
    "organisers:find_region",
    "organisers:leave_page",
    "organisers:lists_deleted",
    "organisers:lost",
    "organisers:my_copy",
    "organisers:my_page",
    "organisers:my_record",
    "organisers:new_address",
    "organisers:open_other",
    "organisers:private",
    "organisers:proposal",
    "organisers:propose",
    "organisers:region",
    "organisers:regions",
    "organisers:symposia",
    "organisers:symposium",
    "organisers:symposium_calendar",
    "organisers:symposium_file",
    "organisers:withdraw",
    "organisers:write",
    "organisers:written",
    "help",
    "help_page",
    "help_picture",
    "privacy",
    "security",
    "socialmedia:complain",
    "socialmedia:complaint_sent",
    "socialmedia:forum_rules",
    "socialmedia:guideline_changes",
    "socialmedia:guideline_file",
    "socialmedia:guideline_version",
    "socialmedia:guidelines",
    "socialmedia:roster_feed",
    "socialmedia:report_summary",
    "socialmedia:social",
    "stop_emails",
    "theme",
    "webmanifest",
    "turn_off",
}


def test_every_address_says_whether_it_opens_by_a_second_factor() -> None:
    declared: dict[bool | None, set[str]] = {True: set(), False: set(), None: set()}
    for address in every_address():
        if not address.name.startswith(("admin:", "account_", "mfa_")):
            declared[getattr(address.view, "second_factor", None)].add(address.name)
    assert (declared[False], declared[None]) == (SIGNED_IN, NOT_BY_SIGN_IN)


def test_no_page_of_the_desk_opens_by_an_emailed_code_alone() -> None:
    client = sign_in(Client(), make_staff(), second_factor=False)
    desk = [address.path for address in every_address() if address.name.startswith("admin:")]
    asked = {client.get(path).headers.get("Location", "").partition("?")[0] for path in desk}
    assert asked == {reverse("mfa_reauthenticate")}


def sign_in_and(client: Client, user: User, *, action: str) -> None:
    """By code and app, and then remember the device or not."""
    authenticate = sign_in_by_code(client, user)
    remember = client.post(authenticate, {"code": code_now(SECRET)})["Location"]
    assert (authenticate, remember) == (reverse("mfa_authenticate"), reverse("mfa_trust"))
    assert client.post(remember, {"action": action})["Location"] == "/accounts/"


def sign_in_again(client: Client, user: User) -> str:
    """Sign out and in on the same device; where the code leads to."""
    client.post(reverse("account_logout"))
    return sign_in_by_code(client, user)


def test_a_remembered_device_is_not_asked_for_thirty_days(client: Client) -> None:
    user, now = make_staff(), timezone.now()
    with time_machine.travel(now):
        sign_in_and(client, user, action="trust")
    cookie = client.cookies[settings.MFA_TRUST_COOKIE_NAME]
    assert (cookie["httponly"], cookie["max-age"], cookie["samesite"]) == (True, 30 * 24 * 60 * 60, "Lax")
    with time_machine.travel(now + timedelta(days=29)):
        assert (sign_in_again(client, user), client.get("/admin/").status_code) == ("/accounts/", 200)
        assert sign_in_by_code(Client(), user) == reverse("mfa_authenticate")
    with time_machine.travel(now + timedelta(days=30, seconds=1)):
        assert client.get("/admin/").headers["Location"].startswith(reverse("mfa_reauthenticate"))
        assert sign_in_again(client, user) == reverse("mfa_authenticate")


def test_a_device_that_is_not_remembered_is_asked_again(client: Client) -> None:
    user = make_staff()
    sign_in_and(client, user, action="skip")
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert sign_in_again(client, user) == reverse("mfa_authenticate")


def test_a_device_is_remembered_for_one_person(client: Client) -> None:
    sign_in_and(client, make_staff(), action="trust")
    assert sign_in_again(client, make_staff()) == reverse("mfa_authenticate")


def test_every_device_is_forgotten_from_the_accounts_page(client: Client) -> None:
    """At the server: a copy of the cookie opens nothing any more, and other sessions end."""
    user, lost = make_staff(), Client()
    sign_in_and(lost, user, action="trust")
    assert lost.get("/admin/").status_code == 200
    sign_in(client, user)
    assert "Forget every device" in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("forget_devices")).status_code == 405
    assert client.post(reverse("forget_devices"))["Location"] == reverse("mfa_index")
    assert client.get("/admin/").status_code == 200
    assert lost.get("/admin/")["Location"].startswith(reverse("account_login"))
    assert sign_in_again(lost, user) == reverse("mfa_authenticate")


@pytest.mark.parametrize("end", ["role", "factor"])
def test_a_device_is_forgotten_when_a_role_ends_or_a_second_factor_changes(client: Client, end: str) -> None:
    user = make_staff()
    sign_in_and(client, user, action="trust")
    client.post(reverse("account_logout"))
    if end == "role":
        sessions.sign_out_everywhere(user)
    else:
        Authenticator.objects.get(user=user).delete()
        new = {"secret": get_adapter().encrypt(SECRET)}
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=new)
    assert sign_in_by_code(client, user) == reverse("mfa_authenticate")
