"""A contact's own page as the tests open, fill in and read it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from lla.links import tokens
from organisers.contact_page import forms as contact_page_forms
from organisers.contacts.models import Contact

PAGE = "/g/"


def address_of(contact: Contact) -> str:
    return reverse("organisers:private", args=[tokens.mint("contact", contact.pk, days=30)])


def opened(client: Client, contact: Contact) -> Client:
    client.post(address_of(contact))
    return client


def page_of(contact: Contact) -> str:
    return f"{PAGE}?of={contact.pk}"


def typed(contact: Contact, **changed: Any) -> dict[str, Any]:
    """What the page's form sends when nothing is ticked, but for what is changed."""
    form = contact_page_forms.PageForm(contact=Contact.objects.get(pk=contact.pk))
    kept = {
        "name": contact.name,
        "role": contact.role,
        "email": contact.email,
        "phone": "07700 900123",
        "seen": form.state,
        "named": form.named_now,
    }
    return {**kept, **changed}


def words(response: Any) -> str:
    return str(response.content.decode())
