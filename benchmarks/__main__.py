"""The way in of script/bench: Django first, then the table."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
django.setup()

from benchmarks.table import main  # noqa: E402  models can be imported only now

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
