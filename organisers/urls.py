"""The addresses of regions, their organisers and the contacts of groups."""

from django.urls import path, register_converter

from lla.pages.converters import Word

from .affiliation import views as affiliation_views
from .allied import views as allied_views
from .announcements import views as announcements_views
from .appointments import views as appointments_views
from .consents import views as consents_views
from .contact_desk import views as contact_desk_views
from .contact_page import views as contact_page_views
from .conversations import views as conversations_views
from .dashboard import views as dashboard_views
from .disclosures import views as disclosures_views
from .editions.views import copies, desk
from .imports import views as imports_views
from .lists import views as lists_views
from .proposals import views as proposals_views
from .region_pages import views as region_pages_views
from .ring_round import views as ring_round_views
from .symposia.views import acts, answers, public, venues
from .symposia.views import desk as symposia_desk


class SymposiumPaper(Word):
    """The papers of a symposium."""

    regex = "agenda|notes"


class ImportSuffix(Word):
    """What the example of a spreadsheet comes as."""

    regex = "xlsx|csv"


register_converter(SymposiumPaper, "symposium_paper")
register_converter(ImportSuffix, "import_suffix")

DESK = "regions/<slug:region>/desk/"
GROUP, CONTACT = f"{DESK}groups/<slug:group>/", f"{DESK}contacts/<int:contact>/"
SYMPOSIUM, PUBLIC = f"{DESK}symposia/<month:quarter>/", "regions/<slug:region>/symposia/<month:quarter>"

app_name = "organisers"
urlpatterns = [
    path("regions/", region_pages_views.regions, name="regions"),
    path("regions/find/", region_pages_views.find_region, name="find_region"),
    path("regions/undertaking/", appointments_views.undertaking, name="undertaking"),
    path("regions/openings/", disclosures_views.openings, name="openings"),
    path("regions/lists/", disclosures_views.all_lists, name="all_lists"),
    path("regions/lists/deleted/<emailed:token>/", lists_views.lists_deleted, name="lists_deleted"),
    path("regions/lists/<int:pk>/deleted/", disclosures_views.list_deleted, name="list_deleted"),
    path("regions/lists/waiting/", lists_views.lists_waiting, name="lists_waiting"),
    path("regions/lists/<int:pk>/", lists_views.list_approval, name="list_approval"),
    path("regions/consents/", consents_views.consents_waiting, name="consents_waiting"),
    path("regions/consents/<int:pk>/", consents_views.consent_to_confirm, name="consent_to_confirm"),
    path("regions/allied/", allied_views.allied, name="allied"),
    path("regions/allied/new/", allied_views.new_allied, name="new_allied"),
    path("regions/allied/<int:pk>/", allied_views.allied_organisation, name="allied_organisation"),
    path("regions/allied/<int:pk>/change/", allied_views.change_allied, name="change_allied"),
    path("regions/allied/<int:pk>/log/", allied_views.log_allied, name="log_allied"),
    path("regions/board/", dashboard_views.board, name="board"),
    path("regions/messages/", announcements_views.announcements, name="announcements"),
    path("regions/messages/new/", announcements_views.new_announcement, name="new_announcement"),
    path("regions/messages/<int:pk>/", announcements_views.announcement, name="announcement"),
    path("regions/messages/<int:pk>/remind/", announcements_views.remind_groups, name="remind_groups"),
    path("regions/imports/", imports_views.imports, name="imports"),
    path("regions/imports/new/", imports_views.new_import, name="new_import"),
    path(
        "regions/imports/example.<import_suffix:suffix>", imports_views.import_example, name="import_example"
    ),
    path("regions/imports/<int:pk>/", imports_views.group_import, name="group_import"),
    path("regions/imports/<int:pk>/columns/", imports_views.import_columns, name="import_columns"),
    path("regions/imports/<int:pk>/decide/", imports_views.import_decide, name="import_decide"),
    path("regions/imports/<int:pk>/confirm/", imports_views.import_confirm, name="import_confirm"),
    path("regions/imports/<int:pk>/abandon/", imports_views.import_abandon, name="import_abandon"),
    path("regions/imports/<int:pk>/undo/", imports_views.import_undo, name="import_undo"),
    path("regions/affiliate/", affiliation_views.affiliate, name="affiliate"),
    path("regions/affiliate/sent/", affiliation_views.affiliate_sent, name="affiliate_sent"),
    path("regions/affiliate/<emailed:token>/", affiliation_views.application, name="application"),
    path("regions/<slug:region>/", region_pages_views.region, name="region"),
    path("regions/<slug:region>/write/", appointments_views.write, name="write"),
    path("regions/<slug:region>/write/sent/", appointments_views.written, name="written"),
    path(DESK, dashboard_views.desk, name="desk"),
    path(f"{DESK}groups/", affiliation_views.groups, name="groups"),
    path(f"{DESK}verify-groups/", affiliation_views.chosen_groups, name="chosen_groups"),
    path(f"{DESK}groups/new/", imports_views.add_group, name="add_group"),
    path(GROUP, affiliation_views.group, name="group"),
    path(f"{DESK}offers/<slug:group>/", affiliation_views.group_offer, name="group_offer"),
    path(f"{DESK}offers/<slug:group>/refuse/", affiliation_views.group_refuse, name="group_refuse"),
    path(f"{GROUP}verify/", affiliation_views.group_verify, name="group_verify"),
    path(f"{GROUP}propose/", affiliation_views.group_propose, name="group_propose"),
    path(f"{GROUP}notes/new/", conversations_views.new_note, name="new_note"),
    path(f"{GROUP}notes/<int:pk>/", conversations_views.note, name="note"),
    path(f"{GROUP}notes/<int:pk>/remove/", conversations_views.remove_note, name="remove_note"),
    path(f"{GROUP}notes/<int:pk>/done/", conversations_views.finish_note, name="finish_note"),
    path(f"{GROUP}withdraw-offer/", affiliation_views.group_withdraw_offer, name="group_withdraw_offer"),
    path(f"{GROUP}hand-over/", affiliation_views.group_hand_over, name="group_hand_over"),
    path(f"{DESK}ring/", ring_round_views.ring_round, name="ring_round"),
    path(f"{DESK}ring/next/", ring_round_views.ring_next, name="ring_next"),
    path(f"{DESK}ring/stop/", ring_round_views.ring_stop, name="ring_stop"),
    path(f"{DESK}ring/end/", ring_round_views.ring_end, name="ring_end"),
    path(f"{DESK}ring/groups/<slug:group>/", ring_round_views.ring_group, name="ring_group"),
    path(f"{DESK}ring/groups/<slug:group>/take/", ring_round_views.ring_take, name="ring_take"),
    path(f"{DESK}contacts/", contact_desk_views.contacts, name="contacts"),
    path(f"{DESK}contacts/chosen/", contact_desk_views.chosen_contacts, name="chosen_contacts"),
    path(f"{DESK}contacts/new/", contact_desk_views.add_contact, name="add_contact"),
    path(CONTACT, contact_desk_views.contact, name="contact"),
    path(f"{CONTACT}verify/", contact_desk_views.verify_contact, name="verify_contact"),
    path(f"{CONTACT}ask/", contact_desk_views.ask_contact, name="ask_contact"),
    path(f"{CONTACT}erase/", contact_desk_views.erase_contact, name="erase_contact"),
    path(f"{CONTACT}take-over/", contact_desk_views.take_over_contact, name="take_over_contact"),
    path(f"{CONTACT}consent/", consents_views.record_consent, name="record_consent"),
    path(f"{CONTACT}withdrawal/", consents_views.record_withdrawal, name="record_withdrawal"),
    path("g/", contact_page_views.my_page, name="my_page"),
    path("g/propose/", proposals_views.propose, name="propose"),
    path("g/proposal/<emailed:token>/", proposals_views.proposal, name="proposal"),
    path("g/lost/", contact_page_views.lost, name="lost"),
    path("g/record/", contact_page_views.my_record, name="my_record"),
    path("g/withdraw/", contact_page_views.withdraw, name="withdraw"),
    path("g/erase/", contact_page_views.erase, name="erase"),
    path("g/other/", contact_page_views.open_other, name="open_other"),
    path("g/leave/", contact_page_views.leave_page, name="leave_page"),
    path("g/address/<emailed:token>/", contact_page_views.new_address, name="new_address"),
    path("g/<emailed:token>/", contact_page_views.private, name="private"),
    path("regions/<slug:region>/symposia.ics", public.calendar, name="calendar"),
    path("regions/<slug:region>/symposia/", public.symposia, name="symposia"),
    path(f"{PUBLIC}/", public.symposium, name="symposium"),
    path(f"{PUBLIC}.ics", public.symposium_calendar, name="symposium_calendar"),
    path(f"{PUBLIC}/<symposium_paper:paper>.<paper:suffix>", public.symposium_file, name="symposium_file"),
    path(f"{DESK}venues/", venues.venues, name="venues"),
    path(f"{DESK}venues/new/", venues.venue, name="new_venue"),
    path(f"{DESK}venues/<int:pk>/", venues.venue, name="venue"),
    path(f"{DESK}symposia/", symposia_desk.desk_symposia, name="desk_symposia"),
    path(SYMPOSIUM, symposia_desk.desk_symposium, name="desk_symposium"),
    path(f"{SYMPOSIUM}options/", acts.symposium_options, name="symposium_options"),
    path(f"{SYMPOSIUM}options/<int:pk>/gone/", acts.symposium_option_gone, name="symposium_option_gone"),
    path(f"{SYMPOSIUM}consult/", acts.symposium_consult, name="symposium_consult"),
    path(f"{SYMPOSIUM}decide/", acts.symposium_decide, name="symposium_decide"),
    path(f"{SYMPOSIUM}change/", acts.symposium_change, name="symposium_change"),
    path(f"{SYMPOSIUM}cancel/", acts.symposium_cancel, name="symposium_cancel"),
    path(f"{SYMPOSIUM}points/new/", acts.symposium_point, name="symposium_point"),
    path(f"{SYMPOSIUM}points/<int:pk>/done/", acts.symposium_point_done, name="symposium_point_done"),
    path(f"{SYMPOSIUM}steps/<slug:step>/", acts.symposium_step, name="symposium_step"),
    path(f"{SYMPOSIUM}badges.pdf", public.symposium_badges, name="symposium_badges"),
    path(f"{SYMPOSIUM}sign-in.<paper:suffix>", public.symposium_sign_in, name="symposium_sign_in"),
    path(f"{SYMPOSIUM}<symposium_paper:paper>/", acts.symposium_paper, name="symposium_paper"),
    path(
        f"{SYMPOSIUM}<symposium_paper:paper>.<paper:suffix>",
        public.desk_symposium_file,
        name="desk_symposium_file",
    ),
    path("g/<emailed:token>/consultation/", answers.consultation, name="consultation"),
    path("g/<emailed:token>/coming/", answers.coming, name="coming"),
    path(f"{DESK}lists/", lists_views.lists, name="lists"),
    path(f"{DESK}lists/new/", lists_views.new_list, name="new_list"),
    path(f"{DESK}lists/new/preview/", lists_views.new_list_preview, name="new_list_preview"),
    path(f"{DESK}lists/<int:pk>/", lists_views.contact_list, name="contact_list"),
    path(f"{DESK}lists/<int:pk>/file/", lists_views.contact_list_file, name="contact_list_file"),
    path(f"{DESK}editions/", desk.editions, name="editions"),
    path(f"{DESK}editions/new/", desk.new_edition, name="new_edition"),
    path(f"{DESK}editions/<int:number>/", desk.edition, name="edition"),
    path(f"{DESK}editions/<int:number>/send/", desk.send_edition, name="send_edition"),
    path("copies/", copies.my_copy, name="my_copy"),
    path("copies/file/", copies.copy_file, name="copy_file"),
    path("copies/close/", copies.close_copy, name="close_copy"),
    path("copies/write/<slug:group>/", copies.copy_write, name="copy_write"),
    path("copies/deleted/<emailed:token>/", copies.copy_deleted, name="copy_deleted"),
    path("copies/<emailed:token>/", copies.copy, name="copy"),
]
