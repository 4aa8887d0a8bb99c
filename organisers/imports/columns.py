"""Guessing what the columns of a spreadsheet mean: from their names, or else from what stands in them."""

import re
from collections.abc import Mapping, Sequence

from lla.sheets.columns import by_name, known_names, plain

from .choices import Column

# Names in small letters without signs: our own words, and those of Outlook, Google and Action Network.
NAMES = known_names(
    {
        Column.GROUP: "group, groups, group name, name of group, name of the group, groups name, "
        "local group, organisation, organization, organisation name, organization name, "
        "name of organisation, company, company name, organization 1 name, clp, branch, branch name",
        Column.KIND: "kind, kind of group, type, type of group, group type, group kind, level",
        Column.REGION: "region, labour region, region or nation, nation, region name",
        Column.TOWN: "town, city, town or city, town city, area, town or area, place, locality, location, "
        "business city, home city, other city, address 1 city, meets in",
        Column.POSTCODE: "postcode, post code, postal code, zip, zip code, zip postal code, "
        "business postal code, home postal code, other postal code, address 1 postal code",
        Column.PUBLIC_EMAIL: "public email, public email address, group email, group email address, "
        "groups email, email of the group, email for the public, public address, "
        "groups email address for the public",
        Column.WEBSITE: "website, web site, web page, webpage, url, web address, site, website 1 value, "
        "groups website, group website",
        Column.CONTACT: "contact, contact name, contacts name, name of contact, name, full name, fullname, "
        "display name, person, contact person, file as",
        Column.GIVEN: "first name, firstname, given name, forename, contacts first name, contact first name",
        Column.FAMILY: "last name, lastname, surname, family name, contacts last name, contact last name",
        Column.ROLE: "role, position, office, job title, title, contacts role, contact role, officer, "
        "organization title, organization 1 title",
        Column.EMAIL: "email, email address, contact email, contacts email, "
        "contacts email address, contact email address, mail, email 1 value, primary email",
        Column.PHONE: "phone, telephone, tel, mobile, mobile phone, phone number, telephone number, "
        "mobile number, contact phone, contacts telephone, contacts phone, contact telephone, phone 1 value, "
        "primary phone, home phone, business phone, can2 phone, cell phone",
    }
)
_FOR_A_SAMPLE: Mapping[Column, re.Pattern[str]] = {
    Column.EMAIL: re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}"),
    Column.POSTCODE: re.compile(r"[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}"),
    Column.PHONE: re.compile(r"\+?[0-9(][0-9 ()-]{8,18}"),
}
_PEOPLE = {Column.GIVEN, Column.FAMILY, Column.CONTACT}
REQUIRED = (Column.GROUP,)


def guess(head: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str]:
    """The column that each name most likely is, blank for one that says nothing to us; none comes twice.

    `samples` are some of the rows.
    """
    found = by_name(head, NAMES)
    _take_name_for_group([plain(name) for name in head], found)
    for index, name in enumerate(found):
        if not name:
            column = _by_samples([row[index] for row in samples])
            found[index] = column if column and column not in found else ""
    return found


def _take_name_for_group(names: Sequence[str], found: list[str]) -> None:
    """A bare “Name” is the group's where there is no other name for it and people have names of their own."""
    if Column.GROUP in found or "name" not in names:
        return
    at = names.index("name")
    others = {column for index, column in enumerate(found) if index != at}
    contact = next((i for i, name in enumerate(names) if i != at and name in NAMES[Column.CONTACT]), None)
    if others & _PEOPLE or contact is not None or Column.EMAIL not in others:
        found[at] = Column.GROUP
        if contact is not None:
            found[contact] = Column.CONTACT


def _by_samples(cells: Sequence[str]) -> Column | None:
    filled = [cell for cell in cells if cell]
    for column, pattern in _FOR_A_SAMPLE.items():
        if filled and sum(bool(pattern.fullmatch(cell)) for cell in filled) > len(filled) / 2:
            return column
    return None
