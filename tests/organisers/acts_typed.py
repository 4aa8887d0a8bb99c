"""What is typed for the acts of organisers that everybody tries."""

from collections.abc import Mapping
from typing import Any

from organisers.contact_page.forms import PageForm
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts.models import Contact
from organisers.symposia.choices import OptionKind
from organisers.symposia.forms import PaperForm
from organisers.symposia.models import Option
from tests.organisers.symposia.factories import options_of
from tests.organisers.world import World

EMAIL = {"name": "Ash Thorn", "email": "ash@example.org", "words": "When do you meet?"}
PERSON = {"name": "Ash Thorn", "role": "chair", "email": "chair@example.org", "phone": ""}
WHY = {"words": "They asked for it."}
NOTE = {"how": "telephone", "outcome": "reached", "on": "2027-01-11", "words": "They can lend a hall."}
HEARD = {"how": "word", "heard_on": "2027-01-11"}


def nothing(world: World) -> Mapping[str, Any]:
    return {}


def page(world: World) -> Mapping[str, Any]:
    """The contact's page as it is shown, with everything allowed taken back."""
    shown = {"named": "", "seen": PageForm(contact=world.contact).state}
    return {**shown, "who": "same", **PERSON, "name": "Perpetua Q", "email": world.contact.email}


def decision(world: World) -> Mapping[str, Any]:
    slot, venue = (options_of(world.consulting, kind)[0].pk for kind in (OptionKind.SLOT, OptionKind.VENUE))
    return {"slot": slot, "venue": venue, "note": "Most can come.", "early_reason": "The hall is in demand."}


def agenda(world: World) -> Mapping[str, Any]:
    shown = PaperForm(initial={"words": world.confirmed.agenda})
    return {"words": "Buses.", "seen": shown.state}


def voices(world: World) -> Mapping[str, Any]:
    invitation = world.consulting.invitations.get(group=world.hull)
    options = Option.objects.filter(symposium=world.consulting)
    return {f"voice-{invitation.pk}-option_{option.pk}": "2" for option in options}


def reply(world: World) -> Mapping[str, Any]:
    return {f"reply-{world.confirmed.pk}-coming": "yes", f"reply-{world.confirmed.pk}-places": "3"}


def asked_list(world: World) -> Mapping[str, Any]:
    chosen = {"purpose": "symposium", "columns": "name"}
    return {**chosen, "words": "To ask who can lend a hall.", "ask": ""}


def consent(world: World) -> Mapping[str, Any]:
    return {
        **HEARD,
        "ringing": "on",
        "seen": contacts_selectors.newest_consent(world.heard.contact),
        "named": "",
    }


def answers(world: World) -> Mapping[str, Any]:
    return {"answered": [one.group_id for one in world.message.consulted.all()], "shown": ""}


def call(world: World) -> Mapping[str, Any]:
    contact = Contact.objects.get(name="Ada Bell")
    return {"contact": contact.pk, "outcome": "no_answer", "words": ""}
