"""How often somebody may try something, counted in the database so that every process agrees."""

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from lla.limits.models import Limit
from lla.time import clock
from lla.time.wording import clock_in_words, moment_in_words


class TooMany(Exception):
    """More tries than a limit allows; `until` is the moment from which the next one counts."""

    def __init__(self, until: datetime, *, shared: bool) -> None:
        super().__init__("Too many attempts.")
        self.until = until
        self.shared = shared  # counted by a network address, which many people may have

    @property
    def words(self) -> str:
        """For whoever tried, whose words are still there."""
        was = "was sent too often from your connection" if self.shared else "cannot be sent again yet"
        today = localdate(self.until) == localdate(clock.now())
        again = clock_in_words(self.until) if today else moment_in_words(self.until)
        return f"This {was}. Nothing is lost. Send it again after {again}."


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often in a span something may be tried, and why not oftener."""

    often: int
    per: timedelta
    why: str


# A hall full of people stands behind one network address. What stops one person who means harm is counted
# by the person, the address of an email or the thing it is about, and comes first; what is counted by a
# network address ("… from") only keeps a program from filling the tables. Sign-in has its own, in the
# settings, by the same rule: ACCOUNT_RATE_LIMITS.
ALLOWED = {
    "sign": Allowance(5, HOUR, "Emails to one address about one motion: a slip or two, and no bombardment."),
    "sign from": Allowance(1500, HOUR, "Five hundred people in a hall who sign three motions each."),
    "submit from": Allowance(300, HOUR, "A hall on the last evening; a new draft writes to nobody."),
    "save": Allowance(5, HOUR, "Emails with the link of a draft to one address."),
    "save from": Allowance(300, HOUR, "As many as may begin a draft."),
    "mine": Allowance(5, HOUR, "Emails with the way into “my motions” to one address."),
    "mine from": Allowance(1000, HOUR, "A hall in which everybody looks after their motions twice."),
    "invite": Allowance(10, DAY, "Rounds of invitations for one motion, each to many people."),
    "correct address of": Allowance(5, DAY, "Corrections of one person's address."),
    "correct address to": Allowance(5, DAY, "Emails to one address that others typed."),
    "preview": Allowance(1200, HOUR, "One text, typed without a pause: one preview every three seconds."),
    "preview from": Allowance(12000, HOUR, "Ten people in one office who type without a pause."),
    "long preview": Allowance(6, MINUTE, "One long text, which takes a hundred times an ordinary one."),
    "long preview from": Allowance(20, MINUTE, "Several people in one office with long texts at once."),
    "upload": Allowance(60, HOUR, "One person who fills the library with the pictures of a whole day."),
    "affiliate": Allowance(5, DAY, "Emails to one address that a form named as a group's contact."),
    "affiliate from": Allowance(100, HOUR, "A training day at which groups apply together."),
    "contact link": Allowance(5, HOUR, "Emails with the way to a contact's page to one address."),
    "contact link from": Allowance(300, HOUR, "A regional meeting at which every contact asks for theirs."),
    "contact address": Allowance(5, DAY, "New addresses that one contact has emails sent to."),
    "propose contact": Allowance(5, DAY, "Emails that one group has sent to people it proposes."),
    "ask contact": Allowance(2, DAY, "Emails that ask one contact to check their details."),
    "write to organiser": Allowance(5, HOUR, "Messages by one sender."),
    "write to organiser from": Allowance(30, HOUR, "To one region: half of it, so that nobody closes it."),
    "write to organiser of": Allowance(60, HOUR, "Messages one region's organisers can still read."),
    "write through": Allowance(10, DAY, "Emails of one group to groups without an address."),
    "copy file": Allowance(30, DAY, "Files of one copy of the directory: each format, and again."),
    "contact list": Allowance(20, DAY, "Lists one organiser asks for; more is no day's work."),
    "contact list file": Allowance(20, DAY, "Files of them that leave."),
    "write to groups": Allowance(3, DAY, "Messages of one person to many groups; more is a nuisance."),
    "import": Allowance(30, DAY, "Spreadsheets that one person has read; a file is corrected a few times."),
    "personal data": Allowance(40, DAY, "Looks by one person at what is held about somebody."),
    "complain": Allowance(5, DAY, "Complaints under one address."),
    "complain from": Allowance(100, HOUR, "A heated meeting; a complaint may come without an address."),
}

BY_CONNECTION = " from"

# One statement, so that two tries at once are two tries; a span that has ended begins again.
COUNT_ONE = """
    INSERT INTO lla_limit AS held (bucket, who, count, ends_at) VALUES (%(bucket)s, %(who)s, 1, %(ends_at)s)
    ON CONFLICT (bucket, who) DO UPDATE SET
        count = CASE WHEN held.ends_at <= %(now)s THEN 1 ELSE held.count + 1 END,
        ends_at = CASE WHEN held.ends_at <= %(now)s THEN excluded.ends_at ELSE held.ends_at END
    RETURNING count, ends_at
"""
COUNT_EACH = """
    INSERT INTO lla_limit AS held (bucket, who, count, ends_at)
    SELECT %(bucket)s, each, 1, %(ends_at)s FROM unnest(%(who)s::text[]) AS each ORDER BY each
    ON CONFLICT (bucket, who) DO UPDATE SET
        count = CASE WHEN held.ends_at <= %(now)s THEN 1 ELSE held.count + 1 END,
        ends_at = CASE WHEN held.ends_at <= %(now)s THEN excluded.ends_at ELSE held.ends_at END
    RETURNING who, count
"""


def spend(bucket: str, who: str) -> None:
    """Count one try of `who` in `bucket`; raises TooMany when those it allows are used up.

    `who` (an address, an email) is kept as a keyed hash. Call it outside the act's transaction, or a
    try that fails is not counted.
    """
    allowance = ALLOWED[bucket]
    count, ends_at = tally(bucket, who, per=allowance.per)
    if count > allowance.often:
        raise _refusal(bucket, ends_at)


def spend_each(bucket: str, who: Collection[str]) -> set[str]:
    """Count one try of each of many at once; answers those who had one left. As `spend`, outside the act."""
    now, allowance = clock.now(), ALLOWED[bucket]
    keyed = {_keyed(each): each for each in who}
    values: dict[str, Any] = {"bucket": bucket, "who": list(keyed), "now": now}
    values["ends_at"] = now + allowance.per
    with connection.cursor() as cursor:
        cursor.execute(COUNT_EACH, values)
        return {keyed[key] for key, count in cursor.fetchall() if count <= allowance.often}


def why_not_spend(bucket: str, who: str) -> list[str]:
    """Why a try of `who` would be refused now; nothing is counted."""
    spent = _spent(bucket, [_keyed(who)]).first()
    return [_refusal(bucket, spent.ends_at).words] if spent else []


def _spent(bucket: str, keyed: Collection[str]) -> QuerySet[Limit]:
    often = ALLOWED[bucket].often
    return Limit.objects.filter(bucket=bucket, who__in=keyed, ends_at__gt=clock.now(), count__gte=often)


def _refusal(bucket: str, until: datetime) -> TooMany:
    return TooMany(until, shared=bucket.endswith(BY_CONNECTION))


def tally(bucket: str, who: str, *, per: timedelta) -> tuple[int, datetime]:
    """Count one; answers how many there were in the present span, and when that ends."""
    now, keyed = clock.now(), _keyed(who)
    values: dict[str, str | datetime] = {"bucket": bucket, "who": keyed, "now": now}
    values["ends_at"] = now + per
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE, values)
        count, ends_at = cursor.fetchone()
    return count, ends_at


def _keyed(who: str) -> str:
    return salted_hmac("lla.limits", who.strip().lower(), algorithm="sha256").hexdigest()


def client_address(request: HttpRequest) -> str:
    """The visitor's network address: what our own proxies wrote down, never what the visitor claims.

    IPv6 addresses count by their /64, the smallest network one household is given.
    """
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    given = hops[-trusted].strip() if 0 < trusted <= len(hops) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
