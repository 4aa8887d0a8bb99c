"""How an email looks to programs and to readers: its two parts, its headers and what is fenced in it."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path

import pytest
from django.template import Context, Engine
from pytest_django import Settings

from lla.emails import message
from lla.emails.models import Email
from lla.emails.outbox import compose

SITE = "http://localhost:8000"
LINK = f"{SITE}/motions/open/token/"
QUOTE = '<blockquote dir="auto">'
AWKWARD = 'Left, Yorks: the "network"'


def write(body: str = "Dear Kim,\n", **fields: str) -> Email:
    return Email(
        **{"to": "kim@example.org", "subject": "A heron", "body": body, "kind": "lla/test", **fields}
    )


def sent(email: Email, **addresses: str) -> EmailMessage:
    """As a mail program reads it off the wire."""
    written = message.build(email, **addresses).message().as_bytes()
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(written)


def part(email: EmailMessage, kind: str) -> str:
    found = email.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def drawn(email: Email, **addresses: str) -> str:
    """What stands in the page of its twin, each piece on one line."""
    page = part(sent(email, **addresses), "html").partition("<body>")[2].partition("</body>")[0]
    return "\n".join(line.strip() for line in page.splitlines() if line.strip())


def mailbox_in(email: Email, header: str) -> tuple[str, str]:
    """The name and the address that a header gives to a program."""
    written = message_from_bytes(message.build(email).message().as_bytes())[header]
    name, address = parseaddr("".join(written.splitlines()))
    return str(make_header(decode_header(name))), address


def quoted(typed: str) -> str:
    template = Engine.get_default().from_string("{% load quotes %}{{ typed|quoted }}")
    return template.render(Context({"typed": typed}, autoescape=False))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        ("One\n\nTwo", "> One\n>\n> Two"),
        ("\n  {link}\n", "> {link}"),
        ("- One:\n  - \ttwo", "> - One:\n>   - two"),
        ("One\r\nTwo\rThree\x0bFour\x85Five\u2028{link}", "> One\n> Two\n> Three\n> Four\n> Five\n> {link}"),
        ("\u202eknil\u200b \u2066a\u200f\u00ad b\u3164", "> knil a b"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "> \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("> older words", "> > older words"),
    ],
)
def test_quoted_words_stand_behind_a_fence_on_every_line(typed: str, shown: str) -> None:
    assert quoted(typed) == shown


def test_a_template_names_its_button_after_its_subject(settings: Settings, tmp_path: Path) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    folder = tmp_path / "emails"
    folder.mkdir()
    folder.joinpath("named.txt").write_text(
        "Subject: m42: confirm your motion\nButton: Confirm {{ what }}\nDear Kim,\n\n{link}\n"
    )
    folder.joinpath("bare.txt").write_text("Subject: Hello\n\nDear Kim,\n")
    emails = [compose(name, {"what": "m42"}, to="a@example.org") for name in ("named", "bare")]
    assert [(email.subject, email.button, email.body) for email in emails] == [
        ("m42: confirm your motion", "Confirm m42", "Dear Kim,\n\n{link}\n"),
        ("Hello", "", "Dear Kim,\n"),
    ]


@pytest.mark.django_db
def test_the_link_is_a_button_that_says_what_it_does() -> None:
    email = write("Dear Kim,\n\n{link}\n\nBye.\n", button="Confirm <m42>")
    assert part(sent(email, link=LINK), "plain") == f"Dear Kim,\n\nConfirm <m42>:\n{LINK}\n\nBye.\n"
    button = (
        f'<p>\n<a class="button" href="{LINK}">Confirm &lt;m42&gt;</a>\n</p>\n<p class="small">{LINK}</p>'
    )
    assert f"<p>Dear Kim,</p>\n{button}\n<p>Bye.</p>" in drawn(email, link=LINK)


@pytest.mark.django_db
def test_an_email_without_a_link_may_have_a_page_of_ours_as_its_button() -> None:
    email = write(f"See:\n\n{SITE}/desk/\n\n{SITE}/help/\n", button="See it")
    assert part(sent(email), "plain") == f"See:\n\nSee it:\n{SITE}/desk/\n\n{SITE}/help/\n"
    assert drawn(email).count('class="button"') == 1


@pytest.mark.django_db
def test_only_addresses_of_ours_are_links_and_none_in_a_quotation() -> None:
    lines = [
        f"Read ({SITE}/help/). Or https://elsewhere.example.org/, or {SITE}.example.org/x and {SITE}1/.",
        f"> Look at {SITE}/evil/ or https://elsewhere.example.org/",
        "> {link}",
        "- One",
        f"- Two: {SITE}/two/",
        "<script>alert(1)</script>",
    ]
    page = drawn(write("\n\n".join([*lines[:1], "\n".join(lines[1:3]), *lines[3:]])), link=LINK)
    assert [each.partition('"')[0] for each in page.split('href="')[1:]] == [f"{SITE}/help/", f"{SITE}/two/"]
    assert f"<p>Look at {SITE}/evil/ or https://elsewhere.example.org/<br>{{link}}</p>" in page
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "page"),
    [
        ("One\ntwo\n\nThree", "<p>One<br>two</p>\n<p>Three</p>"),
        (
            "Bring:\n- bread\n- salt\n  or not",
            "<p>Bring:</p>\n<ul>\n<li>bread</li><li>salt<br>  or not</li>\n</ul>",
        ),
        ("> a\n> b\n>\n> c\nHi", f"{QUOTE}\n<p>a<br>b</p><p>c</p>\n</blockquote>\n<p>Hi</p>"),
    ],
)
def test_lines_become_paragraphs_lists_and_quotations(body: str, page: str) -> None:
    assert drawn(write(body)) == f'<div class="email">\n{page}\n</div>'


@pytest.mark.django_db
@pytest.mark.parametrize("name", [AWKWARD, "Lïnks, Städte; (alle)", "A" * 60 + " ü" * 40, "@", "a\nBcc: b"])
def test_whatever_the_organisation_is_called_its_mail_can_be_sent(name: str, settings: Settings) -> None:
    settings.ORGANISATION = {**settings.ORGANISATION, "name": "The whole name", "short_name": name}
    settings.DEFAULT_FROM_EMAIL = f"{name} <post@grüne.example>"
    email = write(to="kim@bücher.example")
    shown, ours = " ".join(name.split()), "xn--grne-1ra.example"
    assert mailbox_in(email, "From") == (shown, f"post@{ours}")
    assert mailbox_in(email, "Reply-To") == (shown, "hello@example.org")
    assert mailbox_in(email, "To") == ("", "kim@xn--bcher-kva.example")
    read = sent(email)
    assert (read["Bcc"], read.defects, read["Message-ID"].endswith(f"@{ours}>")) == (None, [], True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reply_to", "shown"),
    [
        ("Ana, of Selby <ana@example.org>", ("Ana, of Selby", "ana@example.org")),
        ('"Zoë \\"Z\\" Ann" <zoe@grüne.example>', ('Zoë "Z" Ann', "zoe@xn--grne-1ra.example")),
        ("ana@example.org", ("", "ana@example.org")),
    ],
)
def test_an_answer_goes_to_the_person_who_is_meant(reply_to: str, shown: tuple[str, str]) -> None:
    assert mailbox_in(write(reply_to=reply_to), "Reply-To") == shown


@pytest.mark.django_db
def test_an_address_that_no_server_reads_is_not_put_on_the_wire() -> None:
    with pytest.raises(UnicodeEncodeError):
        message.build(write(to="zoë@example.org"))


@pytest.mark.django_db
def test_emails_about_one_thing_are_one_thread_that_does_not_tell_which() -> None:
    emails = [sent(write(about=about)) for about in ("m42", "m42", "m43", "")]
    first, second, other, about_nothing = [email["References"] for email in emails]
    assert (first == second, first == other, about_nothing) == (True, False, None)
    assert [email["In-Reply-To"] for email in emails] == [first, second, other, None]
    assert ("m42" in first, first.endswith(".thread@example.org>")) == (False, True)
    assert len({email["Message-ID"] for email in emails}) == 4


@pytest.mark.django_db
def test_the_headers_keep_robots_from_answering_and_name_no_program() -> None:
    email = sent(write())
    names = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "X-Mailer": None}
    assert {name: email[name] for name in names} == names
    assert email["Date"].datetime is not None
