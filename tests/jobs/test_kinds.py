"""Every kind of background work is called something on its page."""

from __future__ import annotations

from ortoo.jobs.views import KINDS
from ortoo.site.work import WORK


def test_each_kind_of_work_has_its_words() -> None:
    assert KINDS.keys() == WORK.keys()
