"""The command that sends one email at once and says, step by step, what the mail server answered."""

import smtplib
import socket
import ssl
from contextlib import closing
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lla.addresses import email as addresses_email
from lla.emails import message, smtp_answers
from lla.emails.models import Email
from lla.emails.smtp_backend import EmailBackend

# The first that fits an error; the last fits every one.
WHY: list[tuple[type[Exception], str]] = [
    (socket.gaierror, "There is no host by this name. Look at the name in EMAIL_URL."),
    (ConnectionRefusedError, "Nothing listens there. Look at the host and the port in EMAIL_URL."),
    (TimeoutError, "Nobody answers. Many networks let nothing out on port 25: try 587 or 465."),
    (ssl.SSLCertVerificationError, "Its certificate is not for this name, or nobody we trust has signed it."),
    (ssl.SSLError, "This port speaks no TLS from the start. Write smtp+tls:// (587) or smtp+ssl:// (465)."),
    (smtplib.SMTPNotSupportedError, "It offers no TLS, or no sign-in without: try smtp+tls:// or smtp+ssl://"),
    (smtplib.SMTPAuthenticationError, "It refuses our sign-in: the user or the password in EMAIL_URL."),
    (smtplib.SMTPConnectError, "It does not want to speak with this machine."),
    (smtplib.SMTPSenderRefused, "It does not take DEFAULT_FROM_EMAIL as a sender of ours."),
    (smtplib.SMTPRecipientsRefused, "It does not take the recipient. Try an address of your own."),
    (smtplib.SMTPDataError, "It does not take the email itself."),
    (smtplib.SMTPServerDisconnected, "It hung up. Does the port fit smtp://, smtp+tls:// or smtp+ssl://?"),
    (Exception, "It did not go."),
]  # fmt: skip


class Command(BaseCommand):
    help = "Send one email to an address at once, and say what the mail server answers, step by step."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        to = addresses_email.canonical(options["email"])
        if wrong := addresses_email.why_not(to):
            raise CommandError(" ".join(wrong))
        connection = get_connection()
        if not isinstance(connection, EmailBackend):
            raise CommandError(f"No email leaves this place: {settings.EMAIL_BACKEND} keeps them.")
        try:
            with closing(connection):
                self._send(connection, to)
        except OSError as error:
            raise CommandError(_in_words(error)) from error
        self.stdout.write(f"The mail server has the email. Look whether it comes to {to}, and not as spam.")

    def _send(self, connection: EmailBackend, to: str) -> None:
        """Each step as smtplib takes it, for it keeps the answers of a whole sending to itself."""
        email = message.build(Email(to=to, subject="A test of our emails", body="This email was a test.\n"))
        content: Any = email.message()  # Django's, which ends its lines as it is asked to
        sender = parseaddr(str(email.from_email))[1]
        self.stdout.write(f"Connecting to {connection.host}, port {connection.port}.")
        connection.open()
        smtp = connection.connection
        if smtp is None:
            raise smtplib.SMTPServerDisconnected
        secure = "with TLS" if isinstance(smtp.sock, ssl.SSLSocket) else "without TLS"
        signed_in = f"signed in as {connection.username}" if connection.username else "without signing in"
        self.stdout.write(f"Connected {secure}, {signed_in}.")
        code, words = self._told(f"From {sender}", smtp.mail(sender))
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, words, sender)
        code, words = self._told(f"To {to}", smtp.rcpt(to))
        if code not in (250, 251):
            raise smtplib.SMTPRecipientsRefused({to: (code, words)})
        code, words = self._told("The email itself", smtp.data(content.as_bytes(linesep="\r\n")))
        if code != 250:
            raise smtplib.SMTPDataError(code, words)

    def _told(self, what: str, said: tuple[int, bytes]) -> tuple[int, bytes]:
        self.stdout.write(f"{what}: {said[0]} {said[1].decode('utf-8', 'replace')}")
        return said


def _in_words(error: OSError) -> str:
    words = next(words for kind, words in WHY if isinstance(error, kind))
    said = smtp_answers.answer(error)
    answer = f"{said.code} {said.words}" if said.code else str(error)
    return f"{words}\n({answer or type(error).__name__})"
