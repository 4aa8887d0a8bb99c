"""Who somebody is: entered by name and address, perhaps with an account already, or behind a record."""

from typing import Any

from django import forms

from lla.accounts.models import User
from lla.acts.models import Event
from lla.words.folding import folded

ANOTHER_NAME = (
    "{email} is the address of {name}. If you mean {name}, write that name. If not, write another address."
)


def entered(email: str, name: str) -> User:
    """Whoever has the address, or else a new person who is not saved yet."""
    return User.objects.filter(email__iexact=email).first() or User(email=email, name=name)


def why_not_under(user: User, name: str) -> list[str]:
    """Giving an office to somebody under a name: that of the address's owner, or none of theirs is known."""
    if not (user.pk and user.name) or folded(name) == folded(user.name):
        return []
    return [ANOTHER_NAME.format(email=user.email, name=user.name)]


def take_from(form: forms.ModelForm[Any]) -> None:
    """Put whoever a form names by name and address onto its row; another name than theirs is refused."""
    if email := form.cleaned_data.get("email"):
        name = form.cleaned_data.get("name", "")
        form.instance.user = entered(email, name)
        if name and (reasons := why_not_under(form.instance.user, name)):
            form.add_error("name", reasons)


def person_behind(event: Event) -> User | None:
    """Who did what a record says; None where no person did it, or they are kept no more."""
    _, _, key = event.actor_key.partition("user:")
    return User.objects.filter(pk=int(key)).first() if key else None
