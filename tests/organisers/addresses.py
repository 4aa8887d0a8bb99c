"""The addresses of a world: whatever organisers and its desk have, about that world's rows."""

import re
from typing import Any

from django.urls import reverse

from organisers.urls import urlpatterns
from tests.organisers.world import World


def arguments_of(name: str) -> list[str]:
    pattern = next(pattern for pattern in urlpatterns if pattern.name == name)
    return re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern))


def address(name: str, world: World, **other: Any) -> str:
    """An address about the world's rows; what a name means elsewhere is said in `other`."""
    keys: dict[str, Any] = {
        "consent_to_confirm": {"pk": world.heard.pk},
        "copy_write": {"group": world.goole.slug},
        "record_consent": {"contact": world.heard.contact_id},
        "list_deleted": {"pk": world.held.pk},
        "list_approval": {"pk": world.large.pk},
        "symposium_consult": {"quarter": world.planned.quarter},
        "symposium_decide": {"quarter": world.consulting.quarter},
        "symposium_option_gone": {"quarter": world.planned.quarter, "pk": world.idea.pk},
        "symposium_point_done": {"quarter": world.planned.quarter, "pk": world.point.pk},
        "symposium_step": {"quarter": world.planned.quarter},
        "contact_list": {"pk": world.small.pk},
        "contact_list_file": {"pk": world.small.pk},
        "announcement": {"pk": world.message.pk},
        "remind_groups": {"pk": world.message.pk},
        "group_import": {"pk": world.spreadsheet.pk},
        "import_columns": {"pk": world.spreadsheet.pk},
        "import_decide": {"pk": world.spreadsheet.pk},
        "import_confirm": {"pk": world.spreadsheet.pk},
        "import_abandon": {"pk": world.spreadsheet.pk},
        "import_undo": {"pk": world.brought.pk},
        "import_example": {"suffix": "xlsx"},
        "group_offer": {"group": world.offered.slug},
        "group_withdraw_offer": {"group": world.goole.slug},
        "group_refuse": {"group": world.offered.slug},
        "group_propose": {"group": world.thorne.slug},
        "symposium_options": {"quarter": world.planned.quarter},
        "venue": {"pk": world.venue.pk},
        "allied_organisation": {"pk": world.allied.pk},
        "change_allied": {"pk": world.allied.pk},
        "log_allied": {"pk": world.allied.pk},
        "note": {"pk": world.note.pk},
        "remove_note": {"pk": world.note.pk},
        "finish_note": {"pk": world.note.pk},
    }
    rows = {
        "region": world.region.slug,
        "group": world.hull.slug,
        "contact": world.contact.pk,
        "quarter": world.confirmed.quarter,
        "number": world.edition.number,
        "paper": "agenda",
        "suffix": "docx",
        "step": "carry",
        **keys.get(name, {}),
        **other,
    }
    return reverse(f"organisers:{name}", kwargs={key: rows[key] for key in arguments_of(name)})


def link_target(name: str, world: World) -> int:
    """The row that the link of an address is about, a contact but for these."""
    targets = {
        "application": world.applicant.pk,
        "copy": world.copy.pk,
        "lists_deleted": world.organiser.pk,
        "proposal": world.proposal.pk,
    }
    return targets.get(name, world.contact.pk)


def desk_address(name: str, world: World, *more: str) -> str:
    """A page of the desk, such as "group_change"."""
    rows = {
        "alliedorganisation": world.allied.pk,
        "appointment": world.appointment.pk,
        "constituency": world.constituency.pk,
        "group": world.thorne.pk,
        "region": world.region.pk,
        "undertaking": world.undertaking.pk,
    }
    model, page = name.split("_")
    about = [] if page in {"changelist", "add"} else [rows[model]]
    return reverse(f"admin:organisers_{name}", args=[*about, *more])
