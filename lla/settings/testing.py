"""Settings of script/test: development's, quick and quiet, with letters kept in memory."""

from lla.settings.development import *

DEBUG = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
