"""Writes the last release down anew, from the root of the project.

`.venv/bin/python -m tests.last_release` when a release has been made: it fills a database with this release's
demonstration and reads its pages. With `pages` it only reads the pages again, where their words were changed
on purpose: look at what `git diff` then says.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "lla.settings.testing"
django.setup()

from django.test.utils import setup_test_environment  # noqa: E402

from tests.last_release import database, pages  # noqa: E402

setup_test_environment()
only_pages = sys.argv[1:] == ["pages"]
if not only_pages:
    database.write()
with database.restored():
    asked = {person: list(pages.kept(person)) for person in pages.PEOPLE} if only_pages else pages.addresses()
    for person, addresses in dict(asked).items():
        pages.write(person, pages.read(person, addresses))
