"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from lla.jobs.garbage import collect_rarely

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lla.settings.production")

application = get_wsgi_application()
collect_rarely()
