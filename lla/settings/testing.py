"""Settings of script/test: development's, quick and quiet, with emails kept in memory."""

import os

from lla.settings.development import *

# The browser's driver runs an event loop in the tests' own thread, where Django would refuse queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

DEBUG = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["media"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A test's server is not switched off between a commit and its journal, and nothing it holds outlives it.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"

# Tests count work; how long it takes is the machine's own affair.
SECONDS_AT_ONCE = SECONDS_FOR_AN_UPLOAD = SECONDS_FOR_A_PAPER
