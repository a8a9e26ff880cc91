"""Addresses of travellers, consents, papers, costs and pre-study."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.visits.views import consents, costs, one_traveller, packs, papers, travellers

urlpatterns = [
    # ---- travellers
    path("<str:code>/travellers/", travellers.travellers, name="travellers"),
    path(
        "<str:code>/travellers/delegation/",
        login_required(travellers.NameDelegation.as_view()),
        name="name-delegation",
    ),
    path("<str:code>/travellers/name/", login_required(travellers.NameTraveller.as_view()), name="name-traveller"),
    path("<str:code>/travellers/hand-over/", login_required(consents.HandOver.as_view()), name="hand-over"),
    path("<str:code>/travellers/<int:place>/", one_traveller.traveller_page, name="traveller"),
    path("<str:code>/travellers/<int:place>/leave/", login_required(travellers.Leave.as_view()), name="leave"),
    path("<str:code>/consents/<int:host>/", login_required(consents.Consent.as_view()), name="consent"),
    path("<str:code>/consents/<int:host>/take-back/", login_required(consents.TakeBack.as_view()), name="take-back"),
    # ---- papers
    path("<str:code>/papers/", papers.papers, name="papers"),
    path("<str:code>/papers/<str:kind>/", papers.paper_kind, name="paper-kind"),
    path("<str:code>/papers/<str:kind>/<int:part>/", login_required(papers.MarkPaper.as_view()), name="mark-paper"),
    path(
        "<str:code>/papers/<str:kind>/<int:part>/<int:place>/",
        login_required(papers.MarkPaper.as_view()),
        name="mark-paper",
    ),
    # ---- costs
    path("<str:code>/costs/", costs.costs, name="costs"),
    path("<str:code>/costs/copy/", login_required(costs.CopyCosts.as_view()), name="copy-costs"),
    path("<str:code>/costs/add/", login_required(costs.AddCost.as_view()), name="add-cost"),
    path("<str:code>/costs/<int:place>/", login_required(costs.ChangeCost.as_view()), name="change-cost"),
    path("<str:code>/costs/<int:place>/settle/", login_required(costs.SettleCost.as_view()), name="settle-cost"),
    # ---- pre-study
    path("<str:code>/pre-study/", packs.packs, name="packs"),
    path("<str:code>/pre-study/make/", login_required(packs.MakePack.as_view()), name="make-pack"),
    path("<str:code>/pre-study/<str:pack>/", packs.pack_page, name="pack"),
    path("<str:code>/pre-study/<str:pack>/add/", login_required(packs.AddPart.as_view()), name="add-part"),
    path("<str:code>/pre-study/<str:pack>/sites/", login_required(packs.SetGates.as_view()), name="pack-gates"),
    path("<str:code>/pre-study/<str:pack>/<int:place>/", login_required(packs.PartPage.as_view()), name="pack-part"),
]
