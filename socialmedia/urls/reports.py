"""The addresses of meetings, weekly figures and the coordinator's report."""

from django.urls import path

import lla.converters  # noqa: F401  it registers <month:…> and <paper:…>

from ..views import figures, meetings, reports

urlpatterns = [
    path("social/meetings/", meetings.meetings, name="meetings"),
    path("social/meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("social/meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("social/meetings/<int:pk>/edit/", meetings.edit_meeting, name="edit_meeting"),
    path("social/figures/", figures.figures, name="figures"),
    path("social/figures/enter/", figures.enter_figures, name="enter_figures"),
    path("social/reports/", reports.reports, name="reports"),
    path("social/reports/<month:month>/", reports.report, name="report"),
    path("social/reports/<month:month>.<paper:suffix>", reports.report_file, name="report_file"),
    path("social/reports/<month:month>/edit/", reports.edit_report, name="edit_report"),
    path("social/reports/<month:month>/send/", reports.send_report, name="send_report"),
]
