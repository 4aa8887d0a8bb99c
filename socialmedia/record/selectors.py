"""Who took a step that the record keeps, for the sentence that refuses it a second time."""

from django.db.models import Model, TextChoices

from lla.accounts.people import person_behind
from lla.time.wording import moment_in_words

from .models import SocialEvent


def last_step(row: Model, act: TextChoices) -> SocialEvent | None:
    """The latest step of this kind."""
    return SocialEvent.objects.of(row).filter(act=act).first()


def last_step_of(key: str, act: TextChoices) -> SocialEvent | None:
    """The same of a row that may be gone, by what the record names it: "leave:4"."""
    return SocialEvent.objects.filter(about=key, act=act).order_by("-pk").first()


def in_words(step: SocialEvent | None, did: str, *, otherwise: str) -> str:
    """Who did something and when, as in "{who} closed it on {when}."; `otherwise` where none is recorded."""
    if step is None:
        return otherwise
    return did.format(who=person_behind(step) or "Somebody", when=moment_in_words(step.at))
