"""Who may do what: every act of organisers, for everybody, with proof that a refused one changed nothing."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from lla.acts.actors import SYSTEM
from lla.forms.cautions import cautions_token
from lla.links import tokens
from lla.time import clock
from organisers.affiliation.forms import VerifyForm
from organisers.announcements import selectors as announcements_selectors
from organisers.announcements.selectors import Draft
from organisers.contact_desk.forms import CorrectForm
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts.models import Contact
from organisers.editions.models import Copy
from organisers.regions.models import Region
from organisers.symposia.forms import ChangeForm
from organisers.symposia.models import Symposium
from organisers.symposia.views.acts import STEPS
from organisers.symposia.workflow import lifecycle
from tests.desk_forms import mark_on
from tests.organisers import acts_typed
from tests.organisers.addresses import address, arguments_of, desk_address, link_target
from tests.organisers.affiliation.factories import typed as application_typed
from tests.organisers.imports.factories import rehearse, sheet
from tests.organisers.roles import come_in, come_in_by_code, done
from tests.organisers.symposia.factories import decide
from tests.organisers.test_permissions import BY_TOKEN, FORGED_TOKENS, MATRIX
from tests.organisers.world import World
from tests.permission_matrix import DONE, SIGN_IN, Cell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]
Typed = Callable[[World], Mapping[str, Any]]

# In the order of roles.ROLES, as in the matrix of addresses.
EVERYBODY: list[Cell] = [DONE] * 8
ORGANISER: list[Cell] = [SIGN_IN, SIGN_IN, DONE, 403, 403, 403, 403, 403]
ONLY_SHOWN: list[Cell] = [SIGN_IN, SIGN_IN, 200, 403, 403, 403, 403, 403]
LED_BACK: list[Cell] = [SIGN_IN, SIGN_IN, 302, 403, 403, 403, 403, 403]
SECOND_PERSONS: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, DONE, DONE, DONE]
PROTECTOR: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, 403, DONE, DONE]
IMPORTERS: list[Cell] = [SIGN_IN, SIGN_IN, DONE, DONE, 403, DONE, DONE, DONE]
WHOSE_IT_IS: list[Cell] = [SIGN_IN, SIGN_IN, DONE, 404, 403, 404, 404, 404]
OVERSEERS_TOO: list[Cell] = [SIGN_IN, SIGN_IN, DONE, 404, 403, DONE, DONE, DONE]
CONTACT: list[Cell] = [403, DONE, 403, 403, 403, 403, 403, 403]
WHO_HAS_NOT_ACCEPTED: list[Cell] = [SIGN_IN, SIGN_IN, 302, 302, 302, DONE, DONE, DONE]


class Spreadsheet:
    """A file that can be sent again and again."""

    name = "groups.csv"

    def read(self) -> bytes:
        return sheet(("Don Left", "Don", "", "Ash Thorn", "Chair", "ash@example.org", ""))


def _seen(world: World) -> Mapping[str, Any]:
    return {"seen": rehearse(world.spreadsheet, by=world.organiser).fingerprint}


def _group(world: World) -> Mapping[str, Any]:
    return {"name": "Don Left", "slug": "don-left", "kind": "local", "region": world.region.pk, "town": "Don"}


def _constituency(world: World) -> Mapping[str, Any]:
    return {"code": "E14009998", "name": "Don", "region": world.region.pk}


def _appointment(world: World) -> Mapping[str, Any]:
    person = {"name": "Ash Thorn", "email": "ash@example.org", "region": world.region.pk}
    return {**person, "starts_on": "2026-02-01", "how": "appointed", "decision": "Committee, item 4"}


def _allied(world: World) -> Mapping[str, Any]:
    lines = {"contacts-TOTAL_FORMS": "0", "contacts-INITIAL_FORMS": "0"}
    return {"name": "Renters Together", "status": "to_contact", **lines}


def _verified(world: World) -> Mapping[str, Any]:
    """The group's details as they are shown, with another town."""
    return {"town": "Hessle", "seen": VerifyForm(group=world.hull).state}


def _message(world: World) -> Mapping[str, Any]:
    """A message as its preview showed it."""
    typed = {"audience": "all", "about": "symposium", "words": "Come.", "role": ""}
    draft = Draft(list(Region.objects.all()), typed["about"], typed["audience"], typed["words"])
    reach = announcements_selectors.reach(draft, now=clock.now())
    seen = cautions_token(("symposium", "Come.", *(to.address for to in reach.recipients)))
    return {**typed, "send": "", "seen": seen}


ALLIED = {"name": "Renters Together", "status": "to_contact", "owner": "", "due_on": ""}
ACTS: dict[str, tuple[Typed, list[Cell]]] = {
    "write": (lambda world: acts_typed.EMAIL, EVERYBODY),
    "affiliate": (lambda world: application_typed(name="Don Left", postcode="DN1 2AA"), EVERYBODY),
    "lost": (lambda world: {"email": world.contact.email}, EVERYBODY),
    "undertaking": (lambda world: {"version": "1"}, WHO_HAS_NOT_ACCEPTED),
    "list_approval": (lambda world: {"answer": "approve"}, SECOND_PERSONS),
    "list_deleted": (acts_typed.nothing, PROTECTOR),
    "consent_to_confirm": (lambda world: {"answer": "confirm"}, PROTECTOR),
    "new_announcement": (
        _message,
        [SIGN_IN, SIGN_IN, DONE, 200, 403, DONE, 403, DONE],  # Wales has nobody to be written to
    ),
    "announcement": (acts_typed.answers, [SIGN_IN, SIGN_IN, DONE, 404, 403, DONE, 403, DONE]),
    "remind_groups": (acts_typed.nothing, [SIGN_IN, SIGN_IN, DONE, 404, 403, DONE, 403, DONE]),
    "new_allied": (lambda world: ALLIED, [SIGN_IN, SIGN_IN, DONE, DONE, 403, DONE, 403, DONE]),
    "change_allied": (
        lambda world: {**ALLIED, "seen": world.allied.state},
        [SIGN_IN, SIGN_IN, DONE, DONE, 403, DONE, 403, DONE],
    ),
    "log_allied": (
        lambda world: {"medium": "email", "words": "We wrote to them."},
        [SIGN_IN, SIGN_IN, DONE, DONE, 403, DONE, 403, DONE],
    ),
    "new_import": (
        lambda world: {"file": Spreadsheet(), "origin": "groups", "standing": "applied"},
        IMPORTERS,
    ),
    "import_columns": (
        lambda world: {
            **{f"column{number}": "none" for number in range(7)},
            "column0": "group",
        },
        WHOSE_IT_IS,
    ),
    "import_decide": (lambda world: {"row2": "another"}, WHOSE_IT_IS),
    "import_confirm": (_seen, WHOSE_IT_IS),
    "import_abandon": (acts_typed.nothing, WHOSE_IT_IS),
    "import_undo": (acts_typed.nothing, OVERSEERS_TOO),
    "add_group": (lambda world: {"name": "Don Left", "kind": "local", "role": "chair"}, ORGANISER),
    "group_verify": (_verified, ORGANISER),
    "group_propose": (lambda world: acts_typed.WHY, ORGANISER),
    "group_hand_over": (
        lambda world: {"to": Region.objects.get(slug="north").pk, **acts_typed.WHY},
        ORGANISER,
    ),
    "ring_round": (lambda world: {"why": "Rents"}, LED_BACK),  # one is open already, and said so
    "ring_next": (acts_typed.nothing, ORGANISER),
    "ring_stop": (acts_typed.nothing, ORGANISER),
    "ring_end": (acts_typed.nothing, ORGANISER),
    "ring_take": (acts_typed.nothing, ORGANISER),
    "ring_group": (acts_typed.call, ORGANISER),
    "group_withdraw_offer": (acts_typed.nothing, ORGANISER),
    "group_offer": (acts_typed.nothing, ORGANISER),
    "group_refuse": (lambda world: acts_typed.WHY, ORGANISER),
    "new_note": (lambda world: acts_typed.NOTE, ORGANISER),
    "note": (lambda world: acts_typed.NOTE, ORGANISER),
    "remove_note": (acts_typed.nothing, ORGANISER),
    "finish_note": (acts_typed.nothing, ORGANISER),
    "chosen_groups": (lambda world: {"group": world.goole.pk}, ORGANISER),
    "chosen_contacts": (lambda world: {"act": "ask", "contact": world.contact.pk}, ORGANISER),
    "add_contact": (lambda world: {"group": world.goole.pk, **acts_typed.PERSON}, ORGANISER),
    "contact": (
        lambda world: {
            **acts_typed.PERSON,
            "name": world.contact.name,
            "email": world.contact.email,
            "seen": CorrectForm(contact=world.contact).state,
        },
        ORGANISER,
    ),
    "take_over_contact": (lambda world: acts_typed.PERSON, ORGANISER),
    "record_consent": (acts_typed.consent, ORGANISER),
    "record_withdrawal": (
        lambda world: {**acts_typed.HEARD, "seen": contacts_selectors.newest_consent(world.contact)},
        ORGANISER,
    ),
    "verify_contact": (acts_typed.nothing, ORGANISER),
    "ask_contact": (acts_typed.nothing, ORGANISER),
    "erase_contact": (acts_typed.nothing, ORGANISER),
    "new_venue": (
        lambda world: {"name": "The Hall", "kind": "library", "booking_notice_days": "0"},
        ORGANISER,
    ),
    "venue": (
        lambda world: {
            "name": "The Hall",
            "kind": "library",
            "booking_notice_days": "0",
            "seen": world.venue.state,
        },
        ORGANISER,
    ),
    "desk_symposia": (lambda world: {"quarter": "2027-10-01"}, ORGANISER),
    "symposium_options": (lambda world: {"kind": "idea", "idea-words": "Rents"}, ORGANISER),
    "symposium_option_gone": (acts_typed.nothing, ORGANISER),
    "symposium_consult": (lambda world: {"day": "2027-03-01", "hour": "20:00"}, ORGANISER),
    "symposium_decide": (acts_typed.decision, ORGANISER),
    "symposium_change": (
        lambda world: {
            "day": "2027-05-20",
            "starts": "18",
            "ends": "21",
            "venue": world.venue.pk,
            "note": ".",
            "seen": ChangeForm(symposium=world.confirmed).state,
        },
        ORGANISER,
    ),
    "symposium_cancel": (lambda world: {"because": "The hall burnt down."}, ORGANISER),
    "symposium_point": (lambda world: {"words": "Book the hall."}, ORGANISER),
    "symposium_point_done": (lambda world: {"done": "yes"}, ORGANISER),
    "symposium_step": (acts_typed.nothing, ORGANISER),
    "symposium_paper": (acts_typed.agenda, ORGANISER),
    "new_list": (acts_typed.asked_list, ORGANISER),
    "new_list_preview": (acts_typed.asked_list, ONLY_SHOWN),
    "contact_list_file": (lambda world: {"format": "csv"}, ORGANISER),
    "new_edition": (acts_typed.nothing, ORGANISER),
    "send_edition": (acts_typed.nothing, ORGANISER),
    "my_page": (acts_typed.page, CONTACT),
    "propose": (lambda world: acts_typed.PERSON, CONTACT),
    "withdraw": (acts_typed.nothing, CONTACT),
    "erase": (acts_typed.nothing, CONTACT),
    "copy_file": (lambda world: {"format": "csv"}, CONTACT),
    "copy_write": (lambda world: acts_typed.EMAIL, CONTACT),
}
# Whoever holds a link acts with it: it is as good as its contact's own hand.
BY_LINK: dict[str, Typed] = {
    "application": acts_typed.nothing,
    "private": acts_typed.nothing,
    "new_address": acts_typed.nothing,
    "consultation": acts_typed.voices,
    "coming": acts_typed.reply,
    "copy": acts_typed.nothing,
    "copy_deleted": acts_typed.nothing,
    "proposal": lambda world: {"answer": "yes"},
    "lists_deleted": lambda world: {"lists": world.held.pk},
}
# What changes no row: these look something up, or only this browser's session.
NO_ACTS = {"regions", "find_region", "leave_page", "my_copy", "close_copy"}

DESK: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, DONE, 403, DONE]
DESK_OF_SUPERUSERS: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, 403, 403, DONE]
NOT_EVEN_THERE: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, 403, 403, 403]
DESK_ACTS: dict[str, tuple[Typed, list[Cell]]] = {
    "affiliate": (lambda world: acts_typed.WHY, DESK),
    "leave": (lambda world: acts_typed.WHY, DESK),
    "move": (lambda world: {"to": Region.objects.get(slug="north").pk, **acts_typed.WHY}, DESK),
}
DESK_ROWS: dict[str, tuple[Typed, list[Cell]]] = {
    "group_add": (_group, DESK),
    "group_change": (_group, DESK),
    "region_add": (lambda world: {"name": "Isles", "slug": "isles", "order": "20"}, DESK_OF_SUPERUSERS),
    "region_change": (lambda world: {"name": "Isles", "slug": "isles", "order": "20"}, DESK_OF_SUPERUSERS),
    "constituency_add": (_constituency, DESK),
    "constituency_change": (_constituency, DESK),
    "constituency_delete": (lambda world: {"post": "yes"}, DESK_OF_SUPERUSERS),
    "appointment_add": (_appointment, DESK),
    "appointment_change": (_appointment, DESK),
    "appointment_end": (lambda world: {"because": "They left the network."}, DESK),
    "appointment_delete": (lambda world: {"post": "yes"}, NOT_EVEN_THERE),
    "undertaking_add": (lambda world: {"words": "I keep to more."}, DESK),
    "undertaking_change": (lambda world: {"words": "I keep to less."}, NOT_EVEN_THERE),
    "undertaking_delete": (lambda world: {"post": "yes"}, NOT_EVEN_THERE),
    "group_delete": (lambda world: {"post": "yes"}, NOT_EVEN_THERE),
    "alliedorganisation_add": (_allied, DESK),
    "alliedorganisation_change": (_allied, DESK),
    "alliedorganisation_delete": (lambda world: {"post": "yes"}, DESK_OF_SUPERUSERS),
}


def test_every_act_is_done_by_those_whose_it_is(world: World) -> None:
    clients, typed = come_in(world), {name: fill(world) for name, (fill, _) in ACTS.items()}
    found = {name: done(clients, _about(name, world), typed[name]) for name in ACTS}
    assert found == {name: row for name, (_, row) in ACTS.items()}


def test_every_step_of_a_symposium_is_the_organisers(world: World) -> None:
    """Each is one button: on the evening after a meeting, before another, and while a third is planned."""
    confirmed, later = world.confirmed, decide(world.consulting, early_reason="The hall is in demand.")
    lifecycle.write(later, paper="agenda", words="Buses, rents and trains.")
    clients = come_in(world)
    found = {
        "publish-agenda": done(clients, step(later, "publish-agenda"), {}),
        "carry": done(clients, step(world.planned, "carry"), {}),
    }
    assert confirmed.ends_at
    with time_machine.travel(confirmed.ends_at + timedelta(hours=1), tick=False):
        clients = come_in(world)
        found["held"] = done(clients, step(confirmed, "held"), {})
        lifecycle.mark_held(confirmed, by=SYSTEM)
        lifecycle.write(confirmed, paper="notes", words="We met.")
        found["publish-notes"] = done(clients, step(confirmed, "publish-notes"), {})
    assert found == dict.fromkeys(STEPS, ORGANISER)


def step(symposium: Symposium, name: str) -> str:
    keys = {"region": symposium.region.slug, "quarter": symposium.quarter, "step": name}
    return reverse("organisers:symposium_step", kwargs=keys)


def test_either_answer_to_a_large_list_is_a_second_persons(world: World) -> None:
    clients = come_in(world)
    for answer in ("approve", "decline", ""):
        assert done(clients, address("list_approval", world), {"answer": answer}) == SECOND_PERSONS


def test_nobody_acts_on_the_rows_of_one_region_under_the_address_of_another(world: World) -> None:
    """The organiser of Wales sends each form of the desk to Wales, about rows of Yorkshire."""
    clients = {"organiser_elsewhere": come_in(world)["organiser_elsewhere"]}
    about = {name: fill for name, (fill, row) in ACTS.items() if row == ORGANISER and _has_row(name)}
    found = {
        name: done(clients, address(name, world, region="wales"), fill(world)) for name, fill in about.items()
    }
    assert len(about) > 15
    assert found == {name: [404] for name in about}


def _has_row(name: str) -> bool:
    return len(arguments_of(name)) > 1


def test_a_link_acts_for_whoever_holds_it_and_a_forged_one_does_nothing(world: World) -> None:
    Contact.objects.filter(pk=world.neighbour.pk).update(wanted_email="k@example.org", wanted_at=clock.now())
    Copy.objects.filter(group=world.neighbour.group).update(recalled_at=clock.now())
    neighbours = {"new_address", "copy_deleted"}
    clients, held, forged = come_in(world), {}, {}
    for name, fill in BY_LINK.items():
        target = world.neighbour.pk if name in neighbours else link_target(name, world)
        token = tokens.mint(BY_TOKEN[name], target, days=1)
        held[name] = done(clients, address(name, world, token=token), fill(world))
        forged[name] = done(clients, address(name, world, token="a" * 43), fill(world))
    assert held == dict.fromkeys(BY_LINK, EVERYBODY)
    assert forged == FORGED_TOKENS


def test_an_act_about_other_people_waits_for_the_second_factor(world: World) -> None:
    """By an emailed code alone what was typed is given back; on a remembered device it is done."""
    clients = come_in_by_code(world)
    acts = {name: fill for name, (fill, row) in ACTS.items() if row == ORGANISER}
    found = {name: done(clients, address(name, world), fill(world)) for name, fill in acts.items()}
    assert found == {key: [403, DONE] for key in acts}


def test_nothing_is_done_where_there_is_no_act(world: World) -> None:
    clients = come_in(world)
    others = set(MATRIX) - set(ACTS)
    found = {name: done(clients, address(name, world), {}) for name in others}
    assert [name for name, cells in found.items() if DONE in cells] == []
    assert {name for name, cells in found.items() if set(cells) & {200, 302}} == NO_ACTS


def test_the_committees_acts_are_the_committees(world: World) -> None:
    clients, found = come_in(world), {}
    for name, (fill, _) in DESK_ACTS.items():
        path = reverse("admin:organisers_group_act", args=[world.thorne.pk, name])
        found[name] = done(clients, path, fill(world))
    hull = reverse("admin:organisers_group_act", args=[world.hull.pk, "lapse"])
    assert done(clients, hull, acts_typed.WHY) == DESK
    assert found == {name: row for name, (_, row) in DESK_ACTS.items()}


def test_the_rows_of_the_desk_are_changed_by_those_whose_they_are(world: World) -> None:
    clients, found = come_in(world), {}
    for name, (fill, _) in DESK_ROWS.items():
        page = desk_address(name, world)
        seen = mark_on(clients["superuser"], page) if name.endswith("_change") else {}
        found[name] = done(clients, page, {**fill(world), **seen})
    assert found == {name: row for name, (_, row) in DESK_ROWS.items()}


def _about(name: str, world: World) -> str:
    """An act's address; a contact's own acts say whose page they come from."""
    path = address(name, world)
    return f"{path}?of={world.contact.pk}" if ACTS[name][1] == CONTACT and "copy" not in name else path
