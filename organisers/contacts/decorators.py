"""What opens a contact's page: for a while, to whoever has shown that the address is theirs."""

from functools import wraps

from django.http import HttpRequest, HttpResponse

from lla.accounts.decorators import View, private_page
from lla.links.open_pages import OpenPage
from lla.pages import resubmission

from .models import Contact

PAGE = OpenPage("contact")


def open_page_of(request: HttpRequest, contact: Contact) -> None:
    """Open a contact's page; it closes when the address changes or its time is over."""
    PAGE.open(request, key=contact.pk, email=contact.email)


def switch_to(request: HttpRequest, contact: Contact) -> None:
    """Go over to another group's contact with the same address; its time goes on."""
    request.session[PAGE.name] = {**request.session[PAGE.name], "key": contact.pk}


def contact_in_session(request: HttpRequest) -> Contact | None:
    """Whose page is open in this browser, if the address it was opened by is still theirs."""
    facts = PAGE.facts(request)
    if facts is None:
        return None
    contacts = Contact.objects.of_address(facts["email"]).select_related("group__region")
    return contacts.filter(pk=facts["key"]).first()


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

    return private_page(answer)
