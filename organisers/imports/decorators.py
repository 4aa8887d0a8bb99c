"""What opens the pages of imports: an appointment of today or the oversight of all, and a second factor."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lla.accounts.decorators import (
    View,
    declare,
    private_page,
    redirect_and_return,
    redirect_to_sign_in,
    refused,
    second_factor_required,
)
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.time import clock

from ..appointments.rules import NO_UNDERTAKING
from . import rules


def importer_required(view: View) -> View:
    """Give the view the regions into which this person may bring groups: `view(request, yours, …)`."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **asked: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_sign_in(request)
        reasons = rules.why_not_import(request.user, now=clock.now())
        if reasons and reasons != [NO_UNDERTAKING]:
            return refused(request, reasons)
        return with_second_factor(request, *args, **asked)

    @second_factor_required
    def with_second_factor(request: AuthenticatedHttpRequest, *args: object, **asked: object) -> HttpResponse:
        yours = rules.regions_to_import(request.user, now=clock.now())
        if not yours:
            return redirect_and_return(request, reverse("organisers:undertaking"), "Accept the undertaking")
        return view(request, yours, *args, **asked)

    return declare(private_page(answer), second_factor=True)
