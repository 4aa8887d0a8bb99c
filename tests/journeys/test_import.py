"""Forty groups are brought in from a spreadsheet and written to in few clicks, on a phone and at a desk."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from lla.emails.models import Email
from organisers.contacts.models import Consent, Contact
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from tests.browser_pages import PHONE, desk_and_phone, look_at, looks
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
    sheet.append(["Group", "Town", "Postcode", "Contact", "Role", "E-mail address", "Mobile", "Group email"])
    for number in range(1, GROUPS + 1):
        person = [f"Jo Marsh {number}", "Secretary", f"sec{number}@example.org", 7700900000 + number]
        sheet.append([f"Vale Left {number}", "Hull", "HU1 2AA", *person, f"vale{number}@example.org"])
    book.save(file := folder / "groups.xlsx")
    return file


@desk_and_phone()
def test_forty_groups_come_in_and_are_written_to(page: Page, site: str, tmp_path: Path) -> None:
    make_group("Otley Left")
    Group.objects.update(public_email="otley@example.org")
    be(page, site, make_staff())
    page.goto(f"{site}/accounts/")
    hand = Hand()
    bring_in(page, hand, tmp_path)
    brought = Group.objects.filter(name__startswith="Vale")
    assert (brought.count(), set(brought.values_list("status", flat=True))) == (40, {GroupStatus.AFFILIATED})
    letters = Email.objects.filter(kind="organisers/imported")
    assert (letters.count(), Consent.objects.count()) == (40, 0)
    hand.click(page.get_by_role("link", name="Write to the new groups"))
    hand.click(page.get_by_label("Something else"))
    hand.type(page.get_by_label("Your message"), "Welcome. Our symposium is in May.")
    hand.click(page.get_by_role("button", name="Preview"))
    expect(page.get_by_text("40 addresses, for 40 groups")).to_be_visible()
    look_at(page)
    hand.click(page.get_by_role("button", name="Send it to 40 addresses"))
    expect(page.get_by_text("Sent to 40 addresses.")).to_be_visible()
    sent = set(Email.objects.filter(kind="organisers/announcement").values_list("to", flat=True))
    assert sent == {f"vale{number}@example.org" for number in range(1, GROUPS + 1)}
    assert hand.clicks <= MOST_CLICKS


@looks(width=[PHONE], javascript=[True])
def test_what_came_in_is_undone(page: Page, site: str, tmp_path: Path) -> None:
    make_group("Otley Left")
    be(page, site, make_staff())
    page.goto(f"{site}/accounts/")
    bring_in(page, Hand(), tmp_path)
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("Undone. Everything is as it was before.")).to_be_visible()
    letters = Email.objects.filter(kind="organisers/imported")
    assert (Group.objects.count(), Contact.objects.count(), letters.count()) == (1, 0, 0)


def bring_in(page: Page, hand: Hand, folder: Path) -> None:
    hand.click(page.get_by_role("link", name="Groups from spreadsheets"))
    hand.click(page.get_by_role("link", name="Choose a spreadsheet"))
    hand.choose(page.get_by_label("Spreadsheet", exact=True), spreadsheet(folder))
    hand.click(page.get_by_label("the network’s own records"))
    hand.click(page.get_by_label("They are affiliated by a decision"))
    hand.type(page.get_by_label("Which decision affiliated them?"), "Conference 2026, item 4")
    hand.click(page.get_by_role("button", name="Read the spreadsheet"))
    expect(page.get_by_role("heading", name="What the columns mean")).to_be_visible()
    look_at(page)
    before = Group.objects.count()
    hand.click(page.get_by_role("button", name="Show what happens to each row"))
    expect(page.get_by_text("40 new groups and 40 new contacts.")).to_be_visible()
    look_at(page)
    assert Group.objects.count() == before
    hand.click(page.get_by_role("button", name="Bring in the groups"))
    expect(page.get_by_role("heading", name="Brought in")).to_be_visible()
    look_at(page)
