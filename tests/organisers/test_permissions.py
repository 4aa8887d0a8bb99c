"""Who may open what: every address of organisers and its desk, for everybody, every cell written down."""

import pytest
from django.apps import apps
from django.contrib import admin

from lla.links import tokens
from organisers.contacts.models import Consent, Contact
from organisers.editions.models import Copy
from organisers.lists.models import Download
from organisers.urls import urlpatterns
from tests.organisers.addresses import address, arguments_of, desk_address, link_target
from tests.organisers.roles import ROLES, come_in, come_in_by_code, organiser, seen
from tests.organisers.world import World
from tests.permission_matrix import SIGN_IN, Cell, as_the_second_factor_wants

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]

# In the order of roles.ROLES: nobody we know, a group's contact by link, the region's organiser, another
# region's, one whose office ended at midnight, the committee, the data protection lead, a superuser.
EVERYBODY: list[Cell] = [200] * 8
NOBODY: list[Cell] = [404] * 8
POST_ONLY: list[Cell] = [405] * 8
ORGANISER: list[Cell] = [SIGN_IN, SIGN_IN, 200, 403, 403, 403, 403, 403]
ORGANISER_BY_POST: list[Cell] = [SIGN_IN, SIGN_IN, 405, 403, 403, 403, 403, 403]
SIGNED_IN: list[Cell] = [SIGN_IN, SIGN_IN, 200, 200, 200, 200, 200, 200]  # each their own
SECOND_PERSONS: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, 200, 200, 200]
COMMITTEE: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, 200, 403, 200]
PROTECTOR: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, 403, 200, 200]
# An organiser for their own regions, the committee and the data protection lead for all.
IMPORTERS: list[Cell] = [SIGN_IN, SIGN_IN, 200, 200, 403, 200, 200, 200]
WHOSE_IT_IS: list[Cell] = [SIGN_IN, SIGN_IN, 200, 404, 403, 404, 404, 404]
OVERSEERS_TOO: list[Cell] = [SIGN_IN, SIGN_IN, 200, 404, 403, 200, 200, 200]
WRITERS: list[Cell] = [SIGN_IN, SIGN_IN, 200, 200, 403, 200, 403, 200]
CONTACT: list[Cell] = [403, 200, 403, 403, 403, 403, 403, 403]
CONTACT_BY_POST: list[Cell] = [403, 302, 403, 403, 403, 403, 403, 403]  # who is led back to their page
FORGED: list[Cell] = [410] * 8

MATRIX: dict[str, list[Cell]] = {
    "regions": EVERYBODY,
    "find_region": POST_ONLY,
    "region": EVERYBODY,
    "write": EVERYBODY,
    "written": EVERYBODY,
    "affiliate": EVERYBODY,
    "affiliate_sent": EVERYBODY,
    "calendar": EVERYBODY,
    "symposia": EVERYBODY,
    "symposium": EVERYBODY,
    "symposium_calendar": EVERYBODY,
    "symposium_file": EVERYBODY,
    "undertaking": SIGNED_IN,
    "board": COMMITTEE,
    "allied": WRITERS,
    "new_allied": WRITERS,
    "allied_organisation": WRITERS,
    "change_allied": WRITERS,
    "log_allied": WRITERS,
    "all_lists": PROTECTOR,
    "openings": PROTECTOR,
    "list_deleted": POST_ONLY,
    "lists_waiting": SIGNED_IN,
    "consents_waiting": SIGNED_IN,
    "consent_to_confirm": PROTECTOR,  # or another organiser of the region, who did not hear it
    "list_approval": SECOND_PERSONS,
    "announcements": WRITERS,
    "new_announcement": WRITERS,
    "announcement": [SIGN_IN, SIGN_IN, 200, 404, 403, 200, 403, 200],  # its writer, and the committee
    "remind_groups": [SIGN_IN, SIGN_IN, 200, 404, 403, 200, 403, 200],
    "imports": IMPORTERS,
    "new_import": IMPORTERS,
    "import_example": IMPORTERS,
    "group_import": WHOSE_IT_IS,
    "import_columns": WHOSE_IT_IS,
    "import_decide": POST_ONLY,
    "import_confirm": POST_ONLY,
    "import_abandon": POST_ONLY,
    "import_undo": OVERSEERS_TOO,
    "desk": ORGANISER,
    "groups": ORGANISER,
    "group": ORGANISER,
    "add_group": ORGANISER,
    "chosen_groups": ORGANISER,
    "group_verify": ORGANISER,
    "group_propose": ORGANISER,
    "group_hand_over": ORGANISER,
    "group_withdraw_offer": ORGANISER,
    "ring_round": ORGANISER,
    "ring_next": POST_ONLY,
    "ring_stop": POST_ONLY,
    "ring_end": ORGANISER,
    "ring_group": ORGANISER,
    "ring_take": POST_ONLY,
    "group_offer": ORGANISER,
    "group_refuse": ORGANISER,
    "new_note": ORGANISER,
    "note": ORGANISER,
    "remove_note": ORGANISER,
    "finish_note": POST_ONLY,
    "contacts": ORGANISER,
    "chosen_contacts": ORGANISER,
    "add_contact": ORGANISER,
    "contact": ORGANISER,
    "verify_contact": ORGANISER_BY_POST,
    "ask_contact": ORGANISER_BY_POST,
    "erase_contact": ORGANISER,
    "take_over_contact": ORGANISER,
    "record_consent": ORGANISER,
    "record_withdrawal": ORGANISER,
    "venues": ORGANISER,
    "new_venue": ORGANISER,
    "venue": ORGANISER,
    "desk_symposia": ORGANISER,
    "desk_symposium": ORGANISER,
    "symposium_options": ORGANISER,
    "symposium_option_gone": POST_ONLY,
    "symposium_consult": ORGANISER,
    "symposium_decide": ORGANISER,
    "symposium_change": ORGANISER,
    "symposium_cancel": ORGANISER,
    "symposium_point": ORGANISER,
    "symposium_point_done": POST_ONLY,
    "symposium_step": POST_ONLY,
    "symposium_paper": ORGANISER,
    "desk_symposium_file": ORGANISER,
    "symposium_badges": ORGANISER,
    "symposium_sign_in": ORGANISER,
    "lists": ORGANISER,
    "new_list": ORGANISER,
    "new_list_preview": POST_ONLY,
    "contact_list": ORGANISER,
    "contact_list_file": POST_ONLY,
    "editions": ORGANISER,
    "new_edition": ORGANISER,
    "edition": ORGANISER,
    "send_edition": POST_ONLY,
    "my_page": CONTACT,
    "my_record": CONTACT,
    "propose": CONTACT,
    "withdraw": CONTACT,
    "erase": CONTACT,
    "open_other": CONTACT_BY_POST,
    "leave_page": POST_ONLY,
    "lost": EVERYBODY,
    "my_copy": CONTACT,
    "copy_file": CONTACT_BY_POST,
    "copy_write": CONTACT,
    "close_copy": POST_ONLY,
}
# The purpose of each link's token. Whoever holds one stands for its contact, and sees a button or a form.
BY_TOKEN = {
    "application": "application",
    "private": "contact",
    "new_address": "address",
    "consultation": "symposium",
    "coming": "symposium",
    "copy": "copy",
    "copy_deleted": "deleted",
    "lists_deleted": "lists",
    "proposal": "proposal",
}
FORGED_TOKENS: dict[str, list[Cell]] = {
    **dict.fromkeys(BY_TOKEN, FORGED),
    "private": [410, 302, 410, 410, 410, 410, 410, 410],  # whoever has come in is led to their page
}

DESK: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, 200, 403, 200]
DESK_OF_SUPERUSERS: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, 403, 403, 200]
DESK_OF_NOBODY: list[Cell] = [SIGN_IN, SIGN_IN, 403, 403, 403, 403, 403, 403]
ADMIN: dict[str, list[Cell]] = {
    **{
        f"{model}_{page}": DESK
        for model in ("alliedorganisation", "appointment", "constituency", "group")
        for page in ("changelist", "add", "change", "history")
    },
    "alliedorganisation_delete": DESK_OF_SUPERUSERS,
    "appointment_delete": DESK_OF_NOBODY,
    "appointment_end": DESK,
    "constituency_delete": DESK_OF_SUPERUSERS,
    "group_delete": DESK_OF_NOBODY,
    "group_act": DESK,
    "region_changelist": DESK,
    "region_add": DESK_OF_SUPERUSERS,
    "region_change": DESK,
    "region_history": DESK,
    "region_delete": DESK_OF_SUPERUSERS,
    "undertaking_changelist": DESK,
    "undertaking_add": DESK,
    "undertaking_change": DESK,
    "undertaking_history": DESK,
    "undertaking_delete": DESK_OF_NOBODY,
}


def test_every_address_of_organisers_is_in_the_matrix() -> None:
    assert sorted([*MATRIX, *BY_TOKEN]) == sorted(str(pattern.name) for pattern in urlpatterns)


def test_every_page_of_the_desk_is_in_the_matrix_and_no_contact_is_on_it() -> None:
    ours = set(apps.get_app_config("organisers").get_models()) & set(admin.site._registry)
    names = {pattern.name for model in ours for pattern in admin.site._registry[model].get_urls()}
    assert names - {None} == {f"organisers_{name}" for name in ADMIN}
    assert not {Contact, Consent, Copy, Download} & ours


def test_every_address_opens_for_those_it_is_for(world: World) -> None:
    clients = come_in(world)
    assert {name: seen(clients, address(name, world)) for name in MATRIX} == MATRIX


def test_an_emailed_code_alone_opens_nothing_of_other_people(world: World) -> None:
    """Where the organiser gets in they are asked for the second factor; a remembered device is let in."""
    clients, column = come_in_by_code(world), ROLES.index(organiser)
    needed = {pattern.name: getattr(pattern.callback, "second_factor", False) for pattern in urlpatterns}
    found = {name: seen(clients, address(name, world)) for name in MATRIX}
    assert {
        name: cells
        for name, cells in found.items()
        if not as_the_second_factor_wants(cells, usual=MATRIX[name][column], needed=needed[name])
    } == {}
    assert {found[name] == [302, 200] for name, row in MATRIX.items() if row == ORGANISER} == {True}


def test_whoever_holds_a_link_sees_what_it_is_for_and_a_forged_one_opens_nothing(world: World) -> None:
    clients = come_in(world)
    held, forged = {}, {}
    for name, purpose in BY_TOKEN.items():
        token = tokens.mint(purpose, link_target(name, world), days=1)
        held[name] = seen(clients, address(name, world, token=token))
        forged[name] = seen(clients, address(name, world, token="a" * 43))
    assert held == dict.fromkeys(BY_TOKEN, EVERYBODY)
    assert forged == FORGED_TOKENS


def test_a_link_opens_nothing_but_what_it_is_for(world: World) -> None:
    clients = come_in(world)
    wrong = tokens.mint("wrong", world.contact.pk, days=1)
    found = {name: seen(clients, address(name, world, token=wrong)) for name in BY_TOKEN}
    assert found == FORGED_TOKENS


def test_the_desk_is_the_committees(world: World) -> None:
    clients, found = come_in(world), {}
    for name in ADMIN:
        more = ["affiliate"] if name == "group_act" else []
        found[name] = seen(clients, desk_address(name, world, *more))
    assert found == ADMIN


def test_what_is_not_announced_or_not_published_is_nobodys(world: World) -> None:
    clients = come_in(world)
    addresses = [
        address(name, world, quarter=symposium.quarter)
        for name in ("symposium", "symposium_calendar", "symposium_file")
        for symposium in (world.planned, world.consulting)
    ]
    addresses.append(address("symposium_file", world, paper="notes"))
    assert {path: seen(clients, path) for path in addresses} == dict.fromkeys(addresses, NOBODY)


def test_an_organiser_reaches_no_other_regions_rows_by_way_of_their_own(world: World) -> None:
    """The rows of one region are asked for under the address of another, by that region's organiser."""
    clients = {"organiser_elsewhere": come_in(world)["organiser_elsewhere"]}
    about = [name for name, row in MATRIX.items() if row == ORGANISER and len(arguments_of(name)) > 1]
    found = {name: seen(clients, address(name, world, region="wales")) for name in about}
    assert len(about) > 10
    assert found == {name: [404] for name in about}
