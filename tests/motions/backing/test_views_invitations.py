"""Whoever signs by an invitation to their own address is counted at once; anybody else confirms first."""

import pytest
from django.test import Client
from django.urls import reverse

from lla.emails import recipients
from lla.emails.models import Email
from lla.links import standing
from motions.backing import workflow as backing_workflow
from motions.motion.choices import Act, Status
from motions.motion.models import Motion
from tests.motions.backing.test_views_signing import SIGNATURE
from tests.motions.factories import make_conference, make_item, make_submission, mover_of, submit
from tests.motions.member_pages import sign_address, token_in_email

pytestmark = pytest.mark.django_db

CATO = "cato@example.org"
WRITTEN = ["motions/signature_to_confirm", "motions/signed", "motions/already_backing"]


def invitation(motion: Motion, to: str = CATO) -> str:
    """Where the link leads that somebody is invited by."""
    backing_workflow.invite(motion, [to], by=mover_of(motion))
    return reverse("motions:invited", args=[token_in_email(to, about="Would you sign a motion?")])


def written() -> list[tuple[str, str]]:
    found = Email.objects.filter(kind__in=WRITTEN).order_by("pk")
    return [(kind.removeprefix("motions/"), to) for kind, to in found.values_list("kind", "to")]


def test_whoever_was_invited_signs_with_one_press_and_confirms_nothing(
    client: Client, gathering: Motion
) -> None:
    address = invitation(gathering, "Cato@example.org")
    answer = client.post(address, SIGNATURE)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{address}signed/")
    assert "Your signature counts" in client.get(answer.headers["Location"]).content.decode()
    signed = gathering.backings.get(email=CATO)
    assert (signed.stands, signed.name, signed.revision) == (True, "Cato Firth", gathering.current)
    assert written() == [("signed", CATO)]
    acts = list(gathering.events.values_list("act", flat=True))
    assert acts[-2:] == [Act.SIGNED, Act.CONFIRMED]


def test_opening_an_invitation_changes_nothing(client: Client, gathering: Motion) -> None:
    address = invitation(gathering)
    before = gathering.backings.count(), gathering.events.count()
    assert client.get(address).status_code == 200
    thanks = client.get(f"{address}signed/")
    assert (thanks.status_code, thanks.headers["Location"]) == (302, address)
    assert (gathering.backings.count(), gathering.events.count()) == before
    assert not recipients.is_proved(recipients.hash_of(CATO))


def test_an_invitation_counts_one_signatory_as_one(client: Client, gathering: Motion) -> None:
    page = " ".join(client.get(invitation(gathering)).content.decode().split())
    assert "<strong>1 of 3</strong> signatories has confirmed." in page


def test_an_invitation_sent_on_proves_nothing_of_another_address(client: Client, gathering: Motion) -> None:
    address = invitation(gathering)
    answer = client.post(address, {**SIGNATURE, "email": "dee@example.org"})
    asked = reverse("motions:asked", args=[standing.key("sign", gathering.pk)])
    assert (answer.status_code, answer.headers["Location"]) == (302, asked)
    assert not gathering.backings.get(email="dee@example.org").stands
    assert written() == [("signature_to_confirm", "dee@example.org")]
    proved = [recipients.is_proved(recipients.hash_of(email)) for email in (CATO, "dee@example.org")]
    assert proved == [False, False]


def test_the_address_that_is_passed_on_still_asks_whoever_was_invited(
    client: Client, gathering: Motion
) -> None:
    invitation(gathering)
    client.post(sign_address(gathering), SIGNATURE)
    assert not gathering.backings.get(email=CATO).stands


def test_an_invitation_to_one_motion_signs_no_other(client: Client, gathering: Motion) -> None:
    other = submit(make_submission())
    client.post(invitation(gathering), SIGNATURE)
    assert (gathering.backings.count(), other.backings.count()) == (2, 1)


def test_whoever_signed_before_without_confirming_is_counted_under_the_name_they_give(
    client: Client, gathering: Motion
) -> None:
    address = invitation(gathering)
    client.post(sign_address(gathering), {**SIGNATURE, "name": "Somebody Else"})
    client.post(address, SIGNATURE)
    signed = gathering.backings.get(email=CATO)
    assert (signed.stands, signed.name) == (True, "Cato Firth")


def test_whoever_stands_already_stays_as_they_are_and_the_page_does_not_tell(
    client: Client, gathering: Motion
) -> None:
    address = invitation(gathering)
    answers = [client.post(address, {**SIGNATURE, "name": name}) for name in ("Cato Firth", "Somebody")]
    assert [answer.headers["Location"] for answer in answers] == [f"{address}signed/"] * 2
    assert gathering.backings.get(email=CATO).name == "Cato Firth"
    assert written() == [("signed", CATO), ("already_backing", CATO)]


def test_whoever_withdrew_may_sign_by_the_invitation_again(client: Client, gathering: Motion) -> None:
    address = invitation(gathering)
    client.post(address, SIGNATURE)
    backing_workflow.withdraw_support(gathering.backings.get(email=CATO))
    client.post(address, SIGNATURE)
    assert gathering.backings.get(email=CATO).stands


def test_the_last_signature_makes_the_motion_received_at_the_press(client: Client) -> None:
    motion = submit(make_submission(make_item(make_conference(signatories_needed=2))))
    backing_workflow.confirm(mover_of(motion))
    client.post(invitation(motion), SIGNATURE)
    motion.refresh_from_db()
    assert (motion.status, motion.label) == (Status.RECEIVED, "A")
