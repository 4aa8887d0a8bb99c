"""Each kind of email can be turned off by its reader, but for duties: signed in, or by the email's foot."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from lla.emails import delivery, preferences
from lla.emails.models import Email, EmailTurnedOff
from lla.emails.outbox import post
from lla.links.models import Link
from tests.factories import make_staff, make_user, sign_in
from tests.motions.factories import make_motion
from tests.permission_matrix import DONE, SIGN_IN, done, seen
from tests.queries import counted
from tests.socialmedia.factories import make_member

pytestmark = pytest.mark.django_db

SMALL_BEGINNING = re.compile(r"^(?:Dear [^\n]*|Hello),\n\n?(?:\{%[^%]*%\}\n?)*([a-z].*)", re.MULTILINE)

PAGE = "/accounts/emails/"
KIM = "kim@example.org"
OPENED, REPORT = "socialmedia/channel_opened", "socialmedia/report_sent"

# Emails that always come: they ask something of their reader, answer them, carry somebody's words to them,
# or touch their own rights, data or sign-in. A new email stands here or in its app's NOTICES.
DUTIES = {
    *("lla/login_code", "lla/recovery_codes_generated", "lla/totp_activated", "lla/totp_deactivated"),
    *("lla/webauthn_added", "lla/webauthn_removed", "lla/subject_erased", "lla/subject_taken"),
    *("lla/export_asked", "lla/export_agreed", "lla/export_declined", "lla/export_stopped"),
    *("lla/export_written",),
    *("motions/already_backing", "motions/asked_to_confirm", "motions/draft_going", "motions/draft_saved"),
    *(
        "motions/gathering",
        "motions/invited",
        "motions/my_motions",
        "motions/co_mover_answered",
        "motions/co_mover_asked",
    ),
    *("motions/queried", "motions/received", "motions/reminded_to_confirm", "motions/revised"),
    *("motions/group_revised", "motions/group_told", "motions/hold_lifted", "motions/on_hold"),
    *("motions/hidden", "motions/redacted", "motions/reopened", "motions/ruled_in_order", "motions/shown"),
    *("motions/ruled_out", "motions/signature_to_confirm", "motions/submitted", "motions/withdrawn"),
    *(
        "motions/amendment_answered",
        "motions/amendment_to_answer",
        "motions/carrying_offered",
        "motions/stuck",
    ),
    *("motions/overridden", "motions/placed", "motions/slip_corrected"),
    *("motions/appeal_decided", "motions/appeal_received"),
    *("motions/colleague_ended", "motions/colleague_invited"),
    *("motions/composite_dissolved", "motions/composite_proposed", "motions/composited"),
    *("motions/amendment_back", "motions/amendment_fell", "motions/amendment_moved"),
    "motions/not_composited",
    *("motions/motion_back", "motions/motion_ended", "motions/motion_hidden"),
    *("motions/answer_entered", "motions/query_withdrawn", "motions/signed", "motions/written"),
    *("organisers/added", "organisers/address_asked", "organisers/address_changed"),
    *("organisers/address_to_confirm", "organisers/appointed", "organisers/asked_to_verify"),
    *("organisers/appointment_ended", "organisers/group_kept", "organisers/group_moved_told"),
    "organisers/group_offered",
    *("organisers/consent_not_confirmed", "organisers/consent_to_confirm"),
    *("organisers/copies_recalled", "organisers/copy_sent", "organisers/corrected", "organisers/erased"),
    *("organisers/group_affiliated", "organisers/group_application_to_confirm", "organisers/group_ended"),
    *("organisers/group_known", "organisers/list_approved", "organisers/list_declined"),
    *("organisers/import_told", "organisers/import_undone", "organisers/imported"),
    *("organisers/list_taken", "organisers/list_to_approve", "organisers/lists_asked_back"),
    *("organisers/lists_not_answered", "organisers/lists_still_held"),
    *("organisers/proposed", "organisers/replaced", "organisers/took_over"),
    *("organisers/my_link", "organisers/passed_on", "organisers/question", "organisers/symposium_asked"),
    *("organisers/symposium_cancelled", "organisers/symposium_changed", "organisers/symposium_confirmed"),
    *("organisers/not_rung", "organisers/wrong_number"),
    *("organisers/symposium_voice_stays", "organisers/withdrawn", "organisers/written_to"),
    *("socialmedia/appointed", "socialmedia/assigned"),
    *("socialmedia/complaint_closed", "socialmedia/complaint_due", "socialmedia/complaint_held"),
    *("socialmedia/complaint_leadership", "socialmedia/complaint_received", "socialmedia/complaint_waits"),
    *("socialmedia/consultation_asked", "socialmedia/ended", "socialmedia/last_day_changed"),
    *("socialmedia/leave_away", "socialmedia/leave_back", "socialmedia/leave_entered_for_you"),
    *("socialmedia/swap_accepted", "socialmedia/swap_declined"),
}


def write(kind: str = OPENED, to: str = KIM) -> Email:
    email = Email(to=to, subject="A heron", body="Dear Kim,\n\nit is so.\n", kind=kind)
    post(email)
    return email


def delivered_foot() -> str:
    """The address at the foot of the last email, once it is delivered."""
    delivery.deliver_due()
    body = str(mail.outbox[-1].body)
    site = settings.ORGANISATION["url"]
    return body.rpartition(site)[2].strip() if "turn them off" in body else ""


def test_no_email_begins_with_a_small_letter() -> None:
    paths = (Path(settings.ROOT) / "templates/emails").rglob("*.txt")
    assert [path.name for path in paths if SMALL_BEGINNING.search(path.read_text())] == []


def test_every_email_can_be_turned_off_or_is_a_duty() -> None:
    root = Path(settings.ROOT) / "templates" / "emails"
    files = {path.relative_to(root).with_suffix("") for path in root.rglob("*.txt")}
    many = {str(file) for file in files if file.name.endswith("_many")}  # one email for several
    emails = {str(file) for file in files if not file.name.startswith("_")} - many
    optional = set(preferences.kinds())
    assert (emails - optional - DUTIES, optional & DUTIES, (optional | DUTIES) - emails) == (
        set(),
        set(),
        set(),
    )


def test_what_a_reader_turned_off_is_not_written_and_all_else_comes() -> None:
    preferences.choose(KIM, unwanted=[OPENED])
    write(to="Kim@Example.org ")
    write(REPORT)
    write(to="lee@example.org")
    found = Email.objects.order_by("pk").values_list("to", "kind")
    assert list(found) == [(KIM, REPORT), ("lee@example.org", OPENED)]


def test_a_duty_comes_whatever_its_reader_chose() -> None:
    preferences.choose(KIM, unwanted=sorted(DUTIES))
    EmailTurnedOff.objects.create(address=KIM, kind="motions/ruled_out")
    write("motions/ruled_out")
    assert (Email.objects.count(), EmailTurnedOff.objects.count()) == (1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_one_question_is_asked_for_however_many_emails(count: int, django_assert_num_queries: object) -> None:
    emails = [
        Email(to=f"{number}@example.org", subject="A", body="b", kind=OPENED) for number in range(count)
    ]
    duty = Email(to=KIM, subject="A", body="b", kind="motions/ruled_out")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert preferences.wanted([*emails, duty]) == [*emails, duty]
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert preferences.wanted([duty]) == [duty]


def test_a_member_turns_emails_off_and_on_again_on_a_page_of_their_own(client: Client) -> None:
    user = make_member()
    sign_in(client, user)
    offered = re.findall(r'value="([^"]+/[^"]+)"[^>]*checked', client.get(PAGE).content.decode())
    assert (OPENED in offered, REPORT in offered) == (True, False)
    ticked = {"emails_0": [kind for kind in offered if kind != OPENED]}
    answer = client.post(PAGE, ticked)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert preferences.turned_off(user.email) == {OPENED}
    page = client.get(PAGE).content.decode()
    assert re.findall(r'value="([^"]+/[^"]+)"[^>]*checked', page) == ticked["emails_0"]
    client.post(PAGE, {"emails_0": offered})
    assert preferences.turned_off(user.email) == set()


def test_a_kind_that_is_not_offered_is_refused_in_words_and_changes_nothing(client: Client) -> None:
    sign_in(client, make_member())
    answer = client.post(PAGE, {"emails_0": ["motions/ruled_out"]})
    assert (answer.status_code, "is not one of the available choices" in answer.content.decode()) == (
        200,
        True,
    )
    assert EmailTurnedOff.objects.count() == 0


def test_each_is_offered_the_emails_of_their_own_circles() -> None:
    motion = make_motion()
    mover = make_user(motion.backings.get(role="mover").email)
    people = {"mover": mover, "member": make_member(), "committee": make_staff(), "nobody": make_user()}
    assert {name: list(preferences.offered_to(user)) for name, user in people.items()} == {
        "mover": ["Motions you support"],
        "member": ["The social media team"],
        "committee": ["The steering committee"],
        "nobody": [],
    }


def test_what_was_turned_off_is_offered_though_the_office_ended() -> None:
    user = make_user(KIM)
    preferences.choose(KIM, unwanted=[OPENED])
    assert preferences.offered_to(user) == {"The social media team": {OPENED: preferences.kinds()[OPENED]}}


def test_the_foot_of_an_email_turns_its_kind_off_without_signing_in(client: Client) -> None:
    write(REPORT)
    address = delivered_foot()
    page = client.get(address)
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    assert EmailTurnedOff.objects.count() == 0
    client.post(address, {"turn": "off"})
    assert preferences.turned_off(KIM) == {REPORT}
    assert "Turn these emails on again" in client.get(address).content.decode()
    client.post(address, {"turn": "off"})
    assert preferences.turned_off(KIM) == {REPORT}
    client.post(address, {"turn": "on"})
    assert preferences.turned_off(KIM) == set()


def test_a_mail_program_turns_a_kind_off_at_once_without_a_cookie() -> None:
    """As RFC 8058 has it: one POST, which nobody is led on from, to the address in a header."""
    write(REPORT)
    delivery.deliver_due()
    sent = mail.outbox[-1].message()
    address = str(sent["List-Unsubscribe"]).strip("<>")
    headers = (sent["List-Unsubscribe-Post"], sent["List-Id"], f"\n{address}\n" in str(mail.outbox[-1].body))
    assert headers == ("List-Unsubscribe=One-Click", "<report-sent.socialmedia.example.org>", True)
    client = Client(enforce_csrf_checks=True)
    assert (client.get(address).status_code, preferences.turned_off(KIM)) == (200, set())
    program = Client(enforce_csrf_checks=True)
    answers = [program.post(address, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]
    assert [(answer.status_code, dict(answer.cookies)) for answer in answers] == [(200, {})] * 2
    assert preferences.turned_off(KIM) == {REPORT}


def test_an_email_that_always_comes_offers_no_program_to_turn_it_off() -> None:
    write("organisers/erased")
    delivery.deliver_due()
    sent = mail.outbox[-1].message()
    assert [name for name in sent if name.startswith("List-")] == []


def test_the_foot_reveals_neither_the_reader_nor_the_email_and_only_its_hash_is_kept(client: Client) -> None:
    write(REPORT)
    address = delivered_foot()
    page = client.get(address).content.decode()
    assert [words for words in (KIM, "A heron", "it is so") if words in page] == []
    token = address.removeprefix(PAGE).removesuffix("/")
    assert token not in str(list(Link.objects.values_list())) + str(list(Email.objects.values_list()))


def test_a_duty_has_no_such_foot() -> None:
    write("organisers/erased")
    assert delivered_foot() == ""


def test_a_foot_whose_email_is_forgotten_says_so(client: Client) -> None:
    email = write(REPORT)
    address = delivered_foot()
    email.delete()
    assert [client.get(address).status_code, client.post(address, {"turn": "off"}).status_code] == [410, 410]
    assert client.get(reverse("turn_off", args=["forged"])).status_code == 410


def test_everybody_signed_in_has_the_page_and_a_foot_opens_for_whoever_holds_it() -> None:
    clients = {"anonymous": Client()}
    people = {"nobody": make_user(), "member": make_member(), "committee": make_staff()}
    clients |= {role: sign_in(Client(), user) for role, user in people.items()}
    write(REPORT)
    foot = delivered_foot()
    assert {address: seen(clients, address, held=[KIM]) for address in (PAGE, foot)} == {
        PAGE: [SIGN_IN, 200, 200, 200],
        foot: [200, 200, 200, 200],
    }
    assert done(clients, PAGE, {}, app="lla") == [SIGN_IN, 302, DONE, DONE]
    assert done(clients, foot, {"turn": "off"}, app="lla") == [DONE] * 4


def test_your_work_leads_to_the_page(client: Client) -> None:
    assert f'href="{PAGE}"' in sign_in(client, make_user()).get("/accounts/").content.decode()


def test_whoever_gets_no_such_emails_is_told(client: Client) -> None:
    page = sign_in(client, make_user()).get(PAGE)
    assert "You cannot turn off any of the emails you get." in page.content.decode()


def test_many_turned_off_ask_the_database_no_more_than_one() -> None:
    one, many = make_user(), make_user()
    preferences.choose(one.email, unwanted=[OPENED])
    preferences.choose(many.email, unwanted=preferences.kinds())
    assert len({counted(sign_in(Client(), user), PAGE) for user in (one, many)}) == 1
