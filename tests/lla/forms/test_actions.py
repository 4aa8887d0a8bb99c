"""The page of an action: asked, refused, done."""

from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from lla.acts.refusals import NotAllowed
from lla.forms.actions import Action, action_page
from lla.forms.base import Form

TEMPLATE = "components/action.html"
PAGE = {"back_url": "/"}


class ReasonForm(Form):
    reason = forms.CharField(label="Reason")


def close(row: list[str], *, by: object, reason: str) -> None:
    """Write the reason into the row, unless it holds one."""
    if row:
        raise NotAllowed(["It is closed already."])
    row.append(f"{by}: {reason}")


CLOSE = Action(
    label="Close it",
    done="Closed.",
    form=ReasonForm,
    why_not=lambda row, *, by: ["It is closed already."] if row else [],
    do=close,
    final=True,
)


def home() -> HttpResponse:
    return redirect("/")


def answer(row: list[str], **sent: str) -> tuple[HttpRequest, HttpResponse]:
    request = RequestFactory().post("/", sent) if sent else RequestFactory().get("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    page = action_page(request, CLOSE, row, by="Ana", template=TEMPLATE, context=PAGE, back=home)
    return request, page


def test_the_page_of_an_action_asks_for_what_it_needs() -> None:
    words = answer([])[1].content.decode()
    assert ("Close it" in words, 'name="reason"' in words, "button--final" in words) == (True, True, True)


def test_what_refuses_an_action_stands_in_place_of_its_form() -> None:
    words = answer(["Ben: done"])[1].content.decode()
    assert ("It is closed already." in words, "<form" in words) == (True, False)


def test_an_action_is_done_once_its_form_is_whole_and_that_is_said() -> None:
    row: list[str] = []
    request, page = answer(row, reason="Enough said.")
    assert (page.status_code, row) == (302, ["Ana: Enough said."])
    assert [str(message) for message in get_messages(request)] == ["Closed."]


def test_a_refusal_brings_the_form_back_with_what_was_typed() -> None:
    page = answer(["Ben: done"], reason="Enough said.")[1]
    words = page.content.decode()
    assert (page.status_code, "It is closed already." in words, "Enough said." in words) == (200, True, True)


def test_an_empty_field_brings_the_form_back_and_nothing_is_done() -> None:
    row: list[str] = []
    words = answer(row, other="x")[1].content.decode()
    assert ("“Reason” is empty. Fill it in." in words, row) == (True, [])
