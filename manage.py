#!/usr/bin/env python
"""Django's command line for this project; it never guesses which site it is meant for."""

import os
import sys

from django.core.management import execute_from_command_line

WHICH_SITE = """\
Say which site this is for: without settings a command could change the wrong database.
On a real site, with its environment:   lla %(command)s     (docs/running.md)
On a machine for development:           script/manage %(command)s
Anything else:                          DJANGO_SETTINGS_MODULE=… manage.py %(command)s"""

if __name__ == "__main__":
    given = os.environ.get("DJANGO_SETTINGS_MODULE")
    if not given and not any(argument.startswith("--settings") for argument in sys.argv[1:]):
        sys.exit(WHICH_SITE % {"command": " ".join(sys.argv[1:]) or "help"})
    execute_from_command_line(sys.argv)
