"""What opens a copy of the directory for a while: its link, or the page of a contact of its group."""

from functools import wraps

from django.http import HttpRequest, HttpResponse

from lla.accounts.decorators import View, private_page
from lla.links.open_pages import OpenPage
from lla.pages import resubmission
from lla.time import clock

from . import rules
from .models import Copy

PAGE = OpenPage("copy")


def copy_in_session(request: HttpRequest) -> Copy | None:
    """The copy that is open in this browser."""
    facts = PAGE.facts(request)
    if facts is None:
        return None
    return Copy.objects.select_related("group", "edition__region").filter(pk=facts["key"]).first()


def copy_required(view: View) -> View:
    """Give the view the copy open here; nobody else sees anything, and what was typed is not lost.

    A copy that was recalled or has run out closes at once, however it was opened.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
        copy = copy_in_session(request)
        if copy is None:
            return resubmission.offer_again(request, "organisers/editions/copy_closed.html", {}, status=403)
        if reasons := rules.why_not_open(copy, now=clock.now()):
            return resubmission.offer_again(
                request, "organisers/editions/copy_ended.html", {"reasons": reasons}, status=410
            )
        return view(request, copy, *args, **asked)

    return private_page(answer)
