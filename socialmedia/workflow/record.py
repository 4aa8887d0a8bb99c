"""Writing down what happened: a step for ever, and the words said with it, which can go."""

from typing import Any

from django.db.models import Model

from lla.actors import Actor

from ..models import SocialEvent, SocialRemark


def key_of(row: Model) -> str:
    """How the record names a row: "post:4"."""
    return f"{row._meta.model_name}:{row.pk}"


def record(about: Model, act: str, *, by: Actor, words: str = "", **details: Any) -> SocialEvent:
    """Append one step; `details` holds keys and figures only, `words` whatever a person wrote."""
    event = SocialEvent.objects.create(about=key_of(about), act=act, details=details, **by.fields())
    if words:
        SocialRemark.objects.create(event=event, words=words)
    return event
