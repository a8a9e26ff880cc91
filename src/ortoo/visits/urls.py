"""Addresses of visits."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.visits.urls_days import urlpatterns as of_days
from ortoo.visits.urls_travelling import urlpatterns as of_travelling
from ortoo.visits.views import alumni, follow_ups, home, host, partners, requests, visits, ways

app_name = "visits"
urlpatterns = [
    # ---- visits and partners
    path("", home.home, name="home"),
    path("open/", login_required(visits.OpenVisit.as_view()), name="open"),
    path("partners/", partners.partner_list, name="partners"),
    path("partners/agreement/", login_required(partners.KeepAgreement.as_view()), name="keep-agreement"),
    path("partners/programme/", login_required(partners.KeepExchange.as_view()), name="keep-exchange"),
    path("partners/agreements/<int:pk>/end/", login_required(partners.EndAgreement.as_view()), name="end-agreement"),
    path("partners/of/<str:code>/", partners.partner_page, name="partner"),
    # ---- after the visit
    path("alumni/", alumni.alumni_page, name="alumni"),
    path("after/", alumni.after_page, name="after"),
    path("after/people/", follow_ups.people_page, name="people"),
    path(
        "after/people/<int:pk>/<int:months>/",
        login_required(follow_ups.AnswerAsSuperior.as_view()),
        name="answer-person",
    ),
    path("after/visits/", follow_ups.visits_page, name="follow-ups"),
    path("after/visits/<str:code>/", follow_ups.both_page, name="follow-up"),
    path("after/<str:code>/asked/", login_required(alumni.SayAsked.as_view()), name="asked"),
    path("after/<str:code>/<int:months>/", login_required(alumni.AnswerFollowUp.as_view()), name="answer"),
    # ---- agendas and days
    *of_days,
    # ---- travellers, papers, costs, pre-study
    *of_travelling,
    # ---- one visit: what is asked, hosts, stops
    path("<str:code>/", visits.visit_page, name="visit"),
    path("<str:code>/ways/", ways.ways, name="ways"),
    path("<str:code>/topics/<str:topic>/tie/", login_required(requests.Tie.as_view()), name="tie"),
    path("<str:code>/topics/<str:topic>/wish/", login_required(requests.StateWish.as_view()), name="wish"),
    path("<str:code>/send/", login_required(requests.SendRequest.as_view()), name="send"),
    path("<str:code>/requests/<int:version>/", requests.request_page, name="request"),
    path("<str:code>/add-host/", login_required(visits.AddHost.as_view()), name="add-host"),
    path("<str:code>/hosts/<str:host>/", host.host_page, name="host"),
    path("<str:code>/hosts/<str:host>/answer/", login_required(host.Answer.as_view()), name="answer-request"),
    path("<str:code>/hosts/<str:host>/speaker/", login_required(host.AddSpeaker.as_view()), name="add-speaker"),
    path("<str:code>/hosts/<str:host>/offer/", login_required(host.OfferStop.as_view()), name="offer"),
    path("<str:code>/stops/<str:stop>/", host.stop_page, name="stop"),
    path("<str:code>/stops/<str:stop>/change/", login_required(host.ChangeStop.as_view()), name="change-stop"),
    path("<str:code>/stops/<str:stop>/withdraw/", login_required(host.WithdrawStop.as_view()), name="withdraw-stop"),
    path("<str:code>/stops/<str:stop>/weigh/", login_required(host.WeighStop.as_view()), name="weigh-stop"),
]
