"""Addresses of the item bank, below exams/."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.exams.views import item_files, item_writing, items

urlpatterns = [
    path("items/", items.ItemList.as_view(), name="items"),
    path("items/write/", item_writing.WriteItem.as_view(), name="write-item"),
    path("items/review/", item_writing.ReviewMany.as_view(), name="review-items"),
    path("items/cells/", items.blueprint, name="item-blueprint"),
    path("items/files/", item_files.SendFiles.as_view(), name="item-files"),
    path("items/files/<str:files>/", item_files.LookThrough.as_view(), name="look-through-items"),
    path("items/export/<str:form>/<str:language>/", login_required(item_files.export), name="export-items"),
    path("items/versions/<int:pk>/review/", item_writing.ReviewItem.as_view(), name="review-item"),
    path("items/versions/<int:pk>/images/<str:sha256>/", items.image, name="item-image"),
    path("items/enemies/<int:pk>/", item_writing.EndEnemies.as_view(), name="end-enemies"),
    path("items/<int:pk>/", items.item_page, name="item"),
    path("items/<int:pk>/write/", item_writing.WriteVersion.as_view(), name="write-version"),
    path("items/<int:pk>/apart/", item_writing.StateEnemies.as_view(), name="state-enemies"),
    path("items/<int:pk>/retire/", item_writing.RetireItem.as_view(), name="retire-item"),
]
