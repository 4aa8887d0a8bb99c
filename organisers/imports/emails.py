"""The emails about an import: unsaved rows that an act posts."""

from collections.abc import Sequence
from typing import Any

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address

from ..appointments.selectors import addresses_of, data_protection_leads, organisers_of
from ..contacts.emails import page_link
from ..contacts.models import Contact
from ..regions.models import Region
from .models import Import

IMPORTED = "organisers/imported"


def about(imported: Import) -> str:
    return f"import {imported.pk}"


def imported(source: Import, contacts: Sequence[Contact]) -> Email:
    """To one address, for all its groups: who holds the details, from where, and the way to them."""
    first = contacts[0]
    context = {
        "contact": first,
        "groups": ", ".join(str(contact.group) for contact in contacts),
        "roles": ", ".join(dict.fromkeys(contact.roles.lower() for contact in contacts)),
        "phone": any(contact.phone for contact in contacts),
        "origin": source.get_origin_display(),
    }
    return _email("imported", source, context, to=first.email, link=page_link(first), urgency=Urgency.LATER)


def undone(source: Import, contacts: Sequence[Contact]) -> Email:
    """To an address that had got the first one."""
    context = {"groups": ", ".join(str(contact.group) for contact in contacts)}
    return _email("import_undone", source, context, to=contacts[0].email)


def told(source: Import, regions: Sequence[Region], *, groups: int, contacts: int) -> list[Email]:
    """To the other organisers of the regions and the data protection lead: how many, and no names."""
    people = [*organisers_of(*regions), *data_protection_leads()]
    context = {
        "regions": ", ".join(map(str, regions)),
        "groups": groups,
        "contacts": contacts,
        "by": source.by,
        "page": page_address("organisers:group_import", source.pk),
    }
    return [
        _email("import_told", source, context, to=to, urgency=Urgency.LATER)
        for to in addresses_of(people, but=source.by_id)
    ]


def _email(name: str, source: Import, context: dict[str, Any], **how: Any) -> Email:
    return compose(f"organisers/{name}", context, about=about(source), secret=True, **how)
