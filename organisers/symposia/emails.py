"""The emails about symposia: to contacts who agreed to such notices, else to a group's public address."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address
from lla.links.tokens import LinkWanted
from lla.time import clock
from lla.time.wording import moment_in_words
from lla.words.cleaning import one_line

from .. import quarters
from ..appointments.selectors import addresses_of
from ..contacts.choices import Purpose
from ..contacts.emails import SYMPOSIUM_LINK
from ..contacts.models import Contact
from ..groups.models import Group
from . import calendars
from .models import Symposium

DAYS = 60
DAYS_AFTER = 7  # of a meeting, on which its link still opens
CAN_WAIT = {"asked", "reminded_to_answer", "voice_stays"}  # of the others somebody may be on the way
WITH_DATES = {"confirmed", "changed", "cancelled"}  # these bring an entry for a calendar along


def asked(symposium: Symposium, groups: Iterable[Group]) -> list[Email]:
    """The consultation is open: each group has one voice."""
    return _to_groups("asked", symposium, groups, view="organisers:consultation")


def reminded_to_answer(symposium: Symposium, groups: Iterable[Group]) -> list[Email]:
    return _to_groups("reminded_to_answer", symposium, groups, view="organisers:consultation")


def voice_stays(symposium: Symposium, group: Group) -> list[Email]:
    """To a group that moved while it was being asked: what it has answered counts, or it still can."""
    answered = symposium.invitations.filter(group=group, answered_at__isnull=False).exists()
    view = "organisers:consultation"
    return _to_groups("voice_stays", symposium, [group], view=view, answered=answered)


def confirmed(symposium: Symposium, groups: Iterable[Group]) -> list[Email]:
    """Time, place and access, the note on why, and the question who comes."""
    return _to_groups("confirmed", symposium, groups, view="organisers:coming")


def changed(symposium: Symposium, groups: Iterable[Group]) -> list[Email]:
    return _to_groups("changed", symposium, groups, view="organisers:coming")


def reminded_of_the_day(
    symposium: Symposium, groups: Iterable[Group], *, coming: Mapping[int, bool]
) -> list[Email]:
    """To the groups that come, and to those that have not said."""
    return _to_groups("reminded_of_the_day", symposium, groups, view="organisers:coming", coming=coming)


def cancelled(symposium: Symposium, groups: Iterable[Group]) -> list[Email]:
    """With the public page: their own shows what is to come."""
    return _to_groups("cancelled", symposium, groups)


def two_missed(symposium: Symposium) -> list[Email]:
    """To the steering committee, when a region has gone two quarters without meeting."""
    committee = User.objects.filter(groups__name=STEERING_COMMITTEE, is_active=True)
    context = {**_facts(symposium), "board": page_address("organisers:board")}
    how: dict[str, Any] = {"about": f"symposium:{symposium.pk}", "urgency": Urgency.LATER}
    return [compose("organisers/two_missed", context, to=to, **how) for to in addresses_of(committee)]


def _to_groups(
    name: str,
    symposium: Symposium,
    groups: Iterable[Group],
    *,
    view: str = "",
    coming: Mapping[int, bool] | None = None,
    answered: bool = False,
) -> list[Email]:
    """One email to each contact who agreed to notices; a group without one is told at its public address."""
    groups = list(groups)
    contacts = defaultdict(list)
    for contact in Contact.objects.with_address().with_consent(Purpose.NOTICES).filter(group__in=groups):
        contacts[contact.group_id].append(contact)
    facts = {**_facts(symposium), "dates": _calendar_of(symposium) if name in WITH_DATES else ""}
    emails = []
    for group in groups:
        context = {**facts, "group": group, "comes": (coming or {}).get(group.pk), "answered": answered}
        for contact in contacts[group.pk]:
            link = LinkWanted(view, SYMPOSIUM_LINK, contact.pk, _days(symposium)) if view else None
            emails.append(_email(name, symposium, {**context, "contact": contact}, contact.email, link))
        if not contacts[group.pk] and group.public_email:
            emails.append(_email(name, symposium, context, group.public_email, None))
    return emails


def _email(
    name: str, symposium: Symposium, context: dict[str, Any], to: str, link: LinkWanted | None
) -> Email:
    return compose(
        f"organisers/symposium_{name}",
        context,
        to=to,
        about=f"symposium:{symposium.pk}",
        link=link,
        urgency=Urgency.LATER if name in CAN_WAIT else Urgency.SOON,
        expires_at=_of_use_until(name, symposium),
        calendar=context["dates"],
    )


def _calendar_of(symposium: Symposium) -> str:
    """The entry for a calendar; none of what has no date."""
    announced = Symposium.objects.announced().with_calendar_facts().filter(pk=symposium.pk).first()
    return calendars.to_groups(announced) if announced else ""


def _days(symposium: Symposium) -> int:
    """How long a link opens: until the meeting is over, however far ahead it was arranged."""
    if symposium.starts_at is None:
        return DAYS
    return max(DAYS, (symposium.starts_at - clock.now()).days + DAYS_AFTER)


def _of_use_until(name: str, symposium: Symposium) -> datetime | None:
    """What is asked until a day, or reminds of one, is of no use after it."""
    if name in ("asked", "reminded_to_answer"):
        return symposium.consultation_closes_at
    return symposium.starts_at if name == "reminded_of_the_day" else None


def _facts(symposium: Symposium) -> dict[str, Any]:
    """What every email about a symposium may say."""
    venue = symposium.venue
    where = [venue.name, venue.address] if venue else []
    return {
        "symposium": symposium,
        "region": symposium.region,
        "quarter": quarters.in_words(symposium.quarter),
        "closes": moment_in_words(symposium.consultation_closes_at)
        if symposium.consultation_closes_at
        else "",
        "starts": moment_in_words(symposium.starts_at) if symposium.starts_at else "",
        "ends": moment_in_words(symposium.ends_at) if symposium.ends_at else "",
        "where": one_line(", ".join(part for part in where if part)),
        "venue": venue,
        "my_page": page_address("organisers:my_page"),
    }
