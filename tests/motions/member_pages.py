"""What the tests of members' pages share: typed forms, drafts by address, people who have come in."""

import re
from collections.abc import Mapping
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.urls import reverse

from lla.emails.delivery import deliver_due
from lla.links import standing, tokens
from lla.time import clock
from motions.agenda.models import AgendaItem
from motions.motion.models import Backing, Motion
from motions.submitting.models import Draft
from tests.motions.factories import BODY, mover_of
from tests.organisers.factories import make_group

TEXT = {"title": "Organisers for every region", "body": BODY, "appendix": ""}
MOVER = {"name": "Ana Whitlow", "email": "ana@example.org", "group_name": "", "name_public": "on"}
OFFICERS = {
    "name": "Ana Whitlow",
    "email": "ana@example.org",
    "officer_name": "Bryn Tarrant",
    "officer_email": "bryn@example.org",
}


def from_signatories(item: AgendaItem) -> dict[str, str]:
    return {"route": "signatories", "item": str(item.pk), "kind": "ordinary"}


def from_group(item: AgendaItem) -> dict[str, str]:
    group = make_group()
    typed = {"route": "group", "group": str(group.pk), "passed_on": "2026-09-05"}
    return {**typed, "item": str(item.pk), "kind": "ordinary"}


def begin(client: Client, item: AgendaItem) -> Draft:
    client.post(reverse("motions:submit"), {"conference": item.conference.pk})
    return Draft.objects.filter(conference=item.conference).latest("pk")


def page(draft: Draft, name: str) -> str:
    """The address of one of a draft's pages: "step_who", "check", "sent"."""
    return reverse(f"motions:{name}", args=[draft.key])


def fill(client: Client, item: AgendaItem, **changed: dict[str, str]) -> Draft:
    """A draft with all three steps typed, ready to be checked."""
    draft = begin(client, item)
    steps = {"who": from_signatories(item), "text": TEXT, "people": MOVER} | changed
    for step, typed in steps.items():
        client.post(page(draft, f"step_{step}"), typed)
    return Draft.objects.get(pk=draft.pk)


def seen(client: Client, address: str) -> dict[str, str]:
    """The mark of what is stored that a step's page carries, as its form sends it."""
    return {"seen": client.get(address).context["form"].state}


def token_in_email(to: str, *, about: str) -> str:
    """The part of an address that the newest email to somebody brings."""
    deliver_due()
    emails = [email for email in mail.outbox if email.to == [to] and about in email.subject]
    token, *_ = re.findall(r"^https?://\S+/([^/\s]+)/$", str(emails[-1].body), re.MULTILINE)
    return str(token)


def by_email(backing: Backing) -> str:
    """The address in an email to somebody behind a motion."""
    return reverse("motions:backing", args=[tokens.mint("backing", backing.pk, days=60)])


def come_in(client: Client, backing: Backing) -> None:
    """Open "my motions" by an emailed link."""
    client.post(reverse("motions:enter", args=[tokens.mint("mine", backing.pk, days=1)]))


def mover_comes_in(client: Client, motion: Motion) -> Backing:
    mover = mover_of(motion)
    come_in(client, mover)
    return mover


def close(item: AgendaItem, *, ago: timedelta = timedelta(days=2)) -> None:
    """Motions to the item's conference closed some time ago."""
    conference = item.conference
    shift = clock.now() - ago - conference.motions_close_at
    for moment in (
        "motions_open_at",
        "motions_close_at",
        "amendments_close_at",
        "emergency_close_at",
        "freeze_at",
    ):
        setattr(conference, moment, getattr(conference, moment) + shift)
    conference.save()


def errors(client: Client, address: str, typed: Mapping[str, object]) -> dict[str, list[str]]:
    answer = client.post(address, dict(typed))
    assert answer.status_code == 200
    return {name: [str(words) for words in said] for name, said in answer.context["form"].errors.items()}


def sign_address(motion: Motion) -> str:
    return reverse("motions:sign", args=[standing.key("sign", motion.pk)])


def mine(motion: Motion, view: str = "track") -> str:
    return reverse(f"motions:{view}", args=[motion.reference])


def said(client: Client, address: str) -> list[str]:
    """The messages on top of a page."""
    return [str(message) for message in client.get(address).context["messages"]]


def fresh(backing: Backing) -> Backing:
    return Backing.objects.get(pk=backing.pk)
