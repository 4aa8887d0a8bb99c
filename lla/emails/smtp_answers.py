"""What an answer of the mail server means: for everything that waits, or for the one email in hand."""

import re
import smtplib
import ssl
from enum import StrEnum
from typing import NamedTuple


class Meaning(StrEnum):
    """The first three concern every email: the batch stops, and all of them wait."""

    AWAY = "away"
    SIGN_IN = "sign-in refused"
    SETTINGS = "wrongly configured"
    LATER = "this email is not taken for now"
    NEVER = "this email is never taken"


STOPPING = {Meaning.AWAY, Meaning.SIGN_IN, Meaning.SETTINGS}

# Said of a recipient or a whole email, and yet about us: the sender's address (x.1.7, x.1.8), how much we may
# send in a day (Google's 5.4.5), sending for others without leave (Microsoft's), or carrying mail on for us.
ABOUT_US = re.compile(
    r"\b[45]\.(?:1\.[78]|2\.252|4\.5|7\.(?:8|9|54|57|60))(?!\d)|sender address rejected"
    r"|relay(?:ing)?(?: access)? (?:denied|prohibited|not (?:allowed|permitted))|unable to relay",
    re.IGNORECASE,
)
ENHANCED = re.compile(r"^[245]\.\d{1,3}\.\d{1,3}(?!\d)")  # RFC 3463's number, which follows the plain one
CUT_OFF = -1  # smtplib's number for an answer that has none
GOING = 421  # whatever it answers, the server hangs up
SIGN_IN_FIRST = 530
TOO_BIG = 552


class Answer(NamedTuple):
    """SMTP's number, 0 where the server said nothing, and its words."""

    code: int
    words: str

    @property
    def number(self) -> str:
        """The most exact number there is: 5.1.1, or 550."""
        enhanced = ENHANCED.match(self.words)
        return enhanced[0] if enhanced else str(self.code)


def answer(error: Exception) -> Answer:
    """What the server said; of several recipients (an email of ours has one) the first."""
    code, words = getattr(error, "smtp_code", 0), getattr(error, "smtp_error", b"")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    return Answer(code, words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words))


def meaning(error: Exception) -> Meaning:
    """What follows from an error in opening the connection or in sending an email."""
    said = answer(error)
    match error:
        case smtplib.SMTPNotSupportedError() | ssl.SSLCertVerificationError():
            return Meaning.SETTINGS
        case _ if said.code in (GOING, CUT_OFF):
            return Meaning.AWAY
        case smtplib.SMTPAuthenticationError():
            return Meaning.SIGN_IN if said.code >= 500 else Meaning.AWAY
        case _ if said.code == SIGN_IN_FIRST or ABOUT_US.search(said.words):
            return Meaning.SETTINGS
        case smtplib.SMTPSenderRefused() if said.code == TOO_BIG:
            return Meaning.NEVER
        case smtplib.SMTPSenderRefused() | smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
            return Meaning.SETTINGS if said.code >= 500 else Meaning.AWAY
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPResponseException():
            return Meaning.NEVER if said.code >= 500 else Meaning.LATER
        case OSError():
            return Meaning.AWAY
    return Meaning.LATER  # it never reached the server: a fault of ours, until it is mended


def is_about_one_email(error: Exception) -> bool:
    """Whether it costs the email in hand a try.

    A connection lost, or ended in answer to one address, may have to do with that email: it must not stop the
    others again and again.
    """
    found = meaning(error)
    lost = isinstance(error, smtplib.SMTPServerDisconnected) or answer(error).code == CUT_OFF
    ended_by_address = isinstance(error, smtplib.SMTPRecipientsRefused) and found is Meaning.AWAY
    return found not in STOPPING or lost or ended_by_address


def describe(error: Exception) -> str:
    """The kind of failure and the server's number; its words may hold an address, so they are left out."""
    name, code = type(error).__name__, answer(error).code
    return f"{name} {code}" if code > 0 else name
