""" "My motions", which stay open in a browser for a while after an emailed link."""

from functools import wraps

from django.http import HttpRequest, HttpResponse

from lla.accounts.decorators import View, private_page
from lla.links.open_pages import OpenPage
from lla.pages import resubmission

from ...motion.models import Backing

MINE = OpenPage("mine")


def open_session(request: HttpRequest, email: str) -> None:
    """Open "my motions" for somebody who has shown that an address is theirs."""
    MINE.open(request, email=email)


def close_session(request: HttpRequest) -> None:
    MINE.close(request)


def session_email(request: HttpRequest) -> str:
    """Whose motions are open in this browser; empty when nobody's are, or no longer."""
    facts = MINE.facts(request)
    return str(facts["email"]) if facts else ""


def backing_required(view: View) -> View:
    """Give the view the backing by which this browser's person stands behind motion `pk`.

    Everybody else is shown the way in, whether or not there is such a motion, and keeps what they typed.
    """

    @wraps(view)
    def answer(request: HttpRequest, pk: int) -> HttpResponse:
        email = session_email(request)
        people = Backing.objects.filter(motion_id=pk, withdrawn_at=None).select_related(
            "motion__conference", "motion__item", "motion__current", "revision"
        )
        backing = people.filter(email__iexact=email).first() if email else None
        if backing is None:
            return resubmission.offer_again(request, "motions/backing/closed.html", {}, status=403)
        return view(request, backing)

    return private_page(answer)
