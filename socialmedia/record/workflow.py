"""Writing down what happened: a step for ever, and the words said with it, which can go."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet, TextChoices

from lla.acts.actors import Actor
from lla.time import clock

from .models import SocialEvent, SocialRemark

Row = TypeVar("Row", bound=Model)


def lock(row: Row, *related: str) -> Row:
    """The row as it is now, with `related` rows read along; itself locked to the end of the transaction."""
    rows: QuerySet[Row] = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
    return (rows.select_related(*related) if related else rows).get(pk=row.pk)


def key_of(row: Model) -> str:
    """How the record names a row: "post:4"."""
    return f"{row._meta.model_name}:{row.pk}"


def record(
    about: Model | str, act: TextChoices, *, by: Actor, words: str = "", **details: Any
) -> SocialEvent:
    """Append one step; `details` holds keys and figures only, `words` whatever a person wrote.

    What is no row, such as a week of the roster, is named by a key of the same form.
    """
    key = about if isinstance(about, str) else key_of(about)
    event = SocialEvent.objects.create(about=key, act=act, details=details, **by.fields())
    if words:
        SocialRemark.objects.create(event=event, words=words)
    return event


def forget_rows(old: QuerySet[Any], **blank: str) -> int:
    """Blank these fields of the rows, and drop the remarks on them."""
    gone = list(old.select_for_update(no_key=True))
    SocialRemark.objects.filter(event__about__in=[key_of(row) for row in gone]).delete()
    rows = old.model._default_manager.filter(pk__in=[row.pk for row in gone])
    count: int = rows.update(**blank, forgotten_at=clock.now())
    return count
