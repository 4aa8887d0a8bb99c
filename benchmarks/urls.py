"""The addresses of the whole site, and the bare page beside them."""

from django.urls import path

from benchmarks.bare import bare
from lla.urls import handler400, handler500, urlpatterns

__all__ = ["handler400", "handler500", "urlpatterns"]

urlpatterns = [path("bare/", bare, name="bare"), *urlpatterns]
