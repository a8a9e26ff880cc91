"""Everything goes without scripts too: an import with its page of progress, a list with its filters, an answer."""

from __future__ import annotations

import re

from tests.journeys import importing
from tests.journeys.conftest import Welcome
from tests.journeys.founding import House

REGION = "code,name_mn,name_en,name_ko,kind\nXN-1,Туршилт,Trial,시험,aimag\n"


def test_an_import_with_its_page_of_progress(demonstration: House, welcome: Welcome) -> None:
    manager = welcome(demonstration, "manager", java_script_enabled=False)
    importing.check_file(manager, "Regions", "one.csv", REGION.encode())
    manager.sees("The file is in order. Nothing has been written yet.")
    manager.press("Import one row")
    manager.wait_for_work()
    manager.sees("The file is imported. The ledger has an entry for it.")


def test_a_list_is_filtered_by_its_button(demonstration: House, welcome: Welcome) -> None:
    manager = welcome(demonstration, "manager", java_script_enabled=False)
    manager.go("people/officials/")
    manager.filter("Sex", "Woman")
    manager.press("Show")
    assert manager.path == "people/officials/?q=&organization=&region=&level=&sex=woman"
    manager.sees(re.compile(r"\d+ of 400"))


def test_a_host_answers_the_request(demonstration: House, welcome: Welcome) -> None:
    host = welcome(demonstration, "kipa", java_script_enabled=False)
    host.go()
    host.follow("Answer the request for a study visit")
    host.follow("Answer the request")
    host.press("Send the answer")
    host.sees("This could not be done yet")
    host.choose("No, we cannot host")
    host.fill({"Remark": "Our house is being rebuilt."})
    host.press("Send the answer")
    host.sees("Your answer is sent.", "Has said no", "Our house is being rebuilt.")
