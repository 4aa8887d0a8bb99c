"""Settings of a real worker process under test: the test's own database, the test's own mail server."""

import os

from lla.settings.testing import *  # noqa: F403 - like every place, it begins with all of another

EMAIL_BACKEND = "lla.emails.smtp_backend.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["MAIL_PORT"])
DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]  # noqa: F405
