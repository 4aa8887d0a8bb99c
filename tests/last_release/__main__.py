"""Writes the last release down anew, from the root of the project: `.venv/bin/python -m tests.last_release`.

Do so when a release has been made: it fills a database with this release's demonstration and reads its pages.
With `pages` it only reads the pages again, where their words were changed on purpose: look at what `git diff`
then says. With `pictures` it takes those of README.md again.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "lla.settings.testing"
django.setup()

from django.test.utils import setup_test_environment  # noqa: E402

from tests.last_release import database, pages, pictures  # noqa: E402

setup_test_environment()
match sys.argv[1:]:
    case ["pages"]:
        with database.restored():
            for person in pages.PEOPLE:
                pages.write(person, pages.read(person, pages.kept(person)))
    case ["pictures"]:
        with database.restored():
            pictures.take()
    case []:
        database.write()
        with database.restored():
            for person, addresses in pages.addresses():
                pages.write(person, pages.read(person, addresses))
    case _:
        sys.exit(__doc__)
