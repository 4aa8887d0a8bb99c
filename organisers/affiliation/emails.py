"""The emails about a group's standing and region: unsaved rows that an act posts."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.links.tokens import LinkWanted

from ..appointments.selectors import organisers_of
from ..contacts.emails import LINK_DAYS, PAGE_LINK
from ..contacts.models import Contact
from ..groups.models import Group
from ..regions.models import Region

APPLICATION_LINK = "application"
DAYS_TO_CONFIRM = 14
UNCONFIRMED_KEPT = timedelta(days=DAYS_TO_CONFIRM + 7)

# What its reader has just asked for, and what can wait; somebody waits for the others.
URGENCY = {"application_to_confirm": Urgency.NOW, "known": Urgency.NOW, "moved": Urgency.LATER}


def application_to_confirm(contact: Contact) -> Email:
    """To whoever applied for a group: nothing counts before the link is used."""
    link = LinkWanted("organisers:application", APPLICATION_LINK, contact.pk, DAYS_TO_CONFIRM)
    context: dict[str, Any] = {"contact": contact, "kept_for": UNCONFIRMED_KEPT}
    return _email("application_to_confirm", contact.group, to=contact.email, link=link, **context)


def known(group: Group, *, to: str) -> Email:
    """To whoever applied in the name of a group that we know: only this email says so, not the page."""
    return _email("known", group, to=to)


def applied(group: Group) -> list[Email]:
    """To the region's organisers; where there is none, to the committee's address."""
    line = f"{group}, {group.region}"
    return [_email("applied", group, to=to, line=line) for to in _who_looks_after(group.region)]


def affiliated(group: Group) -> list[Email]:
    """To the group's contacts, with the way to their own page."""
    return [
        _email(
            "affiliated",
            group,
            to=contact.email,
            link=LinkWanted("organisers:private", PAGE_LINK, contact.pk, LINK_DAYS),
            contact=contact,
        )
        for contact in group.contacts.with_address()
    ]


def ended(group: Group, *, words: str) -> list[Email]:
    """To the group's contacts and the region's organisers: lapsed, left, or turned down, and why."""
    organisers = dict.fromkeys((person.email for person in organisers_of(group.region)), True)
    contacts = dict.fromkeys((contact.email for contact in group.contacts.with_address()), False)
    return [
        _email("ended", group, to=to, organiser=organiser, words=words)
        for to, organiser in (contacts | organisers | contacts).items()
    ]


def moved(group: Group, *, before: Region, words: str) -> list[Email]:
    """To the organisers of both regions; where one has none, to the committee's address."""
    addresses = dict.fromkeys([*_who_looks_after(before), *_who_looks_after(group.region)])
    return [_email("moved", group, to=to, before=before, words=words) for to in addresses]


def _who_looks_after(region: Region) -> list[str]:
    return [person.email for person in organisers_of(region)] or [settings.ORGANISATION["email"]]


def _email(
    name: str, group: Group, *, to: str, link: LinkWanted | None = None, line: str = "", **context: Any
) -> Email:
    return compose(
        f"emails/organisers/group_{name}.txt",
        {"group": group, "region": group.region, **context},
        to=to,
        kind=f"organisers/group_{name}",
        about=f"group {group.pk}",
        link=link,
        line=line,
        secret=True,
        urgency=URGENCY.get(name, Urgency.SOON),
    )
