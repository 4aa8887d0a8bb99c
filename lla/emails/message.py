"""The message that a mail server is handed for an email: its two parts, its headers, its calendar file."""

from email.charset import QP, Charset
from email.header import Header
from email.mime.text import MIMEText
from email.utils import formataddr, unquote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar

from lla.addresses import email as addresses_email
from lla.emails import bounces, preferences, rendering
from lla.emails.models import Email
from lla.emails.rendering import Button, Line
from lla.keys import standing_keys
from lla.words.cleaning import one_line

PLACEHOLDER = "{link}"
OPEN = "Open the page"  # what a button says whose template does not name it
TURN_OFF = "We send these emails when {words}. You can turn them off here, without signing in:"
STOP = "If you don’t want emails from us, stop them here, whoever asks us to send them:"
# Not every mail server takes eight bits, nor lines as long as a paragraph.
_ENCODING = Charset("utf-8")
_ENCODING.body_encoding = QP


def build(email: Email, *, link: str = "", turn_off: str = "", stop: str = "") -> EmailMultiAlternatives:
    """The message of an email, with the addresses of its link and of where its reader turns such emails off,
    or says that no other shall come.
    """
    body, foot = _body(email, link), _foot(email, turn_off, stop)
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=rendering.plain([*body, *foot]),
        from_email=bounces.envelope_sender(email) or _sender(),
        to=[_on_the_wire(email.to)],
        reply_to=[_reply_to(email)],
        headers=_headers(email, turn_off),
    )
    message.encoding = _ENCODING
    html = rendering.html(email.subject, body, foot, site=settings.ORGANISATION["url"])
    message.attach_alternative(html, "text/html")
    if email.calendar:
        message.attach(_calendar(email.calendar))
    return message


def named(name: str, address: str) -> str:
    """A name and an address as headers have them, whatever signs the name holds."""
    name, address = one_line(name), _on_the_wire(address)
    if name.isascii():
        return formataddr((name, address))
    return f"{Header(name, 'utf-8').encode(linesep='')} <{address}>"


def _body(email: Email, link: str) -> list[Line]:
    """The email's lines with its button.

    Only a line that is nothing but the placeholder is replaced: words typed by somebody else can never wrap
    the token into an address of their own. An email without a link may name a page of ours as its button.
    """
    lines = email.body.rstrip().splitlines()
    if link:
        button = Button(email.button or OPEN, link)
        return [button if line.strip() == PLACEHOLDER else line for line in lines]
    site = settings.ORGANISATION["url"]
    ours = [line for line in lines if email.button and rendering.is_ours(line, site)][:1]
    return [Button(email.button, line) if line in ours else line for line in lines]


def _foot(email: Email, turn_off: str, stop: str) -> list[Line]:
    """How its reader turns such emails off, or wants none at all."""
    if turn_off:
        return ["", TURN_OFF.format(words=preferences.kinds()[email.kind]), "", turn_off]
    return ["", STOP, "", stop] if stop else []


def _headers(email: Email, turn_off: str) -> dict[str, str]:
    domain = _sender().rpartition("@")[2]
    headers = {
        "From": named(settings.ORGANISATION["short_name"], _sender()),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        # The same email sent twice after a crash carries the same name, so mail readers show it once.
        "Message-ID": f"<{email.message_id}@{domain}>",
    }
    if email.about:
        # All emails about one motion, complaint or symposium answer this; it tells nobody which one that is.
        thread = standing_keys.pseudonym("lla.emails.thread", email.about)[:32]
        headers["In-Reply-To"] = headers["References"] = f"<{thread}.thread@{domain}>"
    if turn_off:
        name = ".".join(reversed(email.kind.replace("_", "-").split("/")))
        headers["List-Id"] = f"<{name}.{domain}>"
        headers["List-Unsubscribe"] = f"<{turn_off}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _calendar(written: str) -> MIMEText:
    part = MIMEText(written, "calendar", "utf-8")  # as base64
    part.set_param("method", str(Calendar.from_ical(written)["method"]))
    part.add_header("Content-Disposition", "attachment", filename="date.ics")
    return part


def _reply_to(email: Email) -> str:
    """The person who is meant, or the organisation."""
    if email.reply_to:
        return named(*_split(email.reply_to))
    return named(settings.ORGANISATION["short_name"], settings.ORGANISATION["email"])


def _sender() -> str:
    return _on_the_wire(_split(settings.DEFAULT_FROM_EMAIL)[1])


def _split(typed: str) -> tuple[str, str]:
    """The name and the address of "Ana Whitlow <ana@example.org>", however many commas the name has."""
    name, _, address = typed.rpartition("<")
    return unquote(name.strip()), address.strip("<> ")


def _on_the_wire(address: str) -> str:
    """An address as every mail server reads it: its domain in punycode, all of it in ASCII."""
    return addresses_email.canonical(address).encode("ascii").decode()
