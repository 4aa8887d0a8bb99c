"""Every kind of email as programs read it: mail servers, mail programs and spam filters."""

import mailbox
import re
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import closing
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from lla.emails import message, preferences
from lla.emails.models import Email
from tests.every_email import BUILDERS

pytestmark = pytest.mark.django_db

SITE = "https://conference.example.org"
LINK, TURN_OFF = f"{SITE}/motions/open/{'t' * 43}/", f"{SITE}/accounts/emails/{'u' * 43}/"
STOP = f"{SITE}/emails/stop/{'s' * 43}/"
VOID = {"meta", "br"}
FROM_ELSEWHERE = re.compile(
    r"<(script|img|link|iframe|form|object|svg)\b|src=|url\(|@import|\bstyle=|\son\w+="
)
FENCE = re.compile(r"^(> ?|- )")
POINTS = re.compile(r"score=(-?[\d.]+)")
SPAMASSASSIN = shutil.which("spamassassin") or ""
MOST_POINTS = 1
SPAM = "DEAR FRIEND,\n\nYOU HAVE WON ONE MILLION POUNDS. Send $$$ to a bank in Lagos to claim it NOW.\n"


class Page(HTMLParser):
    """The words and the links of a twin; what is opened is closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if not {"head", "style"} & set(self.open):
            self.words += data.split()


def as_sent(email: Email) -> bytes:
    link = LINK if email.link_view else ""
    foot = {"turn_off": TURN_OFF} if email.kind in preferences.kinds() else {"stop": STOP}
    return message.build(email, link=link, **foot).message().as_bytes()


@cache
def of_kind(kind: str) -> bytes:
    """An email of this kind, made once: who reads it changes nothing."""
    return as_sent(BUILDERS[kind]())


def read(sent: bytes) -> tuple[EmailMessage, str, str]:
    """The message, its plain part and its twin."""
    parsed = BytesParser(EmailMessage, policy=policy.default).parsebytes(sent)
    plain, html = parsed.get_body(("plain",)), parsed.get_body(("html",))
    assert plain is not None
    assert html is not None
    return parsed, plain.get_content(), html.get_content()


def without_marks(words: list[str]) -> list[str]:
    """In plain text a colon leads from a button's words to its address."""
    return [word.rstrip(":") for word in words]


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.ORGANISATION = {**settings.ORGANISATION, "url": SITE}


@pytest.mark.parametrize("kind", sorted(BUILDERS))
def test_both_parts_say_the_same_and_lead_nowhere_but_to_us(kind: str) -> None:
    _, plain, html = read(of_kind(kind))
    page, lines = Page(html), plain.splitlines()
    words = [word for line in lines for word in FENCE.sub("", line).split()]
    assert without_marks(page.words) == without_marks(words)
    assert (page.wrong, page.open, html.count('<html lang="en-GB">')) == ([], [], 1)
    assert (FROM_ELSEWHERE.findall(html), [link for link in page.links if not link.startswith(SITE)]) == (
        [],
        [],
    )


@pytest.mark.parametrize("kind", sorted(BUILDERS))
def test_every_mail_server_takes_it_as_it_is(kind: str) -> None:
    sent = of_kind(kind)
    parsed, _, _ = read(sent)
    parts = list(parsed.walk())
    assert [defect for part in parts for defect in part.defects] == []
    assert [header for header in parsed.values() if header.defects] == []
    assert {part["Content-Transfer-Encoding"] for part in parts if not part.is_multipart()} <= {
        "quoted-printable",
        "base64",
    }
    assert (sent.isascii(), max(map(len, sent.splitlines())) <= 998) == (True, True)


def points_of(folder: Path, sent: Iterable[bytes]) -> dict[str, float]:
    """What SpamAssassin gives each message, by the rules it brings along and without asking anybody else."""
    with closing(mailbox.mbox(folder / "emails")) as box:
        for each in sent:
            box.add(each)
    with open(folder / "emails", "rb") as emails, open(folder / "judged", "wb") as judged:
        subprocess.run([SPAMASSASSIN, "-L", "--mbox"], stdin=emails, stdout=judged, check=True)
    with closing(mailbox.mbox(folder / "judged")) as box:
        found = {str(each["Message-ID"]): str(each["X-Spam-Status"]) for each in box}
    return {name.strip("<>").partition("@")[0]: float(POINTS.findall(why)[0]) for name, why in found.items()}


@pytest.mark.skipif(
    not SPAMASSASSIN, reason="SpamAssassin is not installed here (apt-get install spamassassin)."
)
def test_no_kind_looks_like_spam(tmp_path: Path) -> None:
    spam = Email(to="kim@example.org", subject="WIN CASH NOW!!!", body=SPAM, kind="spam")
    names, sent = {spam.message_id: "spam"}, [as_sent(spam)]
    for kind, build in BUILDERS.items():
        with transaction.atomic():
            email = build()
            names[email.message_id] = kind
            sent.append(as_sent(email))
            transaction.set_rollback(True)
    points = points_of(tmp_path, sent)
    assert set(points) == set(names)
    assert {names[each] for each, given in points.items() if given > MOST_POINTS} == {"spam"}
