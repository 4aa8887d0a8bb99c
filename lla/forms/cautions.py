"""What is said once before something is saved: the form is sent again by whoever has read it."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def cautions_token(cautions: Iterable[str]) -> str:
    """What a page's form carries along to say which cautions were on it."""
    return salted_hmac("socialmedia.cautions", "\n".join(cautions), algorithm="sha256").hexdigest()[:20]


def are_confirmed(request: HttpRequest, cautions: list[str]) -> bool:
    """Whether there is nothing to say, or the page that was sent has said just this."""
    return not cautions or request.POST.get("read") == cautions_token(cautions)
