"""Writing down what happened: a step for ever, and the words said with it, which can go."""

from typing import Any

from django.db.models import Model

from lla.actors import Actor

from ..models import SocialEvent, SocialRemark


def key_of(row: Model) -> str:
    """How the record names a row: "post:4"."""
    return f"{row._meta.model_name}:{row.pk}"


def record(about: Model | str, act: str, *, by: Actor, words: str = "", **details: Any) -> SocialEvent:
    """Append one step; `details` holds keys and figures only, `words` whatever a person wrote.

    What is no row, such as a week of the roster, is named by a key of the same form.
    """
    key = about if isinstance(about, str) else key_of(about)
    event = SocialEvent.objects.create(about=key, act=act, details=details, **by.fields())
    if words:
        SocialRemark.objects.create(event=event, words=words)
    return event
