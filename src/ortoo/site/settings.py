"""Settings, from the environment; every name is listed in docs/reference/settings.md.

ORTOO_HOME holds what belongs to one installation: the embedded database, the secret key, the signing key, uploads.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from ortoo.relay import TEMPLATE_FOLDERS
from ortoo.site.mail import mail_settings
from ortoo.site.secret import secret_key
from ortoo.site.signing_in import RATES, limits, spans, trusted_proxies
from ortoo.site.work import WORK as WORK

# Before NumPy is loaded. Threads that wait for each other cost more than they gain on the tables of exams, many times
# so on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("ORTOO_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("ORTOO_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith((".", "*", "["))]
BEHIND_TLS = os.environ.get("ORTOO_TLS", "") == "1"

DEMONSTRATION = os.environ.get("ORTOO_DEMONSTRATION", "") == "1"
"""Read once, by the first migration, which marks a new database as demonstration; later changes have no effect."""

INSTALLED_APPS = [
    "ortoo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ortoo.pages.headers.ask_for_no_device",
    "django_htmx.middleware.HtmxMiddleware",
    "ortoo.access.middleware.grants_of_the_request",
    "ortoo.access.middleware.sign_ins_end",
    "ortoo.pages.errors.RefusalsAnswered",
]
ROOT_URLCONF = "ortoo.site.urls"
WSGI_APPLICATION = "ortoo.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / folder / "templates" for folder in TEMPLATE_FOLDERS],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ortoo.pages.context.frame",
            ],
            "libraries": {"ortoo": "ortoo.pages.templatetags.ortoo"},
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "ortoo.pages.templatetags.ortoo"],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {
    # A connection that a restart of the server has cut is noticed before it is used.
    "default": dj_database_url.config(
        default=f"sqlite:///{HOME / 'ortoo.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers read while one writes; FULL loses nothing acknowledged when the machine dies; IMMEDIATE takes
    # the write lock at the start, so that two deciders queue instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000",
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "ortoo.User"
AUTHENTICATION_BACKENDS = ["ortoo.messages.signed_in.SignedIn"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "access:sign-in"
LOGIN_REDIRECT_URL = "site:start"
LOGOUT_REDIRECT_URL = "site:start"
SIGN_IN_LIMITS, SESSION_SPANS = limits(os.environ), spans(os.environ)
TRUSTED_PROXIES = trusted_proxies(os.environ)
"""Whose word is taken for where a request comes from; of everybody else it is their own address."""
REQUEST_RATES = RATES
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(SESSION_SPANS.longest.total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:  # a browser takes such a name only over TLS, from this very host, for all of its paths
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
CSRF_FAILURE_VIEW = "ortoo.pages.errors.csrf_failed"

LANGUAGE_CODE = os.environ.get("ORTOO_LANGUAGE", "mn")
LANGUAGES = [("mn", "Монгол"), ("en", "English"), ("ko", "한국어")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = os.environ.get("ORTOO_TIME_ZONE", "Asia/Ulaanbaatar")

FOLLOWED = {
    "plan:indicator": "journey:indicator",
    "results:indicator": "journey:indicator",
    "actions:measure": "journey:measure",
    "lessons:lesson": "journey:lesson",
    "visits:stop": "journey:stop",
    "people:official": "journey:official",
    "selection:place": "journey:place",
    "exams:mark": "journey:mark",
}
"""Views whose thing can be followed through the relay, and the view that follows it, under the same arguments."""

EARLIER_TRIPS = "ortoo.visits.queries.trips.trips_of"
"""Who travelled on earlier visits of the programme, as permission asks of a later station."""

PAPER_PROFILES = os.environ.get("ORTOO_PAPER_PROFILES", "")
"""A folder with layout profiles of one's own for papers; none: Ortoo's, which is nobody's official form."""

OUTLINES = PACKAGE / "site" / "outlines"
"""Outlines of countries for maps: made at the build from what programmes name, a file a country."""

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "site" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 24 * 60 * 60
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/ortoo/[^/]+\.[0-9a-f]{12}\.(css|js|svg)$"
"""Named by their content (`ortoo.pages.static_names`): a browser never asks for them again."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ortoo.pages.static_names.NamedByContent"},
}
MEDIA_ROOT = HOME / "uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500


IMPORT_KINDS = "ortoo.site.kinds.KINDS"
"""Kinds of files that can be imported and exported: a table that knows the stations."""

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

TELLING = "ortoo.messages.operations.tell"
"""How access, which lies below the messages, tells somebody what was done to their account."""

ADDRESS_BOOK = "ortoo.site.address_book"
"""Where letters on paper go: a module that knows the register."""

PUBLIC_ADDRESS = os.environ.get("ORTOO_ADDRESS", "").rstrip("/")
"""Where people reach the house, such as https://ortoo.example.mn: the links in mails begin with it."""

MAIL_IS_SENT = bool(os.environ.get("ORTOO_MAIL_URL"))
if MAIL_IS_SENT:
    globals().update(mail_settings(os.environ["ORTOO_MAIL_URL"]))
DEFAULT_FROM_EMAIL = os.environ.get("ORTOO_MAIL_FROM", "ortoo@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
