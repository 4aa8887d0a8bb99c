"""Sources: added by an address, looked into, liked by our pages."""

from django.db import transaction
from django.db.models import TextChoices

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.locks import one_wins
from lla.acts.refusals import allow
from lla.time import clock

from ..channels.models import Channel
from ..guidelines.selectors import parameters_in_force
from ..record.workflow import lock, record
from . import rules, selectors
from .models import Like, Source, Vetting


class SourceAct(TextChoices):
    """The steps of a source that the record keeps."""

    ADDED = "added", "Added"
    VETTED = "vetted", "Reviewed"
    LIKED = "liked", "Like recorded"
    UNLIKED = "unliked", "Like removed"


def add(*, name: str, address: str, by: Actor) -> Source:
    """Put a source on the list by any of its addresses; of two who add it at once one does.

    Shares that wait for it know from now on whose they are.
    """
    allow(rules.why_not_add(address))
    source = Source(name=name, key=selectors.key_of(address), address=address[:300])
    with one_wins(lambda: rules.why_not_add(address)):
        source.save()
        record(source, SourceAct.ADDED, by=by)
        waiting = source.posts.model.objects.shares_without_source()
        waiting.filter(pk__in=selectors.shares_of(source)).update(source=source)
    return source


@transaction.atomic
def vet(
    source: Source,
    *,
    reliable: bool,
    conflicts: bool,
    note: str,
    seen: int | None,
    user: User,
    by: Actor,
) -> Vetting:
    """Write down what a look at a source found; from now on this is what counts.

    `seen` is the latest look that they know of. The same sent twice is one look.
    """
    source = lock(source)
    look = source.vettings.select_related("by").first()
    found = {"by": user, "reliable": reliable, "conflicts": conflicts, "note": note}
    if look and look.pk != seen and all(getattr(look, name) == value for name, value in found.items()):
        return look
    allow(rules.why_not_vet(look, seen=seen))
    vetting = Vetting.objects.create(source=source, at=clock.now(), **found)
    record(source, SourceAct.VETTED, by=by, reliable=reliable, conflicts=conflicts)
    return vetting


@transaction.atomic
def like(source: Source, *, channel: Channel, user: User, by: Actor) -> Like:
    """Note that one of our pages likes it, which lends it our name."""
    source = lock(source)
    allow(rules.why_not_like(source, channel, parameters_in_force(), now=clock.now()))
    record(source, SourceAct.LIKED, by=by, channel=channel.pk)
    return Like.objects.create(source=source, channel=channel, at=clock.now(), by=user)


@transaction.atomic
def unlike(source: Source, *, channel: Channel, by: Actor) -> None:
    """Note that one of our pages likes it no longer."""
    source = lock(source)
    if source.likes.filter(channel=channel).delete()[0]:
        record(source, SourceAct.UNLIKED, by=by, channel=channel.pk)
