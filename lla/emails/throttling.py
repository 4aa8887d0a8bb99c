"""How many emails go out in a minute, where the mail server's owner sets a bound."""

from datetime import timedelta

from django.conf import settings

from lla.limits import rate_limits
from lla.limits.models import Limit
from lla.time import clock

BUCKET = "emails sent"
SPAN = timedelta(minutes=1)


def is_used_up() -> bool:
    """Whether all but the most urgent emails wait for the next minute, whichever machine sent the others."""
    bound = settings.EMAIL_PER_MINUTE
    if not bound:
        return False
    return Limit.objects.filter(bucket=BUCKET, ends_at__gt=clock.now(), count__gte=bound).exists()


def count_one() -> None:
    if settings.EMAIL_PER_MINUTE:
        rate_limits.tally(BUCKET, "", per=SPAN)
