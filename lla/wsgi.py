"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lla.settings.production")

application = get_wsgi_application()
# What is loaded by now stays for good: whoever looks for garbage need not look through it again and again.
gc.collect()
gc.freeze()
