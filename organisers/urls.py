"""The addresses of regions, their organisers and the contacts of groups."""

from django.urls import path

from .views import regions, undertaking

app_name = "organisers"
urlpatterns = [
    path("regions/", regions.regions, name="regions"),
    path("regions/undertaking/", undertaking.undertaking, name="undertaking"),
    path("regions/<slug:region>/", regions.region, name="region"),
    path("regions/<slug:region>/desk/", regions.desk, name="desk"),
]
