"""The filter list: a new version of it, and putting one into a channel's settings."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from lla import clock
from lla.actors import Actor
from lla.models import User
from lla.refusals import allow

from ..models import Channel, FilterInstalled, FilterList
from ..rules import filters as rules
from .record import record


def make(words: Sequence[str], *, why: str, seen: int, person: User, by: Actor) -> FilterList:
    """A new version; `seen` is the number that was current when the writer began, so that none is undone."""
    allow(rules.why_not_make(words, current=FilterList.objects.current(), seen=seen))
    made = FilterList(number=seen + 1, words=list(words), why=why, made_at=clock.now(), made_by=person)
    try:
        with transaction.atomic():
            made.save()
            record(made, "made", by=by, number=made.number, words_in_it=len(words))
    except IntegrityError:
        allow(rules.why_not_make(words, current=FilterList.objects.current(), seen=seen))
        raise
    return made


@transaction.atomic
def install(channel: Channel, version: FilterList, *, person: User, by: Actor) -> FilterInstalled:
    """Note that somebody has put a version into a channel's settings."""
    channel = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    there = FilterInstalled.objects.in_place().filter(channel=channel).first()
    allow(rules.why_not_install(channel, version, installed=there))
    installed = FilterInstalled.objects.create(channel=channel, version=version, at=clock.now(), by=person)
    record(version, "installed", by=by, channel=channel.pk)
    return installed
