"""No page shows old words: whatever changes, whoever changes it and however, pages follow at once."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from inspect import isfunction
from threading import Event
from types import ModuleType

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.papers import documents
from lla.time import clock
from motions.agenda.models import AgendaItem, Conference, ContentVersionTrigger, TouchConferenceTrigger
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.group_questions import workflow as group_questions_workflow
from motions.motion.models import Backing, Motion
from motions.motion.triggers import TouchMotionTrigger
from motions.order_paper.workflow import Part
from motions.reading.documents import ConferenceDocument, ItemDocument, MotionDocument, OrderPaperDocument
from motions.reading.views import page_cache
from motions.submitting import workflow as submitting_workflow
from tests.motions.composites.test_workflow import put_on_agenda
from tests.motions.content_changes import Change
from tests.motions.content_edits import EVERY_CHANGE
from tests.motions.factories import make_conference, make_item, make_motion, make_person
from tests.motions.order_paper.factories import plan
from tests.motions.page_text import main, revise, source

pytestmark = pytest.mark.django_db

CACHES = (
    page_cache.cached_motion,
    page_cache.cached_item,
    page_cache.cached_conference,
    page_cache.cached_front_page,
    documents._file,
    documents._content,
)
TRIGGERS = (ContentVersionTrigger, TouchConferenceTrigger, TouchMotionTrigger)
_TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
WORKFLOWS = (backing_workflow, committee_workflow, group_questions_workflow, submitting_workflow)
# What no reader ever sees, and what is not an act.
UNSEEN = {
    "ask_contacts",
    "begin_amendment",
    "carry_over",
    "leave_hidden_texts",
    "forget_unsent",
    "go_on_with_draft",
    "propose_admission",
    "propose_on_appeal",
    "propose_override",
    "remind",
    "send_draft_link",
    "send_my_motions",
    "warn_of_unsent",
    "write",
}


def make_public_motion() -> Motion:
    """A motion with two public texts."""
    with clock.at(clock.now() - timedelta(hours=1)):
        motion = make_motion(make_item(make_conference("Annual conference"), "Housing"))
    revise(motion, title="Organisers: herons", body="- Organisers for herons.")
    return Motion.objects.select_related("conference", "item").get(pk=motion.pk)


def pages(client: Client, motion: Motion) -> dict[str, str]:
    addresses = {
        "conference": Conference.objects.get().get_absolute_url(),
        "home": "/",
        "item": motion.item.get_absolute_url(),
        "motion": motion.get_absolute_url(),
        "search": "/search/?q=organisers",
    }
    return {page: source(client.get(address)) for page, address in addresses.items()}


def drawn_anew(motion: Motion) -> dict[str, str]:
    """The pages as they are for somebody who may be known, which never come whole from the cache."""
    for cache in CACHES:
        cache.cache_clear()
    return pages(Client(headers={"cookie": f"{settings.SESSION_COOKIE_NAME}=unknown"}), motion)


@pytest.mark.parametrize("change", EVERY_CHANGE, ids=lambda change: change.__name__)
def test_pages_follow_a_change_at_once(client: Client, change: Change) -> None:
    with clock.at(clock.now()):
        motion = make_public_motion()
        steps = change(motion)
        next(steps)
        before = pages(client, motion)
        list(steps)
        after = pages(client, motion)
        assert after == drawn_anew(motion)
    assert " ".join(page for page in after if after[page] != before[page]) == EVERY_CHANGE[change]


def _is_act(module: ModuleType, name: str) -> bool:
    """Whether it is a public function that the module defines itself."""
    function = getattr(module, name)
    return (
        isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith(("_", "why_not_"))
    )


def test_every_act_is_among_the_changes() -> None:
    names = {change.__name__ for change in EVERY_CHANGE}
    acts = {name for module in WORKFLOWS for name in vars(module) if _is_act(module, name)}
    assert {act for act in acts if not any(name.startswith(act) for name in names)} == UNSEEN


def test_every_table_behind_a_page_or_file_gives_it_a_version() -> None:
    """A page that is drawn from another table than these would show old words."""
    motion = make_public_motion()
    plan(motion.conference, Part("", (motion,), 10))
    every = (
        MotionDocument(motion.pk),
        ItemDocument(motion.item_id),
        ConferenceDocument(motion.conference_id),
        OrderPaperDocument(motion.conference_id),
    )
    with CaptureQueriesContext(connection) as captured:
        drawn_anew(motion)
        for document in every:
            document.read(".pdf")
    composite = MotionDocument(put_on_agenda().pk)
    with CaptureQueriesContext(connection) as captured_of_composite:
        composite.read(".pdf")
    queries = [*captured, *captured_of_composite]
    read = {table for query in queries for table in _TABLE.findall(query["sql"])}
    models = [model._meta for model in apps.get_models()]
    versioned = {
        meta.db_table
        for meta in models
        if any(isinstance(trigger, TRIGGERS) for trigger in getattr(meta, "triggers", ()))
    }
    assert read - {"django_session"} == versioned


@contextmanager
def under_way(change: Callable[[], object]) -> Iterator[None]:
    """A change that somebody else makes and commits at the end of the block."""
    changed, done = Event(), Event()

    def make() -> None:
        try:
            with transaction.atomic():
                change()
                changed.set()
                done.wait()
        finally:
            changed.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(make)
        changed.wait()
        try:
            yield
        finally:
            done.set()
        made.result()


@pytest.mark.django_db(transaction=True)
def test_what_is_read_before_a_change_is_committed_is_not_kept_after_it(client: Client) -> None:
    motion = make_motion(title="Herons")
    addresses = {"/": True, "/search/?q=herons": True, motion.get_absolute_url(): True}

    def showing(words: str) -> dict[str, bool]:
        return {address: words in main(client.get(address)).replace("“herons”", "") for address in addresses}

    with (
        clock.at(clock.now()),
        under_way(lambda: revise(motion, title="Otters, not Herons", body="- Otters.")),
    ):
        assert showing("Herons") == addresses
        assert True not in showing("Otters").values()
    assert showing("Otters") == addresses


@pytest.mark.django_db(transaction=True)
def test_a_change_that_began_earlier_and_is_committed_later_is_seen(client: Client) -> None:
    """The later number is committed first, so the greatest number of all stays the same at the end."""
    item = make_item()
    herons, otters = make_motion(item, title="Herons"), make_motion(item, title="Otters")
    address, search = item.conference.get_absolute_url(), "/search/?q=rooks"
    with clock.at(clock.now()):
        with under_way(lambda: revise(herons, title="Rooks", body="- Rooks.")):
            revise(otters, title="Rooks and owls", body="- Rooks and owls.")
            assert [main(client.get(page)).count("Rooks") for page in (address, search)] == [1, 2]
        assert [main(client.get(page)).count("Rooks") for page in (address, search)] == [2, 4]


@pytest.mark.django_db(transaction=True)
def test_acts_on_two_motions_of_an_item_do_not_wait_for_each_other() -> None:
    item = make_item()
    herons, otters = make_motion(item, title="Herons"), make_motion(item, title="Otters")
    with under_way(lambda: backing_workflow.sign(herons, make_person(), proved=True)), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
        backing_workflow.sign(otters, make_person(), proved=True)
        AgendaItem.objects.filter(pk=item.pk).update(title="Wetlands")
    assert Backing.objects.filter(motion__in=(herons, otters)).count() == 2 * 4
