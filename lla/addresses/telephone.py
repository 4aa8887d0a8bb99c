"""Telephone numbers: read as people write them, kept in one international form, shown as people dial them."""

import re

import phonenumbers

from lla.words.cleaning import composed, one_line

HOME = "GB"
_MOBILE = re.compile(r"\+447[1-57-9]\d{8}", re.ASCII)
_NUMBER = re.compile(r"\(?\+?[0-9 ()./\u2010-\u2015-]+")
_EXTENSION = re.compile(r"[,;]? ?(?:ext(?:ension|n)?|x|#)[. :]*([0-9]{1,7})$")
_AT_HOME = re.compile(r"[1235789][0-9]{9}")
_KEPT_APART = ";ext="  # as RFC 3966 has it
WRONG = (
    "Enter a telephone number, such as 07700 900123 or 01632 960001 ext. 5. Start a number in another "
    "country with + and its code, such as +353 20 910 0000."
)
LONGEST_TYPED = 40  # characters
LONGEST_KEPT = 28  # a plus and fifteen digits, as E.164 has it, and an extension


def read(typed: str) -> str:
    """The number as +447700900123, with its extension as +441632960001;ext=5.

    Raises ValueError with a sentence for whatever else: letters, too few digits or too many.
    """
    words = one_line(composed(typed[:LONGEST_TYPED], "NFKC")).casefold()
    found = _EXTENSION.search(words)
    dialled = words[: found.start()] if found else words
    if not _NUMBER.fullmatch(dialled):
        raise ValueError(WRONG)
    try:
        number = phonenumbers.parse(dialled, HOME)
    except phonenumbers.NumberParseException:
        raise ValueError(WRONG) from None
    if not _can_be_dialled(number):
        raise ValueError(WRONG)
    kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{kept}{_KEPT_APART}{found[1]}" if found else kept


def _can_be_dialled(number: phonenumbers.PhoneNumber) -> bool:
    """Whether a number has as many digits as its country's have.

    Possible rather than valid: numbers set aside for drama, and ranges newer than the tables, are kept. Of
    British ones only a few have less than ten digits, and the tables know those.
    """
    if phonenumbers.is_valid_number(number):
        return True
    if number.country_code == phonenumbers.country_code_for_region(HOME):
        return _AT_HOME.fullmatch(phonenumbers.national_significant_number(number)) is not None
    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)


def is_mobile(kept: str) -> bool:
    """Whether a kept number is a British mobile's."""
    return _MOBILE.fullmatch(kept) is not None


def in_address_book(kept: str) -> str:
    """A kept number as telephones and Outlook read it: +447700900123, or +441632960001 x5."""
    return kept.replace(_KEPT_APART, " x")


def shown(kept: str) -> str:
    """A kept number as it is dialled from Britain: 07700 900123, 01632 960001 ext. 5, +353 20 910 0000."""
    if not kept:
        return ""
    if is_mobile(kept):  # most numbers are, and this is what the library makes of them
        return f"0{kept[3:7]} {kept[7:]}"
    kept, _, extension = kept.partition(_KEPT_APART)
    if extension:
        return f"{shown(kept)} ext. {extension}"
    number = phonenumbers.parse(kept, None)
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL)
