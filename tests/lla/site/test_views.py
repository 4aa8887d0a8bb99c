"""The toolkit's own pages, and what a broken or refused request is told."""

import json
import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from lla import urls
from lla.acts.refusals import NotAllowed
from lla.emails import message as emails_message
from lla.emails.folder_backend import EmailBackend
from lla.limits.rate_limits import TooMany
from lla.links.exceptions import LinkRefused
from lla.site import logs
from lla.site.dev_mail import code_now
from lla.time import clock
from tests.factories import SECRET, make_email, make_staff

pytestmark = pytest.mark.django_db


def refuse(request: HttpRequest, how: str) -> HttpResponse:
    match how:
        case "rules":
            raise NotAllowed(["Motions have closed.", "This <motion> is published."])
        case "link":
            raise LinkRefused("This link has expired. Ask for a new one.")
        case "limit":
            raise TooMany(clock.now() + timedelta(minutes=5), shared=False)
        case "read":
            return HttpResponse(request.POST.get("words", ""))
    raise ZeroDivisionError("kim@example.org 0123456789abcdef0123456789abcdef")


urlpatterns = [*urls.urlpatterns, path("refuse/<str:how>/", refuse)]
handler400, handler500 = urls.handler400, urls.handler500


@pytest.fixture
def refusing(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_an_act_that_is_not_allowed_is_a_409_with_its_reasons(refusing: Client) -> None:
    response = refusing.get("/refuse/rules/")
    text = response.content.decode()
    assert response.status_code == 409
    assert ("Motions have closed." in text, "This &lt;motion&gt; is published." in text) == (True, True)


def test_a_link_that_opens_nothing_is_a_410_with_its_reason(refusing: Client) -> None:
    response = refusing.get("/refuse/link/")
    assert (response.status_code, "This link has expired." in response.content.decode()) == (410, True)


def test_one_try_too_many_is_a_429_that_says_when(refusing: Client) -> None:
    response = refusing.get("/refuse/limit/")
    assert (response.status_code, response["Retry-After"]) == (429, "300")


def test_a_form_larger_than_any_of_ours_is_a_413(refusing: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    small = refusing.post("/refuse/read/", {"words": "x" * 100})
    large = refusing.post("/refuse/read/", "words=" + "x" * 2000, "application/x-www-form-urlencoded")
    settings.LARGEST_BODY = 3000
    body = refusing.post("/refuse/read/", {"words": "x" * 4000})
    assert [small.status_code, large.status_code, body.status_code] == [200, 413, 413]


def test_a_body_that_is_no_form_is_a_415(refusing: Client) -> None:
    answers = [
        refusing.post("/refuse/read/", '{"words": "x"}', "application/json"),
        refusing.post("/refuse/read/", "words=x", "application/x-www-form-urlencoded; charset=UTF-8"),
        refusing.post("/refuse/read/", {"words": "x"}),
        refusing.generic("POST", "/refuse/read/"),
    ]
    assert [answer.status_code for answer in answers] == [415, 200, 200, 200]
    assert "We could not read what you sent" in answers[0].content.decode()


def test_an_address_that_only_takes_a_form_says_so(client: Client) -> None:
    answer = client.get("/regions/find/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "This address only takes what the form of another page sends" in answer.content.decode()


def test_a_page_that_breaks_says_so_in_our_words(refusing: Client) -> None:
    response = refusing.get("/refuse/break/")
    assert (response.status_code, "masthead" in response.content.decode()) == (500, True)


def test_a_forged_form_and_a_missing_page_are_told_in_our_words() -> None:
    strict = Client(enforce_csrf_checks=True)
    forged = strict.post("/accounts/login/", {"login": "kim@example.org"})
    missing = strict.get("/nothing/here/")
    pages = [(page.status_code, "masthead" in page.content.decode()) for page in (forged, missing)]
    assert pages == [(403, True), (404, True)]


def test_every_answer_carries_a_request_id_and_a_strict_policy(client: Client) -> None:
    responses = [client.get("/privacy/"), client.get("/nothing/")]
    assert [len(response["X-Request-ID"]) for response in responses] == [16, 16]
    policy = responses[0]["Content-Security-Policy"]
    assert ("default-src 'none'" in policy, "unsafe" in policy) == (True, False)


def test_every_answer_says_what_no_page_of_ours_may_do(client: Client) -> None:
    for way in ("/privacy/", "/nothing/", "/accounts/", "/theme.css", "/healthz"):
        headers = client.get(way).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=(), " in headers["Permissions-Policy"]


def test_security_txt_names_whom_to_tell_and_until_when(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    with time_machine.travel("2027-01-11 12:00:00Z", tick=False):
        answer = client.get("/.well-known/security.txt")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:security@example.org",
        "Expires: 2027-07-10T12:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {settings.ORGANISATION['url']}/.well-known/security.txt",
    ]


def test_in_development_every_email_is_shown_newest_first(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.DEBUG, settings.EMAIL_FILE_PATH = True, tmp_path / "mail"
    staff = make_staff("robin@example.org")
    assert "No email has been sent yet." in client.get("/dev/mail/").content.decode()
    for subject, body in [("First", "Press https://example.org/x/"), ("Second", "<b>Zoë</b>")]:
        EmailBackend().send_messages([EmailMessage(subject, body, to=["kim@example.org"])])
    text = client.get("/dev/mail/").content.decode()
    assert 0 < text.index("Second") < text.index("First")
    assert '<a href="https://example.org/x/"' in text
    assert ("&lt;b&gt;Zoë&lt;/b&gt;" in text, staff.email in text, code_now(SECRET) in text) == (
        True,
        True,
        True,
    )


def test_in_development_an_email_is_shown_as_a_mail_program_draws_it(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.DEBUG, settings.EMAIL_FILE_PATH = True, tmp_path / "mail"
    sent = emails_message.build(make_email(body="Dear Zoë,\n\n{link}\n"), link="http://localhost:8000/x/")
    EmailBackend().send_messages([sent])
    page = client.get("/dev/mail/").content.decode()
    (address,) = re.findall(r'href="(/dev/mail/[^"]+)"', page)
    assert "Open the page:" in page
    drawn = client.get(address)
    assert '<a class="button" href="http://localhost:8000/x/">Open the page</a>' in drawn.content.decode()
    assert (drawn.headers["Content-Security-Policy"].count("'sha256-"), "unsafe" in str(drawn.headers)) == (
        1,
        False,
    )
    assert client.get("/dev/mail/..%2f1/").status_code == 404
    settings.DEBUG = False
    assert client.get(address).status_code == 404


def test_outside_development_there_is_no_page_of_emails(client: Client) -> None:
    assert client.get("/dev/mail/").status_code == 404


def written(message: str, **extra: Any) -> dict[str, Any]:
    record = logging.getLogger("lla").makeRecord("lla", logging.INFO, "f", 1, message, (), None, extra=extra)
    return dict(json.loads(logs.JsonLines().format(record)))


def test_log_lines_are_json_without_tokens_or_addresses() -> None:
    token = "a-B_" * 11
    line = written(f"GET /motions/{token}/ for kim@example.org", path=f"/g/{token}/", ms=7)
    line.pop("at")
    assert line == {
        "level": "info",
        "logger": "lla",
        "message": "GET /motions/[token]/ for [address]",
        "path": "/g/[token]/",
        "ms": 7,
    }


def test_a_request_is_one_log_line_with_its_id(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="lla.site.middleware"):
        response = client.get("/privacy/")
    said = [
        (vars(record)["path"], vars(record)["status"])
        for record in caplog.records
        if record.name == "lla.site.middleware"
    ]
    assert (said, response.status_code) == ([("/privacy/", 200)], 200)


def test_a_failure_is_written_without_what_it_held() -> None:
    try:
        refuse(RequestFactory().get("/"), "break")
    except ZeroDivisionError as error:
        record = logging.getLogger("lla").makeRecord(
            "lla", logging.ERROR, "f", 1, "broke", (), (type(error), error, error.__traceback__)
        )
    trace = json.loads(logs.JsonLines().format(record))["trace"]
    assert "ZeroDivisionError: [address] [token]" in trace
