"""The addresses of the whole site, and the bare page beside them."""

from django.urls import path

from benchmarks.bare import bare
from lla import urls

__all__ = ["handler400", "handler500", "urlpatterns"]

handler400, handler500 = urls.handler400, urls.handler500
urlpatterns = [path("bare/", bare, name="bare"), *urls.urlpatterns]
