"""Plain functions that make contacts who may be rung, and rounds."""

from lla.accounts.models import User
from organisers.consents import workflow as consents_workflow
from organisers.consents.workflow import Wishes
from organisers.contacts.choices import Purpose
from organisers.contacts.models import Contact
from organisers.groups.models import Group
from organisers.ring_round import workflow as ring_round_workflow
from organisers.ring_round.models import Round
from tests.organisers.consents.factories import by_telephone, hear, make_rung, save_page
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region


def make_ringable(group: Group | None = None, *, name: str = "Kim Holt", phone: str = "") -> Contact:
    """Somebody with a page of their own on which they allow calls, and notices."""
    contact = make_contact(group or make_group(), name=name)
    allowed = frozenset({Purpose.PHONE, Purpose.NOTICES})
    return save_page(contact, Wishes(allowed), phone=phone or contact.phone)


def make_ringable_by_word(group: Group, *, by: User) -> Contact:
    """Somebody without an address who said to two organisers that they may be rung."""
    contact = make_rung(group)
    heard = hear(contact, by_telephone(group, purposes=(Purpose.CIRCULATED, Purpose.PHONE)), by=by)
    consents_workflow.confirm(heard, by=make_organiser(group.region))
    return contact


def make_round(*, by: User) -> Round:
    return ring_round_workflow.start(make_region(), "The symposium in May", by=by)
