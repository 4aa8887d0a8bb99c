"""The people behind a motion on the site: signing, and what each does by the link in an email."""

from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from lla.emails import recipients
from lla.emails.models import Email
from lla.links import tokens
from lla.links.models import Link
from lla.time import clock
from motions.backing import workflow as backing_workflow
from motions.motion.choices import Role, Status
from motions.motion.models import Motion
from tests.factories import use_up
from tests.motions.factories import (
    BODY,
    make_conference,
    make_group_motion,
    make_item,
    make_person,
    make_signatory,
    make_submission,
    mover_of,
    submit,
)
from tests.motions.member_pages import by_email, close, fresh, mine, said, sign_address, token_in_email
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db

SIGNATURE = {
    "name": "Cato Firth",
    "group_name": "Weald Left",
    "email": "cato@example.org",
    "name_public": "on",
}


def test_whoever_signs_is_not_named_unless_they_tick_it(client: Client, gathering: Motion) -> None:
    shown = client.get(sign_address(gathering)).context["form"]
    assert bool(shown["name_public"].value()) is False


def test_signing_asks_the_address_and_counts_only_when_it_answers(client: Client, gathering: Motion) -> None:
    answer = client.post(sign_address(gathering), SIGNATURE)
    assert client.get(answer.headers["Location"]).status_code == 200
    assert gathering.backings.standing().count() == 1
    token = token_in_email("cato@example.org", about="confirm your signature")
    client.post(reverse("motions:backing", args=[token]), {"act": "confirm"})
    signed = gathering.backings.get(email="cato@example.org")
    assert (signed.stands, signed.role, signed.group_name, signed.name_public) == (
        True,
        Role.SIGNATORY,
        "Weald Left",
        True,
    )


def test_signing_answers_the_same_whether_or_not_the_address_is_known(
    client: Client, gathering: Motion
) -> None:
    mover = mover_of(gathering)
    known = client.post(sign_address(gathering), {**SIGNATURE, "email": mover.email})
    unknown = client.post(sign_address(gathering), SIGNATURE)
    pages = [client.get(answer.headers["Location"]).content for answer in (known, unknown)]
    assert (known.status_code, known.headers["Location"]) == (302, unknown.headers["Location"])
    assert pages[0] == pages[1]
    kinds = Email.objects.filter(kind__in=["motions/already_backing", "motions/signature_to_confirm"])
    assert list(kinds.order_by("pk").values_list("kind", flat=True)) == [
        "motions/already_backing",
        "motions/signature_to_confirm",
    ]


def test_signing_twice_is_one_signature(client: Client, gathering: Motion) -> None:
    for _ in range(2):
        client.post(sign_address(gathering), SIGNATURE)
    assert gathering.backings.filter(email="cato@example.org").count() == 1


def test_two_hundred_people_behind_one_address_sign_and_confirm_within_an_hour(gathering: Motion) -> None:
    """A hall behind one router. It takes long because there are two hundred of them."""
    with time_machine.travel(clock.now(), tick=False):
        for number in range(200):
            client, email = Client(), f"hall{number}@example.org"
            asked = client.post(sign_address(gathering), {**SIGNATURE, "email": email})
            assert (asked.status_code, number) == (302, number)
            token = tokens.mint("backing", gathering.backings.get(email=email).pk, days=1)
            client.post(reverse("motions:backing", args=[token]), {"act": "confirm"})
    confirmed = gathering.backings.filter(email__startswith="hall").exclude(confirmed_at=None)
    assert confirmed.count() == 200


def test_one_person_who_signs_again_and_again_is_stopped_and_nobody_else(gathering: Motion) -> None:
    answers = [Client().post(sign_address(gathering), SIGNATURE).status_code for _ in range(6)]
    others = [
        Client().post(sign_address(gathering), {**SIGNATURE, "email": f"p{number}@example.org"}).status_code
        for number in range(3)
    ]
    assert (answers, others) == ([302] * 5 + [200], [302] * 3)


def test_a_program_that_makes_up_people_is_stopped_too(client: Client, gathering: Motion) -> None:
    client.post(sign_address(gathering), SIGNATURE)
    use_up("sign from")
    made_up = "made.up@example.org"
    answer = client.post(sign_address(gathering), {**SIGNATURE, "email": made_up})
    assert (answer.status_code, gathering.backings.filter(email=made_up).exists()) == (200, False)


def test_what_can_no_longer_be_signed_says_why_and_keeps_what_was_typed(
    client: Client, gathering: Motion
) -> None:
    backing_workflow.withdraw(gathering, by=mover_of(gathering), note="")
    assert client.get(sign_address(gathering)).context["reasons"] == ["This motion has been withdrawn."]
    form = client.post(sign_address(gathering), SIGNATURE).context["form"]
    assert [str(words) for words in form.non_field_errors()] == ["This motion has been withdrawn."]
    assert form["name"].value() == "Cato Firth"


def test_a_motion_of_a_group_cannot_be_signed(client: Client) -> None:
    motion = make_group_motion()
    reasons = client.get(sign_address(motion)).context["reasons"]
    assert reasons == ["This motion is from a group, so it does not need signatories."]


@pytest.mark.parametrize("view", ["backing", "invited", "draft", "enter"])
def test_a_forged_link_opens_nothing_and_says_what_to_do(client: Client, view: str) -> None:
    answer = client.get(reverse(f"motions:{view}", args=["x" * 43]))
    assert answer.status_code == 410
    assert "Check that you copied the whole address from the email" in answer.content.decode()


def test_a_link_of_one_purpose_opens_nothing_else(client: Client, gathering: Motion) -> None:
    token = tokens.mint("invitation", mover_of(gathering).pk, days=1)
    assert client.get(reverse("motions:backing", args=[token])).status_code == 410


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_every_link_changes_nothing(client: Client, method: str) -> None:
    motion = submit(make_submission())
    mover = mover_of(motion)
    addresses = [by_email(mover), reverse("motions:enter", args=[tokens.mint("mine", mover.pk, days=1)])]
    assert [getattr(client, method)(address).status_code for address in addresses] == [200, 200]
    assert (fresh(mover).confirmed_at, Link.objects.filter(spent_at=None).count()) == (None, 2)
    assert client.get(mine(motion)).status_code == 403


def test_the_movers_link_confirms_and_opens_the_motions_page(client: Client) -> None:
    motion = submit(make_submission())
    mover = mover_of(motion)
    answer = client.post(by_email(mover), {"act": "confirm"})
    assert (answer.headers["Location"], fresh(mover).stands) == (mine(motion), True)
    assert client.get(mine(motion)).context["backing"] == mover


def test_confirming_twice_says_that_nothing_more_is_needed(client: Client, gathering: Motion) -> None:
    before = fresh(mover_of(gathering)).confirmed_at
    answer = client.post(by_email(mover_of(gathering)), {"act": "confirm"})
    assert said(client, answer.headers["Location"]) == [
        "You have already confirmed. You do not have to do anything else."
    ]
    assert fresh(mover_of(gathering)).confirmed_at == before


def test_the_officer_who_confirms_makes_a_groups_motion_received(client: Client) -> None:
    motion = submit(make_submission(group=make_group("Ouse Valley Left")))
    backing_workflow.confirm(mover_of(motion))
    officer = motion.backings.get(role=Role.CONFIRMING_OFFICER)
    shown = client.get(by_email(officer)).content.decode()
    assert "Confirm that Ouse Valley Left passed it" in shown
    client.post(by_email(officer), {"act": "confirm"})
    assert Motion.objects.get().status == Status.RECEIVED


def test_a_signatory_chooses_whether_the_name_is_printed_and_may_leave(
    client: Client, gathering: Motion
) -> None:
    signatory = make_signatory(gathering)
    address = by_email(signatory)
    seen = []
    for act in ("hide", "show", "withdraw"):
        assert client.post(address, {"act": act}).headers["Location"] == address
        found = fresh(signatory)
        seen.append((found.name_public, found.stands))
    assert seen == [(False, True), (True, True), (True, False)]


def test_a_signatorys_link_does_not_open_my_motions(client: Client, gathering: Motion) -> None:
    signatory = make_signatory(gathering)
    client.post(by_email(signatory), {"act": "open"})
    assert client.get(mine(gathering)).status_code == 403


def test_an_act_nobody_knows_does_nothing(client: Client, gathering: Motion) -> None:
    signatory = make_signatory(gathering)
    assert client.post(by_email(signatory), {"act": "erase"}).status_code == 200
    assert fresh(signatory).stands


def test_a_signatory_reads_what_changed_since_they_agreed(client: Client, gathering: Motion) -> None:
    signatory = make_signatory(gathering)
    assert client.get(by_email(signatory)).context["changes"] is None
    text = make_submission(body=BODY.replace("each quarter", "each month")).text
    backing_workflow.revise(gathering, text, by=mover_of(gathering), why="Groups asked for it.", base=1)
    shown = client.get(by_email(signatory))
    assert shown.context["changes"].summary == "1 clause changed"
    assert "Why: Groups asked for it." in shown.content.decode()


def test_a_motion_that_needs_more_people_after_closing_arrives_late(client: Client) -> None:
    item = make_item(make_conference(signatories_needed=2))
    motion = submit(make_submission(item))
    backing_workflow.confirm(mover_of(motion))
    close(item)
    client.post(sign_address(motion), SIGNATURE)
    token = token_in_email("cato@example.org", about="confirm your signature")
    client.post(reverse("motions:backing", args=[token]), {"act": "confirm"})
    found = Motion.objects.get()
    assert (found.status, found.late, found.label) == (Status.RECEIVED, True, "L1")


def test_the_same_address_is_not_written_to_again_and_again(client: Client, gathering: Motion) -> None:
    for _ in range(7):
        answer = client.post(sign_address(gathering), SIGNATURE)
    assert answer.status_code == 200
    assert Email.objects.filter(to="cato@example.org").count() == 5
    assert mail.outbox == []


@pytest.mark.parametrize(("public", "said"), [(True, "Moved by Kit Fell"), (False, "Its mover is not named")])
def test_those_asked_to_sign_read_the_movers_name_only_if_it_is_printed(
    client: Client, public: bool, said: str
) -> None:
    mover = make_person("Kit Fell", name_public=public)
    motion = submit(make_submission(mover=mover))
    backing_workflow.confirm(mover_of(motion))
    invitation = tokens.mint("invitation", motion.pk, days=1)
    for address in (sign_address(motion), reverse("motions:invited", args=[invitation])):
        shown = client.get(address).text
        assert (said in shown, "Kit Fell" in shown) == (True, public)


def test_nobody_is_looked_for_any_more_to_sign_what_was_withdrawn(client: Client, gathering: Motion) -> None:
    before = client.get(sign_address(gathering)).text
    backing_workflow.withdraw(gathering, by=mover_of(gathering), note="")
    after = client.get(sign_address(gathering)).text
    assert ["to find by" in before, "sign below" in before] == [True, True]
    assert ["to find by" in after, "sign below" in after] == [False, False]


def test_the_rush_before_closing_asks_the_database_no_more_than_it_has_to(
    django_assert_max_num_queries: Any,
) -> None:
    motion = submit(make_submission(group=make_group()))
    mover, officer = (tokens.mint("backing", each.pk, days=14) for each in motion.backings.all())
    for token, queries in ((mover, 14), (officer, 20)):
        with django_assert_max_num_queries(queries):
            Client().post(reverse("motions:backing", args=[token]), {"act": "confirm"})
    motion.refresh_from_db()
    assert motion.status == Status.RECEIVED


def test_a_form_that_is_refused_before_it_is_read_proves_no_address(gathering: Motion) -> None:
    mailbox = recipients.hash_of(mover_of(gathering).email)
    token = tokens.mint("backing", mover_of(gathering).pk, days=14, mailbox_hash=mailbox)
    proved = []
    for strict in (True, False):
        client = Client(enforce_csrf_checks=strict)
        client.post(reverse("motions:backing", args=[token]), {"act": "open"})
        proved.append(recipients.is_proved(mailbox))
    assert proved == [False, True]
