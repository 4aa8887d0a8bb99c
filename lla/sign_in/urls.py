"""The addresses of signing in: those of allauth's that fit a house without passwords and sign-up."""

from allauth.account.urls import urlpatterns as theirs
from django.urls import URLPattern, URLResolver, include, path

WANTED = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_request_login_code",
    "account_confirm_login_code",
}

urlpatterns: list[URLPattern | URLResolver] = [pattern for pattern in theirs if pattern.name in WANTED]
urlpatterns.append(path("2fa/", include("allauth.mfa.urls")))
