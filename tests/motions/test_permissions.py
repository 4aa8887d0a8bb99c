"""Who may open what: every address of the motions app, for everybody, every cell written down."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.links import standing, tokens
from motions.agenda.choices import Publishing
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Role
from motions.motion.models import Motion
from motions.reports import workflow as reports_workflow
from motions.urls import urlpatterns
from tests.factories import make_staff, make_user, sign_in, sign_in_on_remembered_device
from tests.motions.factories import make_conference, make_draft, make_item, make_motion
from tests.motions.order_paper.factories import plan

pytestmark = pytest.mark.django_db

Enter = Callable[[Client, Motion], None]


def _with_link(client: Client, motion: Motion, role: Role) -> None:
    """Come in to "my motions" by the link that an email would have brought."""
    backing = motion.backings.filter(role=role).first()
    assert backing is not None
    client.post(reverse("motions:enter", args=[tokens.mint("mine", backing.pk, days=1)]))


def anonymous(client: Client, motion: Motion) -> None:
    pass


def mover(client: Client, motion: Motion) -> None:
    _with_link(client, motion, Role.MOVER)


def signatory(client: Client, motion: Motion) -> None:
    _with_link(client, motion, Role.SIGNATORY)


def another_mover(client: Client, motion: Motion) -> None:
    _with_link(client, make_motion(), Role.MOVER)


def member(client: Client, motion: Motion) -> None:
    sign_in(client, make_user())


def staff_half_way(client: Client, motion: Motion) -> None:
    """On the committee, but no second factor has been shown."""
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="rule_motion"))
    sign_in(client, user)


def committee(client: Client, motion: Motion) -> None:
    sign_in(client, make_staff())


def data_protection_lead(client: Client, motion: Motion) -> None:
    sign_in(client, make_staff(groups=(DATA_PROTECTION_LEAD,)))


def superuser(client: Client, motion: Motion) -> None:
    user = make_staff(groups=())
    user.is_superuser = True
    user.save()
    sign_in(client, user)


def remembered(client: Client, motion: Motion) -> None:
    """On the committee, by an emailed code on a device that is remembered."""
    sign_in_on_remembered_device(client, make_staff())


ROLES: list[Enter] = [
    anonymous,
    mover,
    signatory,
    another_mover,
    member,
    staff_half_way,
    committee,
    data_protection_lead,
    superuser,
    remembered,
]

# What each address answers to a GET about a motion that is received and not public, in the order of ROLES.
EVERYBODY = [200] * 10
NOBODY = [404] * 10
ITS_PEOPLE = [403, 200, 200, 403, 403, 403, 403, 403, 403, 403]
ITS_MOVERS = [403, 200, 302, 403, 403, 403, 403, 403, 403, 403]  # a signatory is led back and told why not
ITS_SIGNATORIES = [403, 302, 200, 403, 403, 403, 403, 403, 403, 403]
NOTHING_TO_DO = [403, 302, 302, 403, 403, 403, 403, 403, 403, 403]
POST_ONLY = [405] * 10
A_KEY_OPENS_IT = [200] * 10
A_KEY_LEADS_ON = [302] * 10
A_FORGED_ONE_DOES_NOT = [410] * 10
COMMITTEE = [302, 302, 302, 302, 403, 302, 200, 403, 200, 200]
COMMITTEE_BY_POST = [302, 302, 302, 302, 403, 302, 405, 405, 405, 405]

MATRIX = {
    "conferences": EVERYBODY,
    "conference": EVERYBODY,
    "conference_file": EVERYBODY,
    "submitters": EVERYBODY,
    "submitters_file": EVERYBODY,
    "report": NOBODY,  # there is none yet
    "report_file": NOBODY,
    "order_paper": NOBODY,  # it is not issued
    "order_paper_file": NOBODY,
    "delegates_list": NOBODY,
    "delegates_list_file": NOBODY,
    "item": EVERYBODY,
    "item_file": EVERYBODY,
    "motion": NOBODY,
    "motion_file": NOBODY,
    "amendable_file": NOBODY,
    "amended_file": NOBODY,
    "revision": NOBODY,
    "revision_file": NOBODY,
    "changes": NOBODY,
    "amendments": NOBODY,
    "amendments_file": NOBODY,
    "merge": NOBODY,
    "merged": NOBODY,
    "merged_file": NOBODY,
    "search": EVERYBODY,
    "amend": NOBODY,
    "submit": EVERYBODY,
    "mine": EVERYBODY,
    "leave": POST_ONLY,
    "track": ITS_PEOPLE,
    "confirm": NOTHING_TO_DO,
    "answer": NOTHING_TO_DO,
    "settle": NOTHING_TO_DO,
    "composite": NOTHING_TO_DO,
    "revise": ITS_MOVERS,
    "revise_preview": ITS_PEOPLE,
    "answer_amendments": ITS_PEOPLE,
    "answer_amendment": [403, 404, 404, *[403] * 7],  # there is none
    "invite": ITS_MOVERS,
    "co_mover": ITS_MOVERS,
    "co_moving": NOTHING_TO_DO,
    "remind": NOTHING_TO_DO,
    "correct_officer": NOTHING_TO_DO,
    "appeal": NOTHING_TO_DO,
    "withdraw": ITS_MOVERS,
    "withdraw_support": ITS_SIGNATORIES,
}
BY_KEY = {
    "step_who": A_KEY_OPENS_IT,
    "step_text": A_KEY_OPENS_IT,
    "step_people": A_KEY_OPENS_IT,
    "check": A_KEY_OPENS_IT,
    "preview": POST_ONLY,
    "carry_over": POST_ONLY,
    "sent": [302] * 10,  # it is not sent yet
    "sent_address": NOBODY,  # it is not sent yet
    "sent_remind": POST_ONLY,
    "go_on": A_KEY_LEADS_ON,
    "save": A_KEY_OPENS_IT,
    "sign": A_KEY_OPENS_IT,
    "asked": A_KEY_OPENS_IT,
}
BY_TOKEN = {
    "draft": A_FORGED_ONE_DOES_NOT,
    "backing": A_FORGED_ONE_DOES_NOT,
    "invited": A_FORGED_ONE_DOES_NOT,
    "signed": A_FORGED_ONE_DOES_NOT,
    "group_told": A_FORGED_ONE_DOES_NOT,
    "enter": [
        410,
        302,
        302,
        302,
        410,
        410,
        410,
        410,
        410,
        410,
    ],  # whoever has come in is led to their motions
}
DESK = {
    "motions_motion_changelist": COMMITTEE,
    "motions_motion_change": COMMITTEE,
    "motions_motion_checklist": COMMITTEE_BY_POST,
    "motions_motion_act": COMMITTEE,
    "motions_motion_xlsx": COMMITTEE,
    "motions_motion_csv": COMMITTEE,
    "motions_conference_changelist": COMMITTEE,
    "motions_conference_check": COMMITTEE,
    "motions_conference_copy": COMMITTEE,
    "motions_conference_remove": COMMITTEE,
    "motions_conference_preview": COMMITTEE,
    "motions_conference_reports": COMMITTEE,
    "motions_conference_order_paper": COMMITTEE,
    "motions_conference_add_session": COMMITTEE,
    "motions_conference_session": COMMITTEE,
    "motions_conference_consequences": COMMITTEE,
    "motions_conference_report": COMMITTEE,
    "motions_agendaitem_changelist": COMMITTEE,
    "motions_standingorder_changelist": COMMITTEE,
    "motions_seat_changelist": COMMITTEE,
    "motions_seat_add": [302, 302, 302, 302, 403, 302, 403, 403, 200, 403],
    "organisers_group_changelist": COMMITTEE,
    "organisers_region_changelist": COMMITTEE,
    "lla_user_changelist": [302, 302, 302, 302, 403, 302, 403, 403, 200, 403],
}


@pytest.fixture
def motion() -> Motion:
    """Received, and not public before the committee's ruling."""
    conference = make_conference(publishing=Publishing.AFTER_RULING)
    return make_motion(make_item(conference), title="Nobody reads this")


@pytest.fixture
def everybody(motion: Motion) -> list[Client]:
    """One browser for each role; asking for a page changes nothing, so it serves for all of them."""
    clients = [Client() for _ in ROLES]
    for client, enter in zip(clients, ROLES, strict=True):
        enter(client, motion)
    return clients


def answers(path: str, everybody: list[Client]) -> list[int]:
    found = []
    for client in everybody:
        response = client.get(path)
        response.getvalue()  # a file is closed when it has been read
        found.append(response.status_code)
    return found


def path_of(name: str, motion: Motion) -> str:
    conference, item, reference = motion.conference.slug, motion.item.slug, motion.reference
    arguments: dict[str, list[object]] = {
        "conferences": [],
        "conference": [conference],
        "conference_file": [conference, "zip"],
        "submitters": [conference],
        "submitters_file": [conference, "docx"],
        "report": [conference, 1],
        "report_file": [conference, 1, "docx"],
        "order_paper": [conference],
        "order_paper_file": [conference, "docx"],
        "delegates_list": [conference],
        "delegates_list_file": [conference, "docx"],
        "item": [conference, item],
        "item_file": [conference, item, "docx"],
        "motion_file": [reference, "docx"],
        "amendable_file": [reference, "docx"],
        "amended_file": [reference, "docx"],
        "revision": [reference, 1],
        "revision_file": [reference, 1, "docx"],
        "changes": [reference, 1, 1],
        "amendments_file": [reference, "docx"],
        "merged": [reference, [reference]],
        "merged_file": [reference, [reference], "docx"],
        "search": [],
        "submit": [],
        "mine": [],
        "leave": [],
    }
    return reverse(f"motions:{name}", args=arguments.get(name, [reference]))


def test_every_address_of_motions_is_in_the_matrix() -> None:
    assert sorted([*MATRIX, *BY_KEY, *BY_TOKEN]) == sorted(str(pattern.name) for pattern in urlpatterns)


def test_a_motion_that_is_not_public_is_open_to_its_people_alone(
    motion: Motion, everybody: list[Client]
) -> None:
    assert {name: answers(path_of(name, motion), everybody) for name in MATRIX} == MATRIX


def test_a_key_is_all_it_takes_and_a_forged_one_opens_nothing(
    motion: Motion, everybody: list[Client]
) -> None:
    draft = make_draft(motion.conference)
    keys = dict.fromkeys(BY_KEY, draft.key) | dict.fromkeys(
        ("sign", "asked"), standing.key("sign", motion.pk)
    )
    more = {"sent_address": [1]}
    paths = {name: reverse(f"motions:{name}", args=[key, *more.get(name, [])]) for name, key in keys.items()}
    assert {name: answers(path, everybody) for name, path in paths.items()} == BY_KEY
    read = [name for name, answers in BY_KEY.items() if answers != POST_ONLY]
    forged = {name: reverse(f"motions:{name}", args=[keys[name] + "x", *more.get(name, [])]) for name in read}
    assert {name: answers(path, everybody) for name, path in forged.items()} == dict.fromkeys(
        forged, A_FORGED_ONE_DOES_NOT
    )


def test_an_unknown_token_opens_nothing(motion: Motion, everybody: list[Client]) -> None:
    paths = {name: reverse(f"motions:{name}", args=["a" * 43]) for name in BY_TOKEN}
    assert {name: answers(path, everybody) for name, path in paths.items()} == BY_TOKEN


def test_the_desk_is_the_committees(motion: Motion, everybody: list[Client]) -> None:
    arguments: dict[str, list[object]] = {
        "motions_motion_change": [motion.pk],
        "motions_motion_checklist": [motion.pk],
        "motions_motion_act": [motion.pk, "query"],
        "motions_conference_check": [motion.conference_id],
        "motions_conference_copy": [motion.conference_id],
        "motions_conference_remove": [motion.conference_id],
        "motions_conference_reports": [motion.conference_id],
        "motions_conference_order_paper": [motion.conference_id],
        "motions_conference_add_session": [motion.conference_id],
        "motions_conference_session": [motion.conference_id, plan(motion.conference)],
        "motions_conference_consequences": [motion.conference_id],
        "motions_conference_report": [reports_workflow.draft(motion.conference).conference_id],
        "motions_conference_preview": [make_conference(opened_at=None).pk],
    }
    paths = {name: reverse(f"admin:{name}", args=arguments.get(name, [])) for name in DESK}
    assert {name: answers(path, everybody) for name, path in paths.items()} == DESK


def test_the_same_motion_once_public_is_open_to_everybody(motion: Motion, everybody: list[Client]) -> None:
    committee_workflow.publish(motion, by=make_staff())
    pages = ("motion", "revision", "changes", "amend", "amendments")
    read = (*pages, "motion_file", "amendable_file", "revision_file")
    assert {name: answers(path_of(name, motion), everybody) for name in read} == dict.fromkeys(
        read, EVERYBODY
    )
