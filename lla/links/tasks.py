"""Links that ended a while ago are deleted every night."""

from datetime import timedelta

from lla.jobs import schedule
from lla.links.models import Link
from lla.time import clock

ENDED_KEPT_FOR = timedelta(days=30)


@schedule.nightly
def delete_ended_links() -> int:
    """Links that ended a while ago; until then each tells its reader why it no longer opens."""
    return Link.objects.filter(expires_at__lt=clock.now() - ENDED_KEPT_FOR).delete()[0]
