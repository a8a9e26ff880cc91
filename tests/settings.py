"""Settings of a test run: the house's own, in a scratch home, on DATABASE_URL or else on an SQLite file in that home.

Each worker of a parallel run has a home of its own, so uploads and keys of one cannot be seen by another.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "ORTOO_TEST_HOME" not in os.environ:
    os.environ["ORTOO_TEST_HOME"] = tempfile.mkdtemp(prefix="ortoo-tests-")
    atexit.register(shutil.rmtree, os.environ["ORTOO_TEST_HOME"], ignore_errors=True)
_home = Path(os.environ["ORTOO_TEST_HOME"]) / os.environ.get("PYTEST_XDIST_WORKER", "alone")
_home.mkdir(parents=True, exist_ok=True)
os.environ["ORTOO_HOME"] = str(_home)
os.environ.pop("ORTOO_DEMONSTRATION", None)

from ortoo.site.settings import *  # noqa: E402

SECRET_KEY = "a key for tests, of no secrecy at all, and long enough for every check that is made of it"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; what is hashed here protects nobody
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the live server's threads then lock as in the product. No fsync: a test's data may be lost.
    DATABASES["default"]["TEST"] = {"NAME": str(_home / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
DATABASES["default"]["CONN_MAX_AGE"] = 0
