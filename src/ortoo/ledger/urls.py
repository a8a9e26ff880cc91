"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path, re_path

from ortoo.ledger import receipt_views, views

app_name = "ledger"
urlpatterns = [
    path("", views.EntryList.as_view(), name="home"),
    path("entries/<int:seq>/", views.entry_page, name="entry"),
    re_path(r"^blobs/(?P<sha256>[0-9a-f]{64})/$", views.blob, name="blob"),
    path("export/", views.TakeExport.as_view(), name="export"),
    path("exports/<int:pk>/", views.export_page, name="exported"),
    path("exports/<int:pk>/file/", views.export_file, name="file"),
    path("check/", views.check_page, name="check"),
    path("check/checkpoint/", views.checkpoint, name="checkpoint"),
    path("check/ortoo_verify.py", views.verifier, name="verifier"),
    path("receipt/check/", receipt_views.receipt_page, name="receipt-check"),
    path("receipt/check/file/", receipt_views.saved_file, name="receipt-saved"),
]
