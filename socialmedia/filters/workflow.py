"""The filter list: a new version of it, and putting one into a channel's settings."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import TextChoices

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.locks import one_wins
from lla.acts.refusals import allow
from lla.time import clock

from ..channels.models import Channel
from ..record.workflow import lock, record
from . import rules
from .models import FilterInstalled, FilterList


class FilterAct(TextChoices):
    """The steps of a filter list that the record keeps."""

    MADE = "made", "Made"
    INSTALLED = "installed", "Installed"


def make(words: Sequence[str], *, why: str, seen: int, person: User, by: Actor) -> FilterList:
    """A new version; `seen` is the number that was current when the writer began, so that none is undone."""

    def why_not() -> list[str]:
        return rules.why_not_make(words, current=FilterList.objects.current(), seen=seen)

    allow(why_not())
    made = FilterList(number=seen + 1, words=list(words), why=why, made_at=clock.now(), made_by=person)
    with one_wins(why_not):
        made.save()
        record(made, FilterAct.MADE, by=by, number=made.number, words_in_it=len(words))
    return made


@transaction.atomic
def install(channel: Channel, version: FilterList, *, person: User, by: Actor) -> FilterInstalled:
    """Note that somebody has put a version into a channel's settings."""
    channel = lock(channel)
    there = FilterInstalled.objects.in_place().filter(channel=channel).first()
    allow(rules.why_not_install(channel, version, installed=there))
    installed = FilterInstalled.objects.create(channel=channel, version=version, at=clock.now(), by=person)
    record(version, FilterAct.INSTALLED, by=by, channel=channel.pk)
    return installed
