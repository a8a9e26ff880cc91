"""Addresses of actions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.actions.views import commitments, measures, planning

ONE = "<str:measure>/commitments/<str:code>/"

app_name = "actions"
urlpatterns = [
    path("", measures.MeasureList.as_view(), name="home"),
    path("propose/", login_required(planning.ProposeMeasure.as_view()), name="propose"),
    path("mine/", login_required(commitments.OwedList.as_view()), name="mine"),
    path("<str:code>/", measures.measure_page, name="measure"),
    path("<str:code>/plan.json", measures.plan_file, name="plan"),
    path("<str:code>/commitments.pdf", measures.commitments_file, name="commitments-file"),
    path("<str:code>/parts/", login_required(planning.parts_page), name="parts"),
    path("<str:code>/parts/set/", login_required(planning.SetPart.as_view()), name="set-part"),
    path("<str:code>/parts/end/", login_required(planning.EndPart.as_view()), name="end-part"),
    path("<str:code>/parts/hand-over/", login_required(planning.HandOver.as_view()), name="hand-over"),
    path("<str:code>/report/", login_required(planning.Report.as_view()), name="report"),
    path("<str:code>/costs/add/", login_required(planning.KeepCost.as_view()), name="cost"),
    path("<str:code>/costs/<int:pk>/settle/", login_required(planning.Settle.as_view()), name="settle"),
    path("<str:code>/propose/", login_required(planning.ProposeCommitment.as_view()), name="commit"),
    path(ONE, commitments.commitment_page, name="commitment"),
    path(f"{ONE}accept/", login_required(commitments.Accept.as_view()), name="accept"),
    path(f"{ONE}refuse/", login_required(commitments.Refuse.as_view()), name="refuse"),
    path(f"{ONE}deliver/", login_required(commitments.Deliver.as_view()), name="deliver"),
    path(f"{ONE}confirm/", login_required(commitments.Confirm.as_view()), name="confirm"),
    path(f"{ONE}return/", login_required(commitments.Return.as_view()), name="return"),
    path(f"{ONE}expect/", login_required(commitments.Expect.as_view()), name="expect"),
    path(f"{ONE}wait/", login_required(commitments.Wait.as_view()), name="wait"),
]
