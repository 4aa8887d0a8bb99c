"""The pages that show the emails of a machine in development."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lla.accounts.second_factor import code_of_app
from lla.emails import folder_backend
from lla.emails.folder_backend import NEWEST


def second_factors() -> list[tuple[str, str]]:
    """Everybody who signs in with an authenticator app here, and the code that it shows at this moment."""
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user").order_by("pk")
    return [(app.user.email, code_now(decrypt(app.data["secret"]))) for app in apps[:NEWEST]]


def code_now(secret: str) -> str:
    """What an authenticator app shows at this moment for a secret."""
    return code_of_app(secret, time.time())


@require_safe
@never_cache
def dev_mail(request: HttpRequest) -> HttpResponse:
    """Every email of this machine; there is no such page anywhere but in development."""
    if not settings.DEBUG:
        raise Http404
    context = {"emails": folder_backend.delivered(), "second_factors": second_factors()}
    return render(request, "lla/site/dev_mail.html", context)


@require_safe
@never_cache
def dev_mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """One of them as a mail program draws it; the page is the email's own."""
    email = folder_backend.named(name) if settings.DEBUG else None
    if email is None:
        raise Http404
    return HttpResponse(email.html, headers={"Content-Security-Policy": email.policy})
