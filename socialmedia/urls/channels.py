"""The addresses of our pages and forums, of their platforms, and of the staffing check."""

from django.urls import path

from ..views import channel_acts, channels, platforms, staffing

urlpatterns = [
    path("social/channels/", channels.channels, name="channels"),
    path("social/channels/<slug:slug>/", channels.channel, name="channel"),
    path("social/channels/<slug:slug>/change/", channels.change_channel, name="change_channel"),
    path("social/channels/<slug:slug>/functions/", channels.channel_functions, name="channel_functions"),
    path("social/channels/<slug:slug>/open/", channel_acts.open_channel, name="open_channel"),
    path("social/channels/<slug:slug>/reopen/", channel_acts.reopen_channel, name="reopen_channel"),
    path("social/channels/<slug:slug>/suspend/", channel_acts.suspend_channel, name="suspend_channel"),
    path("social/channels/<slug:slug>/close/", channel_acts.close_channel, name="close_channel"),
    path("social/channels/new/<slug:kind>/", channels.new_channel, name="new_channel"),
    path("social/channels/platforms/order/", platforms.platforms, name="platforms"),
    path("social/staffing/", staffing.staffing, name="staffing"),
    path("social/staffing/reach/new/", staffing.new_reach, name="new_reach"),
    path("social/staffing/reach/<int:pk>/end/", staffing.end_reach, name="end_reach"),
]
