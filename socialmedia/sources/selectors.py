"""How a source is found by an address, and how it stands."""

from datetime import datetime

from django.utils.timezone import localdate

from ..channels.models import Platform
from ..guidelines.parameters import Parameters
from ..guidelines.verdicts import Verdict
from . import addresses
from .models import Source, Vetting
from .vetting import SourceFacts, source_verdict


def key_of(link: str) -> str:
    """What the addresses of one source share; empty when an address does not say whose it is."""
    return addresses.key_of(link, _sites())


def shares_of(source: Source) -> list[int]:
    """Keys of shares that are being written or checked, whose address is this source's, unknown to them."""
    sites, key = _sites(), source.key.lower()
    shares = source.posts.model.objects.shares_without_source().exclude(shared_link="")
    return [share.pk for share in shares if addresses.key_of(share.shared_link, sites).lower() == key]


def _sites() -> dict[str, str]:
    """Every site of a platform, and the one that keys are written with."""
    every = Platform.objects.values_list("hosts", flat=True)
    return {host: hosts[0] for hosts in every for host in hosts}


def source_of(link: str) -> Source | None:
    """The source in our list that an address belongs to."""
    key = key_of(link)
    return Source.objects.filter(key__iexact=key).first() if key else None


def latest_vetting(source: Source) -> Vetting | None:
    """What the last look at a source found; read from a prefetched list when there is one."""
    return next(iter(source.vettings.all()), None)


def facts_of(source: Source) -> SourceFacts:
    vetting = latest_vetting(source)
    if vetting is None:
        return SourceFacts(source.name)
    return SourceFacts(source.name, localdate(vetting.at), vetting.reliable, vetting.conflicts)


def standing(source: Source, figures: Parameters, *, now: datetime) -> Verdict | None:
    """How a source stands today; None when the guidelines ask nothing of it."""
    return next(iter(source_verdict(facts_of(source), figures, on=localdate(now))), None)
