"""What opens a contact's page: for half an hour, to whoever has shown that the address is theirs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from lla.accounts.decorators import private
from lla.pages import resubmission
from lla.time import clock

from .models import Contact

SESSION_KEY = "contact"
OPEN_FOR = timedelta(minutes=30)

View = Callable[..., HttpResponse]


def open_page_of(request: HttpRequest, contact: Contact) -> None:
    """Open a contact's page; it closes when the address changes or half an hour is over."""
    until = clock.now() + OPEN_FOR
    request.session.cycle_key()
    request.session[SESSION_KEY] = {"key": contact.pk, "email": contact.email, "until": until.isoformat()}


def switch_to(request: HttpRequest, contact: Contact) -> None:
    """Go over to another group's contact with the same address; the half hour goes on."""
    request.session[SESSION_KEY] = {**request.session[SESSION_KEY], "key": contact.pk}


def close_page(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def page_open_until(request: HttpRequest) -> datetime:
    return datetime.fromisoformat(request.session[SESSION_KEY]["until"])


def contact_in_session(request: HttpRequest) -> Contact | None:
    """Whose page is open in this browser, if the address it was opened by is still theirs."""
    held = request.session.get(SESSION_KEY)
    if not held or datetime.fromisoformat(held["until"]) <= clock.now():
        return None
    contacts = Contact.objects.of_address(held["email"]).select_related("group__region")
    return contacts.filter(pk=held["key"]).first()


def contact_required(view: View) -> View:
    """Give the view the contact whose page is open here; others see the way in and keep what they typed.

    Whatever is sent says by `?of=` whose page it was: with two groups' pages in two windows, nothing
    is saved for the wrong one.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        contact = contact_in_session(request)
        if contact is None:
            return resubmission.offer_again(request, "organisers/contacts/closed.html", {}, status=403)
        if request.method == "POST" and request.GET.get("of") != str(contact.pk):
            return resubmission.offer_again(
                request, "organisers/contacts/other_page.html", {"contact": contact}, status=409
            )
        return view(request, contact)

    return private(require_http_methods(["GET", "HEAD", "POST"])(answer))
