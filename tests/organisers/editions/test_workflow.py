"""Editions of the directory: what each copy holds, freezing, sending, opening, files, recall and the end."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from hashlib import sha256

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.links import tokens
from lla.links.exceptions import LinkRefused
from lla.time import clock
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import workflow as contacts_workflow
from organisers.contacts.choices import Detail
from organisers.contacts.models import Contact
from organisers.editions import papers as editions_papers
from organisers.editions import workflow as editions_workflow
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy, CopyEvent, Edition
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from tests.concurrency import at_once, refusals
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.lists.factories import make_circulated

HERE = "/regions/yorkshire-and-the-humber/desk/editions/"

pytestmark = pytest.mark.django_db


def copy_for(edition: Edition, group: Group) -> Copy:
    return edition.copies.get(group=group)


def mailed(outbox: list[EmailMessage], to: str) -> str:
    """The address in the last email to somebody."""
    bodies = [message.body for message in outbox if to in message.to]
    return next(
        str(line) for line in bodies[-1].splitlines() if "/copies/" in line and line.startswith("http")
    )


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.reasons


def test_each_copy_holds_those_who_named_its_group_and_relays_for_the_rest(
    organiser: User, hull: Group, selby: Group
) -> None:
    goole = make_group("Goole Left")
    kim = make_circulated(hull, selby, details=(Detail.NAME, Detail.EMAIL))
    make_contact(goole, name="Sid Silent")
    edition = editions_workflow.freeze(make_region(), by=organiser)
    kims = {"contact": kim.pk, "group": "Hull Left", "name": "Kim of Hull Left", "email": kim.email}
    entries = {
        group.name: [{key: entry[key] for key in sorted(entry)} for entry in copy_for(edition, group).entries]
        for group in (goole, hull, selby)
    }
    assert entries == {
        "Goole Left": [relay(hull), relay(selby)],
        "Hull Left": [relay(goole), relay(selby)],
        "Selby Left": [relay(goole), kims],
    }
    assert [copy_for(edition, group).subjects for group in (goole, hull, selby)] == [[], [], [kim.pk]]


def relay(group: Group) -> dict[str, object]:
    return {"contact": None, "group": group.name, "relay": group.slug}


def test_an_edition_is_frozen_with_a_hash_and_numbered_one_after_the_other(
    organiser: User, hull: Group, selby: Group
) -> None:
    kim = make_circulated(hull, selby)
    first = editions_workflow.freeze(make_region(), by=organiser)
    Contact.objects.filter(pk=kim.pk).update(name="Kim Newname")
    copy = copy_for(first, selby)
    assert copy.entries[0]["name"] == "Kim of Hull Left"
    assert copy.sha256 == editions_workflow.hash_of(copy.entries)
    assert editions_workflow.freeze(make_region(), by=organiser).number == first.number + 1


def test_a_consent_given_after_freezing_is_for_the_next_edition(
    organiser: User, hull: Group, selby: Group
) -> None:
    edition = editions_workflow.freeze(make_region(), by=organiser)
    kim = make_circulated(hull, selby)
    assert copy_for(edition, selby).subjects == []
    assert copy_for(editions_workflow.freeze(make_region(), by=organiser), selby).subjects == [kim.pk]


def test_a_group_that_moves_region_or_lapses_is_in_no_later_edition(
    organiser: User, hull: Group, selby: Group
) -> None:
    make_circulated(hull, selby)
    mover = make_group("Ripon Left")
    make_circulated(mover, selby)
    hull.region = make_region("North East")
    hull.save()
    Group.objects.filter(pk=mover.pk).update(status=GroupStatus.LAPSED)
    edition = editions_workflow.freeze(make_region(), by=organiser)
    assert [copy.group.name for copy in edition.copies.all()] == ["Selby Left"]
    assert copy_for(edition, selby).entries == []


def test_only_the_organiser_of_today_freezes_and_sends(organiser: User, hull: Group) -> None:
    edition = editions_workflow.freeze(make_region(), by=organiser)
    organiser.appointments.all().delete()
    reasons = ["You are not the organiser of Yorkshire and the Humber today."]
    assert refused(lambda: editions_workflow.freeze(make_region(), by=organiser)) == reasons
    assert refused(lambda: editions_workflow.circulate(edition, by=organiser)) == reasons


def test_copies_go_once_to_each_proved_address_of_an_affiliated_group(
    organiser: User, hull: Group, selby: Group
) -> None:
    make_circulated(hull, selby)
    holder = make_circulated(selby, hull)
    make_contact(selby, email="unproved@example.org")
    edition = editions_workflow.freeze(make_region(), by=organiser)
    assert editions_workflow.circulate(edition, by=organiser) == 2
    assert editions_workflow.circulate(edition, by=organiser) == 0
    sent = Email.objects.filter(kind="organisers/copy_sent", to=holder.email).get()
    assert (sent.link_purpose, sent.link_target) == ("copy", copy_for(edition, selby).pk)
    assert not Email.objects.filter(to="unproved@example.org", kind="organisers/copy_sent").exists()
    assert "Kim of Hull Left" not in sent.body


def test_a_link_opens_a_copy_once_by_a_button(
    client: Client, organiser: User, hull: Group, selby: Group, mailoutbox: list[EmailMessage]
) -> None:
    make_circulated(hull, selby)
    holder = make_circulated(selby, hull)
    edition = editions_workflow.freeze(make_region(), by=organiser)
    editions_workflow.circulate(edition, by=organiser)
    deliver_due()
    link = mailed(mailoutbox, holder.email)
    assert b"Kim of Hull Left" not in client.get(link).content
    assert not CopyEvent.objects.filter(act=CopyAct.OPENED).exists()
    assert client.post(link).headers["Location"] == "/copies/"
    assert "Kim of Hull Left" in client.get("/copies/").content.decode()
    assert CopyEvent.objects.filter(act=CopyAct.OPENED, copy__group=selby).count() == 1
    forwarded = Client()
    assert [forwarded.get(link).status_code, forwarded.post(link).status_code] == [410, 410]
    assert forwarded.get("/copies/").status_code == 403


def open_copy(client: Client, copy: Copy) -> None:
    client.post(f"/copies/{tokens.mint('copy', copy.pk, days=30)}/")


def test_every_file_of_a_copy_is_on_record_with_its_hash(
    client: Client, organiser: User, hull: Group, selby: Group
) -> None:
    make_circulated(hull, selby)
    copy = copy_for(editions_workflow.freeze(make_region(), by=organiser), selby)
    open_copy(client, copy)
    for format in editions_papers.FORMATS:
        answer = client.post("/copies/file/", {"format": format})
        event = CopyEvent.objects.filter(act=CopyAct.DOWNLOADED).latest("pk")
        assert event.details == {"format": format, "sha256": sha256(answer.content).hexdigest()}
        assert f"{copy.copy_id}.{format}" in answer.headers["Content-Disposition"]
    words = client.post("/copies/file/", {"format": "csv"}).content.decode()
    assert '"Hull Left","Kim of Hull","Left","Secretary"' in words
    assert words.splitlines()[1].endswith(f'"{copy.copy_id}"')
    assert client.post("/copies/file/", {"format": "xlsx"}).headers["Location"] == "/copies/"


def test_a_withdrawal_recalls_closes_and_asks_to_delete(
    client: Client, organiser: User, hull: Group, selby: Group, mailoutbox: list[EmailMessage]
) -> None:
    kim, holder = make_circulated(hull, selby), make_circulated(selby, hull)
    edition = editions_workflow.freeze(make_region(), by=organiser)
    copy = copy_for(edition, selby)
    open_copy(client, copy)
    unopened = tokens.mint("copy", copy.pk, days=30)
    contact_page_workflow.withdraw(kim)
    answer = client.get("/copies/")
    assert (answer.status_code, b"Kim of Hull Left" in answer.content) == (410, False)
    assert client.post("/copies/file/", {"format": "csv"}).status_code == 410
    assert client.post(f"/copies/{unopened}/").status_code == 410
    deliver_due()
    done = mailed(mailoutbox, holder.email)
    assert copy.copy_id in client.get(done).content.decode()
    assert not CopyEvent.objects.filter(act=CopyAct.DESTROYED).exists()
    client.post(done)
    client.post(done)
    assert CopyEvent.objects.filter(act=CopyAct.DESTROYED, copy=copy).count() == 1
    later = editions_workflow.freeze(make_region(), by=organiser)
    assert copy_for(later, selby).entries == [relay(hull)]


def test_an_email_that_waits_while_its_copy_is_recalled_does_not_go(
    organiser: User, hull: Group, selby: Group, mailoutbox: list[EmailMessage]
) -> None:
    kim, holder = make_circulated(hull, selby), make_circulated(selby, hull)
    editions_workflow.circulate(editions_workflow.freeze(make_region(), by=organiser), by=organiser)
    contact_desk_workflow.erase(kim, by=contacts_workflow.contact_actor(kim))
    deliver_due()
    assert [message.subject for message in mailoutbox if holder.email in message.to] == [
        f"Please delete directory copy {copy_for(Edition.objects.get(), selby).copy_id}"
    ]


def test_an_expired_copy_is_emptied_and_its_record_stays(
    client: Client, organiser: User, hull: Group, selby: Group
) -> None:
    kim = make_circulated(hull, selby)
    copy = copy_for(editions_workflow.freeze(make_region(), by=organiser), selby)
    kept = copy.sha256
    token = tokens.mint("copy", copy.pk, days=365)
    with time_machine.travel(clock.now() + timedelta(days=89), tick=False):
        assert editions_workflow.expire_copies() == 0
    with time_machine.travel(clock.now() + timedelta(days=90), tick=False):
        with pytest.raises(LinkRefused, match="expired"):
            editions_workflow.open_by_link(token)
        assert (editions_workflow.expire_copies(), editions_workflow.expire_copies()) == (2, 0)
        assert client.post(f"/copies/{token}/").status_code == 410
    copy.refresh_from_db()
    assert (copy.entries, copy.subjects, copy.sha256) == ([], [kim.pk], kept)
    assert copy.events.filter(act=CopyAct.EXPIRED).count() == 1


def test_a_group_that_is_no_longer_affiliated_opens_nothing(
    organiser: User, hull: Group, selby: Group
) -> None:
    make_circulated(hull, selby)
    copy = copy_for(editions_workflow.freeze(make_region(), by=organiser), selby)
    Group.objects.filter(pk=selby.pk).update(status=GroupStatus.LEFT)
    with pytest.raises(LinkRefused, match="Your group is not affiliated now"):
        editions_workflow.open_by_link(tokens.mint("copy", copy.pk, days=30))


def test_a_group_by_name_only_is_written_to_without_its_address(
    client: Client, organiser: User, hull: Group, selby: Group
) -> None:
    hidden = make_circulated(hull, make_group("Goole Left"))
    copy = copy_for(editions_workflow.freeze(make_region(), by=organiser), selby)
    open_copy(client, copy)
    assert hidden.email not in client.get("/copies/").content.decode()
    email = {"name": "Jo Marsh", "email": "jo@example.org", "words": "Shall we share a hall?\n{link}"}
    answers = [client.post("/copies/write/hull-left/", email) for _ in range(2)]  # a double press
    assert [answer.headers["Location"] for answer in answers] == ["/copies/"] * 2
    sent = Email.objects.get(kind="organisers/passed_on")
    assert (sent.to, sent.link_view) == (hidden.email, "")
    assert "Shall we share a hall?" in sent.body
    assert client.post("/copies/write/nowhere/", email).status_code == 404


def test_only_groups_in_the_copy_are_written_to_and_ten_emails_a_day_are_enough(
    client: Client, organiser: User, hull: Group, selby: Group
) -> None:
    make_circulated(hull, selby)
    copy = copy_for(editions_workflow.freeze(make_region(), by=organiser), selby)
    open_copy(client, copy)
    email = {"name": "Jo Marsh", "email": "jo@example.org", "words": "Hello."}
    assert client.post("/copies/write/hull-left/", email).status_code == 409
    ripon = make_group("Ripon Left")
    open_copy(client, copy_for(editions_workflow.freeze(make_region(), by=organiser), selby))
    answers = [client.post(f"/copies/write/{ripon.slug}/", email).status_code for _ in range(11)]
    assert answers == [302] * 10 + [200]


def test_a_contact_whose_page_is_open_comes_to_the_copy_again(
    client: Client, organiser: User, hull: Group, selby: Group
) -> None:
    make_circulated(hull, selby)
    holder = make_circulated(selby, hull)
    edition = editions_workflow.freeze(make_region(), by=organiser)
    client.post(f"/g/{tokens.mint('contact', holder.pk, days=1)}/")
    assert "There is no current copy" in client.get("/copies/").content.decode()
    editions_workflow.circulate(edition, by=organiser)
    assert "Open the copy" in client.get("/copies/").content.decode()
    client.post("/copies/")
    assert "Kim of Hull Left" in client.get("/copies/").content.decode()
    opened = CopyEvent.objects.get(act=CopyAct.OPENED)
    assert opened.actor_key == f"contact:{holder.pk}"
    client.post("/copies/close/")
    assert "Open the copy" in client.get("/copies/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_make_the_first_edition_at_once_the_second_is_told() -> None:
    make_group("Hull Left")
    people = [make_organiser(name=name) for name in ("Edmund Carrow", "Chandni Rao")]
    first = partial(editions_workflow.freeze, make_region(), seen=0)
    [[said]] = refusals(at_once([partial(first, by=by) for by in people]))
    assert said.startswith(f"{Edition.objects.get().by} made edition 1 on ")


@pytest.mark.django_db(transaction=True)
def test_two_editions_at_once_have_two_numbers_and_a_withdrawal_at_once_is_recalled() -> None:
    organiser, hull, selby = make_organiser(), make_group("Hull Left"), make_group("Selby Left")
    kim = make_circulated(hull, selby)
    acts = [lambda: editions_workflow.freeze(make_region(), by=organiser)] * 2
    at_once([*acts, lambda: contact_page_workflow.withdraw(kim)])
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2]
    held = Copy.objects.holding(kim)
    assert [copy.entries for copy in held if any(entry["contact"] for entry in copy.entries)] == []
    assert [copy.recalled_at for copy in held if copy.recalled_at is None] == []
