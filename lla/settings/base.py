"""Settings that every place shares; it starts no database, so that mypy can read it too."""

from email.utils import formataddr
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

env = environ.Env()

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(env.str("VAR", str(ROOT / "var")))

# The organisation: whose house this is. Nothing else in the code names it.
ORGANISATION = {
    "name": env.str("ORGANISATION_NAME", "Left Alliance Network"),
    "short_name": env.str("ORGANISATION_SHORT_NAME", "LAN"),
    "about": env.str(
        "ORGANISATION_ABOUT",
        "Local groups and members who write motions, meet in their regions and decide at conference.",
    ),
    "accent": env.str("ORGANISATION_ACCENT", "#a3122a"),
    "email": env.str("ORGANISATION_EMAIL", "hello@example.org"),
    "url": env.str("SITE_URL", "http://localhost:8000").rstrip("/"),
    "logo": env.str("ORGANISATION_LOGO", ""),
}

# Where somebody who has found a weakness writes to, for /.well-known/security.txt.
SECURITY_CONTACT = env.str("ORGANISATION_SECURITY_CONTACT", "") or f"mailto:{ORGANISATION['email']}"

INSTALLED_APPS = [
    "lla.apps.LlaConfig",
    "organisers",
    "motions",
    "socialmedia",
    "lla.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lla.site.middleware.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lla.site.middleware.RequestId",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lla.site.middleware.Bodies",
    "lla.site.middleware.Refusals",
    "lla.site.middleware.Proof",
    "allauth.account.middleware.AccountMiddleware",
    "lla.site.middleware.History",
]

ROOT_URLCONF = "lla.urls"
WSGI_APPLICATION = "lla.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lla.site.context_processors.organisation",
            ],
            "builtins": ["lla.templatetags.capture"],
        },
    },
]

# Organising: the month a quarter begins in, and how long a contact's details count as verified.
QUARTERS_START_IN = env.int("QUARTERS_START_IN", 1)
VERIFIED_FOR_DAYS = env.int("VERIFIED_FOR_DAYS", 180)
# So many contacts opened on screen by one person in a day are marked for the data protection lead.
UNUSUAL_OPENINGS = env.int("UNUSUAL_OPENINGS", 40)

# How many minutes a page stays open in the browser in which its emailed link was opened: somebody's own
# motions, a contact's page, a group's copy of the directory. Pages and emails say it in words.
EMAILED_PAGES_OPEN_FOR = {
    "mine": env.int("MOTIONS_OPEN_MINUTES", 120),
    "contact": env.int("CONTACT_PAGE_OPEN_MINUTES", 30),
    "copy": env.int("DIRECTORY_COPY_OPEN_MINUTES", 30),
}

# Background work and rate limits use the database too: one thing to run, one thing to back up.
DATABASES = {"default": env.db_url("DATABASE_URL", "postgres:///lla")}
DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}
TASKS = {"default": {"BACKEND": "lla.jobs.backend.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "en-gb"
USE_I18N = True  # Django's and allauth's own sentences come in British English
USE_TZ = True
TIME_ZONE = "Europe/London"
FORMAT_MODULE_PATH = ["lla.formats"]

# Signing in: an emailed code or a passkey, and for staff a second factor. Nobody signs up.
AUTH_USER_MODEL = "lla.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # the address is unique whatever its capitals: a constraint says so
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "your_work"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lla.sign_in.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "lla.sign_in.forms.SignInForm",
    "request_login_code": "lla.sign_in.forms.CodeForm",
}
ACCOUNT_SESSION_REMEMBER = True  # no box to tick: a session lasts its two weeks
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's second factor changes is told
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code proves the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # an email to a stranger would be spam in our name
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds
# By a network address generously, for a hall stands behind one; by the person ("key") closely. A code takes
# three guesses, whoever makes them.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "request_login_code": "300/m/ip,3/m/key",
    "login_failed": "100/m/ip,5/300s/key",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "lla.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by the committee, not typed by strangers
MFA_TOTP_ISSUER = ORGANISATION["name"]
MFA_TRUST_ENABLED = True  # a device may be remembered, and is then not asked for the second factor
MFA_TRUST_COOKIE_AGE = 60 * 60 * 24 * 30  # seconds
MFA_TRUST_COOKIE_NAME = "device"
MFA_FORMS = {
    "authenticate": "lla.accounts.second_factor.AuthenticateForm",
    "reauthenticate": "lla.accounts.second_factor.ReauthenticateForm",
    "add_webauthn": "lla.accounts.second_factor.AddKeyForm",
}
MFA_TOTP_TOLERANCE = 1  # steps of half a minute: people type slowly, and telephones have clocks of their own

# Only our own files, nothing inline, nowhere else to send a form, no frame around us.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# A passkey is the one thing of the browser's that a page of ours asks for.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
        *("geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb"),
        *("picture-in-picture", "screen-wake-lock", "sync-xhr", "xr-spatial-tracking"),
    )
)
# Not "no-referrer": with it a browser sends "Origin: null" with a form, and Django refuses the form.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14  # seconds
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lla.pages.resubmission.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes: the longest motion with its appendix is a tenth of it
LARGEST_BODY = 12 * 1024 * 1024  # bytes, files and all; a form with a file says its own, smaller bound
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10

CRISPY_TEMPLATE_PACK = "forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["forms"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = env.path("STATIC_ROOT", VAR / "static")
# What might take long is done in a process of its own, which is ended after so many seconds. A paper that
# its reader waits for is left to the worker then; a Word file is refused, so it has as long as a request may.
SECONDS_AT_ONCE = 1.6
SECONDS_FOR_AN_UPLOAD = 2.0
SECONDS_FOR_A_PAPER = 120.0
PAPERS_ROOT = env.path("PAPERS_ROOT", VAR / "papers")
LIBRARY_ROOT = env.path("LIBRARY_ROOT", VAR / "library")  # pictures and films; unlike papers, backed up
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "papers": {
        "BACKEND": "lla.papers.folder_storage.Folder",
        "OPTIONS": {"location": PAPERS_ROOT},
    },
    "media": {
        "BACKEND": "lla.papers.folder_storage.Folder",
        "OPTIONS": {"location": LIBRARY_ROOT},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A bucket of any S3-compatible store in the folder's place, which no machine has to mount; it needs what
# requirements/s3.txt installs. boto3 itself reads AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
if bucket := env.str("PAPERS_S3_BUCKET", ""):
    STORAGES["papers"] = {
        "BACKEND": "lla.papers.s3_storage.Bucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("PAPERS_S3_ENDPOINT", ""),
            "region_name": env.str("PAPERS_S3_REGION", ""),
        },
    }
    STORAGES["media"] = STORAGES["papers"]  # beside the papers, whose names do not begin with "media/"

EMAIL_FILE_PATH = VAR / "mail"  # where development keeps its emails
EMAIL_TIMEOUT = 20  # seconds that each answer may take while the connection opens
EMAIL_OPENING_TIMEOUT = 60  # seconds for all of that
EMAIL_SENDING_TIMEOUT = 10 * 60  # seconds for one email: RFC 5321 lets a server think as long about its yes
# From and to which hour only codes and the like go out; None: at any hour.
EMAIL_QUIET_HOURS: tuple[int, int] | None = (21, 8)
EMAIL_PER_MINUTE = env.int("EMAIL_PER_MINUTE", 0)  # 0: as fast as the mail server takes them
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", formataddr((ORGANISATION["short_name"], ORGANISATION["email"]))
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", "")  # where emails come back to, see lla/emails/bounces.py
BOUNCE_MAILBOX = env.str("BOUNCE_MAILBOX", "")  # imaps://user:password@host/folder, where they are read
