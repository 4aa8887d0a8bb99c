"""The addresses of regions, their organisers and the contacts of groups."""

from django.urls import path, register_converter

from lla.converters import Word

from .views import (
    affiliate,
    contact_page,
    contacts,
    copies,
    desk,
    editions,
    groups,
    hearing,
    lists,
    my_page_parts,
    proposals,
    regions,
    returns,
    symposia,
    symposia_public,
    symposium_acts,
    undertaking,
    venues,
)


class SymposiumPaper(Word):
    """The papers of a symposium."""

    regex = "agenda|notes"


register_converter(SymposiumPaper, "symposium_paper")

DESK = "regions/<slug:region>/desk/"
SYMPOSIUM = f"{DESK}symposia/<month:quarter>/"

app_name = "organisers"
urlpatterns = [
    path("regions/", regions.regions, name="regions"),
    path("regions/undertaking/", undertaking.undertaking, name="undertaking"),
    path("regions/lists/", lists.all_lists, name="all_lists"),
    path("regions/lists/deleted/<str:token>/", returns.lists_deleted, name="lists_deleted"),
    path("regions/lists/<int:pk>/deleted/", returns.list_deleted, name="list_deleted"),
    path("regions/lists/waiting/", lists.lists_waiting, name="lists_waiting"),
    path("regions/lists/<int:pk>/", lists.list_approval, name="list_approval"),
    path("regions/consents/", hearing.consents_waiting, name="consents_waiting"),
    path("regions/consents/<int:pk>/", hearing.consent_to_confirm, name="consent_to_confirm"),
    path("regions/board/", desk.board, name="board"),
    path("regions/affiliate/", affiliate.affiliate, name="affiliate"),
    path("regions/affiliate/sent/", affiliate.affiliate_sent, name="affiliate_sent"),
    path("regions/affiliate/<str:token>/", affiliate.application, name="application"),
    path("regions/<slug:region>/", regions.region, name="region"),
    path("regions/<slug:region>/write/", regions.write, name="write"),
    path("regions/<slug:region>/write/sent/", regions.written, name="written"),
    path(DESK, desk.desk, name="desk"),
    path(f"{DESK}groups/", groups.groups, name="groups"),
    path(f"{DESK}groups/<slug:group>/", groups.group, name="group"),
    path(f"{DESK}groups/<slug:group>/verify/", groups.group_verify, name="group_verify"),
    path(f"{DESK}groups/<slug:group>/propose/", groups.group_propose, name="group_propose"),
    path(f"{DESK}groups/<slug:group>/hand-over/", groups.group_hand_over, name="group_hand_over"),
    path("regions/<slug:region>/desk/contacts/", contacts.contacts, name="contacts"),
    path("regions/<slug:region>/desk/contacts/new/", contacts.add_contact, name="add_contact"),
    path("regions/<slug:region>/desk/contacts/<int:contact>/", contacts.contact, name="contact"),
    path(
        "regions/<slug:region>/desk/contacts/<int:contact>/verify/",
        contacts.verify_contact,
        name="verify_contact",
    ),
    path("regions/<slug:region>/desk/contacts/<int:contact>/ask/", contacts.ask_contact, name="ask_contact"),
    path(
        "regions/<slug:region>/desk/contacts/<int:contact>/erase/",
        contacts.erase_contact,
        name="erase_contact",
    ),
    path(
        "regions/<slug:region>/desk/contacts/<int:contact>/take-over/",
        contacts.take_over_contact,
        name="take_over_contact",
    ),
    path(
        "regions/<slug:region>/desk/contacts/<int:contact>/consent/",
        hearing.record_consent,
        name="record_consent",
    ),
    path(
        "regions/<slug:region>/desk/contacts/<int:contact>/withdrawal/",
        hearing.record_withdrawal,
        name="record_withdrawal",
    ),
    path("g/", contact_page.my_page, name="my_page"),
    path("g/propose/", proposals.propose, name="propose"),
    path("g/proposal/<str:token>/", proposals.proposal, name="proposal"),
    path("g/lost/", contact_page.lost, name="lost"),
    path("g/record/", contact_page.my_record, name="my_record"),
    path("g/withdraw/", contact_page.withdraw, name="withdraw"),
    path("g/erase/", contact_page.erase, name="erase"),
    path("g/other/", contact_page.open_other, name="open_other"),
    path("g/leave/", contact_page.leave_page, name="leave_page"),
    path("g/address/<str:token>/", contact_page.new_address, name="new_address"),
    path("g/<str:token>/", contact_page.private, name="private"),
    path("regions/<slug:region>/symposia.ics", symposia_public.calendar, name="calendar"),
    path("regions/<slug:region>/symposia/", symposia_public.symposia, name="symposia"),
    path("regions/<slug:region>/symposia/<month:quarter>/", symposia_public.symposium, name="symposium"),
    path(
        "regions/<slug:region>/symposia/<month:quarter>.ics",
        symposia_public.symposium_calendar,
        name="symposium_calendar",
    ),
    path(
        "regions/<slug:region>/symposia/<month:quarter>/<symposium_paper:paper>.<paper:suffix>",
        symposia_public.symposium_file,
        name="symposium_file",
    ),
    path(f"{DESK}venues/", venues.venues, name="venues"),
    path(f"{DESK}venues/new/", venues.venue, name="new_venue"),
    path(f"{DESK}venues/<int:pk>/", venues.venue, name="venue"),
    path(f"{DESK}symposia/", symposia.desk_symposia, name="desk_symposia"),
    path(SYMPOSIUM, symposia.desk_symposium, name="desk_symposium"),
    path(f"{SYMPOSIUM}options/", symposium_acts.symposium_options, name="symposium_options"),
    path(
        f"{SYMPOSIUM}options/<int:pk>/gone/",
        symposium_acts.symposium_option_gone,
        name="symposium_option_gone",
    ),
    path(f"{SYMPOSIUM}consult/", symposium_acts.symposium_consult, name="symposium_consult"),
    path(f"{SYMPOSIUM}decide/", symposium_acts.symposium_decide, name="symposium_decide"),
    path(f"{SYMPOSIUM}change/", symposium_acts.symposium_change, name="symposium_change"),
    path(f"{SYMPOSIUM}cancel/", symposium_acts.symposium_cancel, name="symposium_cancel"),
    path(f"{SYMPOSIUM}points/new/", symposium_acts.symposium_point, name="symposium_point"),
    path(
        f"{SYMPOSIUM}points/<int:pk>/done/",
        symposium_acts.symposium_point_done,
        name="symposium_point_done",
    ),
    path(f"{SYMPOSIUM}steps/<slug:step>/", symposium_acts.symposium_step, name="symposium_step"),
    path(f"{SYMPOSIUM}<symposium_paper:paper>/", symposium_acts.symposium_paper, name="symposium_paper"),
    path(
        f"{SYMPOSIUM}<symposium_paper:paper>.<paper:suffix>",
        symposia_public.desk_symposium_file,
        name="desk_symposium_file",
    ),
    path("g/<str:token>/consultation/", my_page_parts.consultation, name="consultation"),
    path("g/<str:token>/coming/", my_page_parts.coming, name="coming"),
    path(f"{DESK}lists/", lists.lists, name="lists"),
    path(f"{DESK}lists/new/", lists.new_list, name="new_list"),
    path(f"{DESK}lists/<int:pk>/", lists.contact_list, name="contact_list"),
    path(f"{DESK}lists/<int:pk>/file/", lists.contact_list_file, name="contact_list_file"),
    path(f"{DESK}editions/", editions.editions, name="editions"),
    path(f"{DESK}editions/new/", editions.new_edition, name="new_edition"),
    path(f"{DESK}editions/<int:number>/", editions.edition, name="edition"),
    path(f"{DESK}editions/<int:number>/send/", editions.send_edition, name="send_edition"),
    path("copies/", copies.my_copy, name="my_copy"),
    path("copies/file/", copies.copy_file, name="copy_file"),
    path("copies/close/", copies.close_copy, name="close_copy"),
    path("copies/write/<slug:group>/", copies.copy_write, name="copy_write"),
    path("copies/deleted/<str:token>/", copies.copy_deleted, name="copy_deleted"),
    path("copies/<str:token>/", copies.copy, name="copy"),
]
