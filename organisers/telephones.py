"""Telephone numbers: read as people write them, kept in one international form, shown as people dial them."""

import re

import phonenumbers

HOME = "GB"
_MOBILE = re.compile(r"\+447[1-57-9]\d{8}", re.ASCII)
WRONG = (
    "This is not a telephone number we can read. Write it as you dial it, such as 07700 900123; "
    "a number of another country begins with + and its code, such as +353 20 910 0000."
)
NO_EXTENSION = "Write the number without an extension."
LONGEST_TYPED = 40  # characters
LONGEST_KEPT = 16  # a plus and fifteen digits, as E.164 has it


def read(typed: str) -> str:
    """The number as +447700900123; raises ValueError with a sentence."""
    try:
        number = phonenumbers.parse(typed[:LONGEST_TYPED], HOME)
    except phonenumbers.NumberParseException:
        raise ValueError(WRONG) from None
    if number.extension:
        raise ValueError(NO_EXTENSION)
    kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    # Possible rather than valid: numbers set aside for drama, and ranges newer than the tables, are kept.
    if not phonenumbers.is_possible_number(number) or len(kept) > LONGEST_KEPT:
        raise ValueError(WRONG)
    return kept


def shown(kept: str) -> str:
    """A kept number as it is dialled from Britain: 07700 900123, or +353 20 910 0000; blank stays blank."""
    if not kept:
        return ""
    if _MOBILE.fullmatch(kept):  # most numbers are, and this is what the library makes of them
        return f"0{kept[3:7]} {kept[7:]}"
    number = phonenumbers.parse(kept, None)
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL)
