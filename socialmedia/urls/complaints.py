"""The addresses of complaints: the public form, and the pages of those who deal with them."""

from django.urls import path

from ..views import complain, complaint_acts, complaints

ONE = "social/complaints/k<int:pk>/"
urlpatterns = [
    path("complaints/new/", complain.complain, name="complain"),
    path("complaints/sent/<str:key>/", complain.complaint_sent, name="complaint_sent"),
    path("social/complaints/", complaints.complaints, name="complaints"),
    path(ONE, complaints.complaint, name="complaint"),
    path(f"{ONE}read/", complaint_acts.triage_complaint, name="triage_complaint"),
    path(f"{ONE}keep-out/", complaint_acts.keep_out, name="keep_out"),
    path(f"{ONE}no-part/", complaint_acts.recuse, name="recuse"),
    path(f"{ONE}holding-reply/", complaint_acts.hold_complaint, name="hold_complaint"),
    path(f"{ONE}leadership/", complaint_acts.lead_complaint, name="lead_complaint"),
    path(f"{ONE}close/", complaint_acts.close_complaint, name="close_complaint"),
]
