"""Forty groups are brought in from a spreadsheet in few clicks, on a phone and at a desk."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from lla.emails.models import Email
from organisers.contacts.models import Consent, Contact
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from tests.browser_pages import DESK, PHONE, look_at, looks
from tests.factories import make_staff
from tests.journeys.steps import be
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db(transaction=True)
MOST_CLICKS = 14
GROUPS = 40


class Hand:
    """Counts clicks; choosing a file and typing into a field are one each."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def choose(self, target: Locator, file: Path) -> None:
        self.clicks += 1
        target.set_input_files(file)

    def type(self, target: Locator, words: str) -> None:
        self.clicks += 1
        target.fill(words)


def spreadsheet(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Our groups 2027"])
    sheet.append(["Group", "Town", "Postcode", "Contact", "Role", "E-mail address", "Mobile", "Notes"])
    for number in range(1, GROUPS + 1):
        person = [f"Jo Marsh {number}", "Secretary", f"sec{number}@example.org", 7700900000 + number, "x"]
        sheet.append([f"Vale Left {number}", "Hull", "HU1 2AA", *person])
    book.save(file := folder / "groups.xlsx")
    return file


@looks(width=[PHONE, DESK], javascript=[True, False])
def test_forty_groups_come_in_and_are_undone(page: Page, site: str, tmp_path: Path) -> None:
    make_group("Otley Left")
    be(page, site, make_staff())
    page.goto(f"{site}/accounts/")
    hand = Hand()
    hand.click(page.get_by_role("link", name="Groups from spreadsheets"))
    hand.click(page.get_by_role("link", name="Choose a spreadsheet"))
    hand.choose(page.get_by_label("Spreadsheet", exact=True), spreadsheet(tmp_path))
    hand.click(page.get_by_label("the network’s own records"))
    hand.click(page.get_by_label("They are affiliated by a decision"))
    hand.type(page.get_by_label("Which decision affiliated them?"), "Conference 2026, item 4")
    hand.click(page.get_by_role("button", name="Read it"))
    expect(page.get_by_role("heading", name="What the columns mean")).to_be_visible()
    look_at(page)
    hand.click(page.get_by_role("button", name="Show what becomes of each row"))
    expect(page.get_by_text("40 new groups and 40 new contacts.")).to_be_visible()
    look_at(page)
    assert Group.objects.count() == 1
    hand.click(page.get_by_role("button", name="Bring them in"))
    expect(page.get_by_role("heading", name="Brought in")).to_be_visible()
    look_at(page)
    brought = Group.objects.filter(name__startswith="Vale")
    assert (brought.count(), set(brought.values_list("status", flat=True))) == (40, {GroupStatus.AFFILIATED})
    letters = Email.objects.filter(kind="organisers/imported")
    assert (letters.count(), Consent.objects.count()) == (40, 0)
    assert hand.clicks <= MOST_CLICKS
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_text("Undone. Everything is as it was before.")).to_be_visible()
    assert (Group.objects.count(), Contact.objects.count(), letters.count()) == (1, 0, 0)
