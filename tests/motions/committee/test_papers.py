"""The committee's spreadsheet of motions: what the queue shows, and no address of anybody."""

import csv
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from lla.time import clock
from motions.agenda.models import AgendaItem
from motions.committee import workflow
from tests.motions.factories import make_committee_member, make_motion, make_person
from tests.queries import counted

pytestmark = pytest.mark.django_db

EXCEL, CSV = (reverse(f"admin:motions_motion_{suffix}") for suffix in ("xlsx", "csv"))
HEAD = (
    "Reference,Label,Nature,Title,Amends,Conference,Agenda item,From,Mover,Kind,"
    "Late,Status,Received,Published,Revision,Words,Assigned to,Concerns"
)


def lines(desk: Client, **filters: Any) -> list[list[str]]:
    content = desk.get(CSV, filters).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(content)))


def test_a_line_says_what_the_queue_shows_and_who_moves_the_motion(desk: Client, item: AgendaItem) -> None:
    now = clock.now()
    at = f"{localtime(now):%Y-%m-%d %H:%M}"
    with clock.at(now):
        motion = make_motion(item, title="=Rent", mover=make_person("Asha Lowe"))
    workflow.assign(motion, by=make_committee_member(), to=make_committee_member("Robin Vale"))
    head, line = lines(desk)
    assert head == HEAD.split(",")
    assert line == [
        *(motion.reference, "A", "Motion", "'=Rent", "", "Spring Conference", "1. Recruitment"),
        *("Three signatories", "Asha Lowe", "Ordinary motion", "", "Received"),
        *(at, at, "1", "31", "Robin Vale", "0"),
    ]


def test_a_spreadsheet_holds_what_its_filters_show(desk: Client, item: AgendaItem) -> None:
    first, second = make_motion(item), make_motion(item)
    workflow.rule_in_order(second, by=make_committee_member())
    shown = [
        [line[0] for line in lines(desk, **filters)[1:]]
        for filters in ({}, {"queue": "waiting"}, {"status__exact": "in_order"}, {"q": second.reference})
    ]
    assert shown == [
        [first.reference, second.reference],
        [first.reference],
        [second.reference],
        [second.reference],
    ]


def test_an_excel_file_says_the_same(desk: Client, item: AgendaItem) -> None:
    motion = make_motion(item)
    response = desk.get(EXCEL)
    strings = ZipFile(BytesIO(response.content)).read("xl/sharedStrings.xml").decode()
    assert response.headers["Content-Disposition"] == 'attachment; filename="motions.xlsx"'
    assert [word in strings for word in (*HEAD.split(","), motion.reference)] == [True] * 19


def test_no_address_and_no_signatory_is_in_it(desk: Client, item: AgendaItem) -> None:
    make_motion(item, mover=make_person("Asha Lowe"))
    content = desk.get(CSV).content.decode()
    assert ("Asha Lowe" in content, "@" in content, "Person" in content) == (True, False, False)


def test_as_many_queries_for_three_motions_as_for_one(desk: Client, item: AgendaItem) -> None:
    make_motion(item)
    one = counted(desk, CSV)
    make_motion(item)
    make_motion(item)
    assert counted(desk, CSV) == one
