"""Django's settings, made from the environment; safe unless the mode says demo or test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from exeat.config import environment

ENV = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent

EXEAT_MODE = ENV.mode
EXEAT_MASTER_KEY = ENV.master_key
EXEAT_FOLDER = ENV.folder
EXEAT_KEYS = ENV.keys
EXEAT_ORIGIN = ENV.origin
EXEAT_HOUSE = ENV.house
EXEAT_SCANNER = ENV.scanner  # a command that reads a document and ends with 0 when it is clean; empty for none
EXEAT_SMS = ENV.sms  # who sends text messages: an https address or a command; empty for nobody
EXEAT_SMS_SECRET = ENV.sms_secret
EXEAT_CONSUL_PHONE = ENV.consul_phone  # who helps a citizen abroad; on the card that a traveller carries
EXEAT_SECURITY_PHONE = ENV.security_phone  # who takes calls about pressure abroad; for duty officers only
EXEAT_SIGNS_AFRESH = ENV.mode == "production"  # a decision is signed with a fresh passkey touch or password
SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = list(ENV.hosts)
CSRF_TRUSTED_ORIGINS = [ENV.origin] if ENV.origin else []
SECURE = ENV.mode == "production"

INSTALLED_APPS = [
    "exeat.audit",
    "exeat.letters",
    "exeat.register",
    "exeat.access",
    "exeat.permits",
    "exeat.applications",
    "exeat.travel",
    "exeat.crossings",
    "exeat.cases",
    "exeat.statistics",
    "exeat.drafts",
    "exeat.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "exeat.web.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "exeat.web.guard.GuardMiddleware",
    "exeat.web.kept.middleware.KeptMiddleware",
    "exeat.web.errors.AtOnceMiddleware",
]
ROOT_URLCONF = "exeat.config.urls"
WSGI_APPLICATION = "exeat.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "exeat.web.context.page",
            ],
        },
    }
]
FORM_RENDERER = "exeat.web.forms.Renderer"

DATABASES: dict[str, Any] = {"default": environment.database(ENV.database_url, ENV.folder)}
if ENV.mode == "test" and "sqlite" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": str(ENV.folder / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "exeat.access.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "exeat.access.passwords.NotCommon"},
    {"NAME": "exeat.access.passwords.NotLikeOneself"},
]
ACCOUNT_ADAPTER = "exeat.access.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "exeat.web.accounts.forms.SignIn",
    "reauthenticate": "exeat.web.accounts.forms.StillYou",
    "change_password": "exeat.web.accounts.forms.NewPassword",
}
MFA_ADAPTER = "exeat.access.adapter.KeysAdapter"
MFA_FORMS = {
    "authenticate": "exeat.web.accounts.forms.RecoveryCode",
    "reauthenticate": "exeat.web.accounts.forms.CodeOnceMore",
    "add_webauthn": "exeat.web.accounts.forms.NewKey",
    "edit_webauthn": "exeat.web.accounts.forms.KeyName",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies  # whose wrong passwords are counted: not the proxy's, which is everybody's
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("lt", "Lietuvių"), ("lv", "Latviešu")]  # the last where its catalogues reach
LOCALE_PATHS = sorted(str(path) for path in (PACKAGE / "locale").iterdir()) if (PACKAGE / "locale").exists() else []
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Vilnius"
FORMAT_MODULE_PATH = ["exeat.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = ENV.folder / "static" if SECURE else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if SECURE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not SECURE
MEDIA_ROOT = ENV.folder / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = EXEAT_FOLDER / "tmp-uploads"  # not the machine's: what a stop leaves here is cleared away
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)

CACHES = {  # counts of wrong passwords: the same for every process that answers
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(ENV.folder / "tmp-counts"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "exeat.web.errors.csrf_failure"
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # stricter, and browsers would send forms without an origin, which are refused
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "media-src": [SELF, "blob:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

for _name, _value in environment.email(ENV.email_url).items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = ENV.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
if ENV.mode == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ACCOUNT_RATE_LIMITS: dict[str, str] | bool = False
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
