"""The way in of script/bench: Django first, then the table."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
django.setup()

from benchmarks.table import main  # noqa: E402  models can be imported only now
from lla.jobs.garbage import collect_rarely  # noqa: E402

if __name__ == "__main__":
    collect_rarely()  # as the processes that serve the site
    sys.exit(main(sys.argv[1:]))
