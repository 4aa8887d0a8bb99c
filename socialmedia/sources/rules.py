"""Whether a source may be added or liked."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from lla.addresses import web
from lla.time.wording import moment_in_words

from ..channels.choices import ChannelKind, ChannelStatus
from ..channels.models import Channel, Platform
from ..guidelines.choices import Level
from ..guidelines.parameters import Parameters
from .addresses import lies_on
from .models import Like, Source, Vetting
from .selectors import key_of, standing

NO_NAME = (
    "This address does not show whose it is. Open the page or account that published it, and "
    "copy its address."
)
OURS = "This is a page of our own website, which needs no review. Write a new post about it instead."


def why_not_share(link: str) -> list[str]:
    """Sharing a page as somebody else's."""
    return [OURS] if web.is_of(link, settings.ORGANISATION["url"]) else []


def why_not_on(address: str, platforms: Sequence[Platform]) -> list[str]:
    """An address of ours on one of these platforms: on its sites, or at least on no other platform's."""
    hosts = [host for platform in platforms for host in platform.hosts]
    if hosts and not lies_on(address, hosts):
        return [f"This address is not on {platforms[0]}. It should be on {' or '.join(hosts)}."]
    others = Platform.objects.exclude(pk__in=[platform.pk for platform in platforms])
    other = next((platform for platform in others if lies_on(address, platform.hosts)), None)
    return [f"This address is on {other}, and not on {platforms[0]}."] if other and not hosts else []


def why_not_add(address: str) -> list[str]:
    """Adding a source by one of its addresses."""
    if reasons := why_not_share(address):
        return reasons
    key = key_of(address)
    if not key:
        return [NO_NAME]
    if known := Source.objects.filter(key__iexact=key).first():
        return [f"{known} is already in the list, as {known.key}."]
    return []


def why_not_vet(look: Vetting | None, *, seen: int | None) -> list[str]:
    """Reviewing a source whose latest review, `look`, is another than the one that was `seen`."""
    if look is None or look.pk == seen:
        return []
    reliable = "reliable" if look.reliable else "not reliable"
    conflicts = "conflicts" if look.conflicts else "does not conflict"
    return [
        f"{look.by} reviewed {look.source} on {moment_in_words(look.at)}: its facts are {reliable}, and it "
        f"{conflicts} with our principles. Compare this with your own review. If you send yours again, it "
        "counts."
    ]


def why_not_like(source: Source, channel: Channel, figures: Parameters, *, now: datetime) -> list[str]:
    """Liking a source with one of our pages: it lends our name, so it takes the check that sharing takes."""
    reasons = []
    if channel.kind != ChannelKind.PAGE or channel.status != ChannelStatus.OPEN:
        reasons.append(f"{channel} is not an open page of ours.")
    if Like.objects.filter(source=source, channel=channel).exists():
        reasons.append(f"{channel} already likes {source}.")
    verdict = standing(source, figures, now=now)
    if verdict and verdict.level == Level.FAIL:
        reasons.append(f"{verdict.sentence} {verdict.todo}")
    return reasons
