"""What contacts are asked to allow, version by version: a consent names the version that it answered."""

from collections.abc import Mapping

from .choices import Purpose

_SINCE_THE_FIRST: Mapping[Purpose, str] = {
    Purpose.CIRCULATED: (
        "Yes, the details I tick below may stand in the directory copies of the groups named here, "
        "so that they can write to me or ring me about working together."
    ),
    Purpose.NOTICES: "Yes, send me notices of our regional symposium by email.",
    Purpose.PHONE: "Yes, my regional organiser may ring me.",
}
CONSENT_TEXTS: Mapping[int, Mapping[Purpose, str]] = {
    1: {**_SINCE_THE_FIRST, Purpose.CAMPAIGN: "Yes, send me email about campaigns of the network."},
    2: {
        **_SINCE_THE_FIRST,
        Purpose.SYMPOSIUM: (
            "Yes, my details may stand in a list that my regional organiser downloads "
            "to arrange our regional symposium."
        ),
        Purpose.SUPPORT: (
            "Yes, my details may stand in a list that my regional organiser downloads "
            "to bring the groups of our region together for mutual support."
        ),
        Purpose.COMMITTEE: (
            "Yes, my details may stand in a list that my regional organiser downloads "
            "because the steering committee has asked for one."
        ),
    },
}
TEXT_VERSION = max(CONSENT_TEXTS)


def consent_text(purpose: Purpose) -> str:
    """The sentence a contact says yes to today."""
    return CONSENT_TEXTS[TEXT_VERSION][purpose]
