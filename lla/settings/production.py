"""Settings of a real server: everything secret or particular comes from the environment."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from lla.addresses import email
from lla.settings.base import *
from lla.site import logs

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DATABASES["default"].update(env.db_url("DATABASE_URL"))
ORGANISATION["url"] = env.str("SITE_URL").rstrip("/")
ORGANISATION["email"] = env.str("ORGANISATION_EMAIL")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(ORGANISATION["url"]).hostname])

# nginx speaks HTTPS and says so; behind it the address of a visitor is the last it added.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1)
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(healthz|livez)$"]  # asked by machines beside us, without nginx
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
# Only whoever runs every host of the domain can promise HTTPS for all of them, and for years.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]  # as chosen above
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
MFA_TRUST_COOKIE_NAME = "__Host-device"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

EMAIL_BACKEND = "lla.emails.smtp_backend.EmailBackend"
vars().update(env.email_url("EMAIL_URL", backend=EMAIL_BACKEND))
# Nobody reads an answer to an example's address, and mail servers refuse what comes from one.
for _name, _address in {
    "ORGANISATION_EMAIL": ORGANISATION["email"],
    "DEFAULT_FROM_EMAIL": DEFAULT_FROM_EMAIL,
}.items():
    if email.is_example(_address):
        raise ImproperlyConfigured(f"{_name} has to be an address of your own, not “{_address}”")

LOGGING = logs.LOGGING
