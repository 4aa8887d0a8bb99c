"""What opens a contact's page: for half an hour, to whoever has shown that the address is theirs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lla import again, clock
from lla.doors import private

from ..models import Contact

SESSION = "contact"
STAY = timedelta(minutes=30)

View = Callable[..., HttpResponse]


def enter_as(request: HttpRequest, contact: Contact) -> None:
    """Open a contact's page; it closes when the address changes or half an hour is over."""
    until = clock.now() + STAY
    request.session.cycle_key()
    request.session[SESSION] = {"key": contact.pk, "email": contact.email, "until": until.isoformat()}


def switch_to(request: HttpRequest, contact: Contact) -> None:
    """Go over to another group's contact with the same address; the half hour goes on."""
    request.session[SESSION] = {**request.session[SESSION], "key": contact.pk}


def close_page(request: HttpRequest) -> None:
    request.session.pop(SESSION, None)


def until(request: HttpRequest) -> datetime:
    return datetime.fromisoformat(request.session[SESSION]["until"])


def contact_of(request: HttpRequest) -> Contact | None:
    """Whose page is open in this browser, if the address it was opened by is still theirs."""
    held = request.session.get(SESSION)
    if not held or datetime.fromisoformat(held["until"]) <= clock.now():
        return None
    contacts = Contact.objects.of_address(held["email"]).select_related("group__region")
    return contacts.filter(pk=held["key"]).first()


def for_contact(view: View) -> View:
    """Give the view the contact whose page is open here; others see the way in and keep what they typed.

    Whatever is sent says by `?of=` whose page it was: with two groups' pages in two windows, nothing
    is saved for the wrong one.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        contact = contact_of(request)
        if contact is None:
            return again.offer(request, "organisers/closed.html", {}, status=403)
        if request.method == "POST" and request.GET.get("of") != str(contact.pk):
            return again.offer(request, "organisers/other_page.html", {"contact": contact}, status=409)
        return view(request, contact)

    return private(require_http_methods(["GET", "HEAD", "POST"])(answer))


def ended(request: HttpRequest, reason: str) -> HttpResponse:
    """The answer to a link that opens nothing any more."""
    return render(request, "organisers/link_ended.html", {"reason": reason}, status=410)
