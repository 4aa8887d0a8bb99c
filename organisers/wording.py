"""What contacts are asked to allow, version by version: a consent names the version that it answered."""

from collections.abc import Mapping

from .choices import Purpose

CONSENT_TEXTS: Mapping[int, Mapping[Purpose, str]] = {
    1: {
        Purpose.CIRCULATED: (
            "Yes, the details I tick below may stand in the directory copies of the groups named here, "
            "so that they can write to me or ring me about working together."
        ),
        Purpose.NOTICES: "Yes, send me notices of our regional symposium by e-mail.",
        Purpose.CAMPAIGN: "Yes, send me e-mail about campaigns of the network.",
        Purpose.PHONE: "Yes, my regional organiser may ring me.",
    },
}
TEXT_VERSION = max(CONSENT_TEXTS)


def consent_text(purpose: Purpose) -> str:
    """The sentence a contact says yes to today."""
    return CONSENT_TEXTS[TEXT_VERSION][purpose]
