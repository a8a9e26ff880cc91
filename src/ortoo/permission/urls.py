"""Addresses of calls, dossiers, the panel and the decision."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.permission.views import (
    calls,
    decision,
    deputies,
    dossiers,
    judging,
    kinds,
    orders,
    own,
    panel,
    papers,
    proposals,
    rubrics,
    sheets,
    signing,
)

app_name = "permission"
urlpatterns = [
    # ---- calls and dossiers
    path("", calls.home, name="home"),
    path("open/", calls.OpenCall.as_view(), name="open"),
    path("mine/", own.mine, name="mine"),
    path("kinds/", kinds.KindList.as_view(), name="kinds"),
    path("limits/", kinds.LimitList.as_view(), name="limits"),
    path("limits/set/", kinds.SetLimit.as_view(), name="set-limit"),
    path("deputies/", deputies.deputies, name="deputies"),
    path("deputies/name/", login_required(deputies.NameDeputy.as_view()), name="name-deputy"),
    path("deputies/<int:pk>/end/", login_required(deputies.EndDeputy.as_view()), name="end-deputy"),
    path("<str:code>/", calls.call_page, name="call"),
    path("<str:code>/further/", calls.CallFurther.as_view(), name="call-further"),
    path("<str:code>/dossiers/", dossiers.DossierList.as_view(), name="dossiers"),
    path("<str:code>/dossiers/<int:number>/", dossiers.dossier_page, name="dossier"),
    path("<str:code>/dossiers/<int:number>/texts/", login_required(own.WriteTexts.as_view()), name="texts"),
    path("<str:code>/dossiers/<int:number>/hand-in/", login_required(own.HandIn.as_view()), name="hand-in"),
    path("<str:code>/dossiers/<int:number>/take-back/", login_required(own.TakeBack.as_view()), name="take-back"),
    path("<str:code>/dossiers/<int:number>/withdraw/", login_required(own.Withdraw.as_view()), name="withdraw"),
    path("<str:code>/dossiers/<int:number>/consent/", login_required(judging.Speak.as_view()), name="consent"),
    path("<str:code>/dossiers/<int:number>/weigh/<str:flag>/", login_required(judging.Weigh.as_view()), name="weigh"),
    path("<str:code>/dossiers/<int:number>/papers/<str:kind>/", dossiers.paper_page, name="paper"),
    path("<str:code>/dossiers/<int:number>/papers/<str:kind>/file/", dossiers.paper_file, name="paper-file"),
    # ---- the panel
    path("<str:code>/rubric/", rubrics.rubric_page, name="rubric"),
    path("<str:code>/rubric/adopt/", rubrics.AdoptRubric.as_view(), name="adopt-rubric"),
    path("<str:code>/panel/", panel.panel_page, name="panel"),
    path("<str:code>/panel/give/", panel.GiveSheets.as_view(), name="give-sheets"),
    path("<str:code>/panel/conflict/", panel.ReportConflict.as_view(), name="report-conflict"),
    path("<str:code>/panel/mine/", sheets.my_sheets, name="my-sheets"),
    path("<str:code>/panel/interests/", sheets.DeclareInterests.as_view(), name="interests"),
    path("<str:code>/panel/<int:number>/", login_required(sheets.ScoreSheet.as_view()), name="sheet"),
    path(
        "<str:code>/panel/<int:number>/conflict/", login_required(sheets.SheetConflict.as_view()), name="sheet-conflict"
    ),
    path("<str:code>/propose/", proposals.Propose.as_view(), name="propose"),
    path("<str:code>/proposal/", proposals.proposal_page, name="proposal"),
    path("<str:code>/proposal/<int:version>/", proposals.proposal_page, name="proposal-version"),
    path("<str:code>/proposal/<int:version>/dossiers.csv", proposals.table_file, name="proposal-table"),
    # ---- the way, the decision
    path("<str:code>/way/", signing.way, name="way"),
    path("<str:code>/way/sign/<str:step>/", login_required(signing.Sign.as_view()), name="sign"),
    path("<str:code>/way/sign/<str:step>/<str:body>/", login_required(signing.Sign.as_view()), name="sign"),
    path("<str:code>/way/send-back/<str:step>/", login_required(signing.SendBack.as_view()), name="send-back"),
    path(
        "<str:code>/way/send-back/<str:step>/<str:body>/", login_required(signing.SendBack.as_view()), name="send-back"
    ),
    path("<str:code>/decision/", login_required(decision.Decide.as_view()), name="decision"),
    path("<str:code>/order/", orders.order_page, name="order"),
    path("<str:code>/papers/<str:kind>/", papers.paper, name="paper"),
    path("<str:code>/delegation/close/", login_required(orders.Close.as_view()), name="close"),
]
