"""Settings of script/server: everything on this machine, nothing secret, an open mind about hosts."""

from lla import devdb
from lla.settings.base import *

DEBUG = True
SECRET_KEY = "known to everybody: for development only"  # noqa: S105 - not a secret
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]

if not env.str("DATABASE_URL", ""):
    DATABASES["default"].update(env.db_url_config(devdb.ensure()))

# Static files are served from where they lie.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# Emails go to a folder that /dev/mail/ shows, and to nobody.
EMAIL_BACKEND = "lla.emails.folder_backend.EmailBackend"
EMAIL_QUIET_HOURS = None  # whoever works on the site at night wants to see them

ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
