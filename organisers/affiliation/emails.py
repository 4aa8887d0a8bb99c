"""The emails about a group's standing and region: unsaved rows that an act posts."""

from datetime import timedelta
from typing import Any

from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.links.tokens import LinkWanted

from ..appointments.selectors import addresses_of, organisers_of
from ..contacts.emails import page_link
from ..contacts.models import Contact
from ..groups.models import Group
from ..regions.models import Region

APPLICATION_LINK = "application"
DAYS_TO_CONFIRM = 14
UNCONFIRMED_KEPT = timedelta(days=DAYS_TO_CONFIRM + 7)


def application_to_confirm(contact: Contact) -> Email:
    """To whoever applied for a group: nothing counts before the link is used."""
    link = LinkWanted("organisers:application", APPLICATION_LINK, contact.pk, DAYS_TO_CONFIRM)
    context = {"contact": contact, "kept_for": UNCONFIRMED_KEPT}
    how: dict[str, Any] = {"to": contact.email, "link": link, "urgency": Urgency.NOW}
    return _email("application_to_confirm", contact.group, context, **how)


def known(group: Group, *, to: str) -> Email:
    """To whoever applied in the name of a group that we know: only this email says so, not the page."""
    return _email("known", group, {}, to=to, urgency=Urgency.NOW)


def applied(group: Group) -> list[Email]:
    """To the region's organisers; where there is none, to the committee's address."""
    line = f"{group}, {group.region}"
    organisers = addresses_of(organisers_of(group.region))
    return [_email("applied", group, {}, to=to, line=line) for to in organisers]


def affiliated(group: Group) -> list[Email]:
    """To the group's contacts, with the way to their own page."""
    return [
        _email("affiliated", group, {"contact": contact}, to=contact.email, link=page_link(contact))
        for contact in group.contacts.with_address()
    ]


def ended(group: Group, *, words: str) -> list[Email]:
    """To the group's contacts and the region's organisers: lapsed, left, or turned down, and why."""
    organisers = dict.fromkeys((person.email for person in organisers_of(group.region)), True)
    contacts = dict.fromkeys((contact.email for contact in group.contacts.with_address()), False)
    return [
        _email("ended", group, {"organiser": organiser, "words": words}, to=to)
        for to, organiser in (contacts | organisers | contacts).items()
    ]


def moved(group: Group, *, before: Region, words: str, by: User) -> list[Email]:
    """To the organisers of both regions but `by`; where one has none, to the committee's address."""
    both = [addresses_of(organisers_of(region)) for region in (before, group.region)]
    context = {"before": before, "words": words}
    return [
        _email("moved", group, context, to=to, urgency=Urgency.LATER)
        for to in dict.fromkeys(both[0] + both[1])
        if to != by.email
    ]


def moved_told(group: Group, *, before: Region) -> list[Email]:
    """To the group's contacts: who looks after it now, and that what they allowed stays as it was."""
    return [
        _email(
            "moved_told",
            group,
            {"contact": contact, "before": before},
            to=contact.email,
            link=page_link(contact),
        )
        for contact in group.contacts.with_address()
    ]


def offered(group: Group, *, to: Region, words: str, by: User) -> list[Email]:
    """To the other region's organisers, or to the committee where there is none: will you have it?"""
    organisers = organisers_of(to)
    context = {"to": to, "words": words, "organiser": bool(organisers), "by": by}
    return [_email("offered", group, context, to=each) for each in addresses_of(organisers)]


def kept(group: Group, *, to: Region, words: str) -> list[Email]:
    """To the organisers of its region: the other region does not take it, and why."""
    context = {"to": to, "words": words}
    return [_email("kept", group, context, to=each) for each in addresses_of(organisers_of(group.region))]


def _email(name: str, group: Group, context: dict[str, Any], **how: Any) -> Email:
    organised = bool(organisers_of(group.region))
    context = {"group": group, "region": group.region, "organised": organised, **context}
    return compose(f"organisers/group_{name}", context, about=f"group {group.pk}", secret=True, **how)
