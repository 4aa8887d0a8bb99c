"""What columns are guessed to mean, from the names that people and programs give them."""

import pytest

from organisers.imports.choices import Column
from organisers.imports.columns import guess

C = Column


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (
            ["Group name", "Town", "Post code", "Contact name", "Role", "E-mail address", "Mobile"],
            [C.GROUP, C.TOWN, C.POSTCODE, C.CONTACT, C.ROLE, C.EMAIL, C.PHONE],
        ),
        (
            ["First Name", "Last Name", "Company", "Job Title", "E-mail Address", "Mobile Phone", "City"],
            [C.GIVEN, C.FAMILY, C.GROUP, C.ROLE, C.EMAIL, C.PHONE, C.TOWN],
        ),
        (
            ["Given Name", "Family Name", "Organization 1 - Name", "E-mail 1 - Value", "Phone 1 - Value", ""],
            [C.GIVEN, C.FAMILY, C.GROUP, C.EMAIL, C.PHONE, ""],
        ),
        (
            ["first_name", "last_name", "email", "can2_phone", "zip_code", "Organisation"],
            [C.GIVEN, C.FAMILY, C.EMAIL, C.PHONE, C.POSTCODE, C.GROUP],
        ),
        (["Name", "Contact", "Email"], [C.GROUP, C.CONTACT, C.EMAIL]),
        (["Name", "Group", "Email"], [C.CONTACT, C.GROUP, C.EMAIL]),
        (["Email", "Email"], [C.EMAIL, ""]),
    ],
)  # fmt: skip
def test_columns_are_guessed_from_their_names(head: list[str], columns: list[str]) -> None:
    assert guess(head, []) == columns


def test_a_column_without_a_name_is_guessed_from_what_is_in_it() -> None:
    samples = [["Hull Left", "jo@example.org", "HU1 2AA", "07700 900123"], ["Goole Left", "", "", ""]]
    assert guess(["Group", "", "x", "y"], samples) == [C.GROUP, C.EMAIL, C.POSTCODE, C.PHONE]
