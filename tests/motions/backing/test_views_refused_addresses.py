"""An address that refuses our email shows to those who see it and can correct it, and to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from lla.emails import recipients
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from motions.agenda.models import AgendaItem
from motions.backing import workflow as backing_workflow
from motions.motion.choices import Role
from motions.motion.models import Motion
from tests.motions.committee.admin_pages import sheet_of
from tests.motions.factories import make_motion, make_signatory, make_submission, mover_of, submit
from tests.motions.member_pages import OFFICERS, come_in, fill, from_group, mine, page
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db

WRONG = "bryan@example.org"
WORDS = f"The address {WRONG} refused our email on "


def refuse(address: str) -> None:
    recipients.refused(Email.objects.filter(to=address).latest("pk"), "5.1.1")


def test_the_sender_reads_on_the_receipt_that_an_address_is_refused(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item, who=from_group(item), people=OFFICERS | {"officer_email": WRONG})
    client.post(page(draft, "check"))
    officer = Motion.objects.get().backings.get(role=Role.CONFIRMING_OFFICER)
    pages = [page(draft, "sent"), reverse("motions:sent_address", args=[draft.key, officer.pk])]
    before = [WORDS in client.get(address).content.decode() for address in pages]
    refuse(WRONG)
    assert before == [False, False]
    assert [WORDS in client.get(address).content.decode() for address in pages] == [True, True]
    client.post(pages[1], {"email": "bryn@example.org"})
    deliver_due()
    assert WORDS not in client.get(pages[0]).content.decode()


@pytest.fixture
def refused(item: AgendaItem) -> Motion:
    """A group's motion whose officer's address takes no email."""
    motion = submit(make_submission(item, group=make_group()))
    backing_workflow.confirm(mover_of(motion))
    officer = motion.backings.get(role=Role.CONFIRMING_OFFICER)
    backing_workflow.correct_address(motion, backing=officer, email=WRONG, by=mover_of(motion))
    refuse(WRONG)
    return motion


def test_the_mover_reads_on_the_motions_page_that_the_officers_address_is_refused(
    client: Client, refused: Motion
) -> None:
    come_in(client, mover_of(refused))
    assert WORDS in client.get(mine(refused)).content.decode()


def test_the_committee_reads_on_the_sheet_that_an_address_is_refused(desk: Client, refused: Motion) -> None:
    shown = desk.get(sheet_of(refused)).content.decode()
    assert (WORDS in shown, "“Correct an address”" in shown) == (True, True)


def test_a_signatory_does_not_see_whose_address_is_refused(client: Client) -> None:
    motion = make_motion()
    signatory = make_signatory(motion)
    refuse(mover_of(motion).email)
    refuse(signatory.email)
    come_in(client, signatory)
    assert "refused our email" not in client.get(mine(motion)).content.decode()


def test_an_address_that_takes_an_email_again_is_not_called_refused(desk: Client, refused: Motion) -> None:
    deliver_due()
    assert "refused our email" not in desk.get(sheet_of(refused)).content.decode()


def test_the_sheet_does_not_say_who_was_invited(desk: Client, gathering: Motion) -> None:
    backing_workflow.invite(gathering, ["kim@example.org"], by=mover_of(gathering))
    before = desk.get(sheet_of(gathering)).content.decode()
    deliver_due()
    after = desk.get(sheet_of(gathering)).content.decode()
    for shown in (before, after):
        assert ("kim@example.org" in shown, "somebody who was invited" in shown) == (False, True)
