"""Which address belongs to which part of the house."""

from django.contrib import admin
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from lla.emails import views as email_views
from lla.site import dev_mail, help, style_guide, theme, views, webmanifest

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("accounts/", views.your_work, name="your_work"),
    path("accounts/emails/", email_views.email_preferences, name="email_preferences"),
    path("accounts/emails/<emailed:token>/", email_views.turn_off, name="turn_off"),
    path("emails/stop/<str:key>/", email_views.stop_emails, name="stop_emails"),
    path("accounts/devices/forget/", views.forget_devices, name="forget_devices"),
    path("accounts/", include("lla.sign_in.urls")),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("livez", views.livez, name="livez"),
    path(".well-known/security.txt", views.security, name="security"),
    path("theme.css", theme.theme, name="theme"),
    path("site.webmanifest", webmanifest.webmanifest, name="webmanifest"),
    path("help/", help.contents, name="help"),
    path("help/<slug:name>/", help.page, name="help_page"),
    path("help/pictures/<slug:name>.png", help.picture, name="help_picture"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("dev/mail/", dev_mail.dev_mail, name="dev_mail"),
    path("dev/mail/<str:name>/", dev_mail.dev_mail_html, name="dev_mail_html"),
    path("dev/look/", style_guide.look, name="look"),
    path("", include("motions.urls")),
    path("", include("organisers.urls")),
    path("", include("socialmedia.urls")),
]

handler400 = views.bad_request
handler500 = views.server_error
