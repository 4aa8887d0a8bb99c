"""How often somebody may try something, counted in the database so that every process agrees."""

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from lla import clock
from lla.refusals import TooMany

# One statement, so that two tries at once are two tries; a span that has ended begins again.
COUNT_ONE = """
    INSERT INTO lla_limit AS held (bucket, who, count, ends_at) VALUES (%(bucket)s, %(who)s, 1, %(ends_at)s)
    ON CONFLICT (bucket, who) DO UPDATE SET
        count = CASE WHEN held.ends_at <= %(now)s THEN 1 ELSE held.count + 1 END,
        ends_at = CASE WHEN held.ends_at <= %(now)s THEN excluded.ends_at ELSE held.ends_at END
    RETURNING count, ends_at
"""


def spend(bucket: str, who: str, *, allowed: int, per: timedelta) -> None:
    """Count one try of `who` in `bucket`; raises TooMany when `allowed` tries `per` span are used up.

    `who` (an address, an e-mail) is kept as a keyed hash. Call it outside the act's transaction, or a
    try that fails is not counted.
    """
    now = clock.now()
    values: dict[str, str | datetime] = {"bucket": bucket, "who": _keyed(who), "now": now}
    values["ends_at"] = now + per
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE, values)
        count, ends_at = cursor.fetchone()
    if count > allowed:
        raise TooMany(ends_at)


def client(request: HttpRequest) -> str:
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


def _keyed(who: str) -> str:
    return salted_hmac("lla.limits", who.strip().lower(), algorithm="sha256").hexdigest()
