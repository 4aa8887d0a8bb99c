"""What each place's settings promise, read by processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

PRODUCTION = {
    "SECRET_KEY": "a secret of the server's own, longer than fifty characters 0123456789",
    "DATABASE_URL": "postgres://lla:word@db.example.org:6543/lla",
    "SITE_URL": "https://lan.example.org/",
    "EMAIL_URL": "smtp+tls://emails:word@smtp.example.org:587",
    "ORGANISATION_EMAIL": "hello@left-alliance.test",
}


def read(module: str, *names: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Import settings in a bare environment and print these names of them."""
    code = (
        f"import json; from lla.settings import {module} as s; "
        f"print(json.dumps({{n: getattr(s, n) for n in {names}}}, default=str))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", PRODUCTION)
def test_production_does_not_start_without(missing: str) -> None:
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    done = read("production", **given)
    assert done.stderr.strip().splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: Set the {missing} environment variable"
    )


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("ORGANISATION_EMAIL", ""),
        ("ORGANISATION_EMAIL", "hello@example.org"),
        ("ORGANISATION_EMAIL", "hello"),
        ("DEFAULT_FROM_EMAIL", ""),
        ("DEFAULT_FROM_EMAIL", "Left Alliance Network <conference@mail.Example.org>"),
        ("DEFAULT_FROM_EMAIL", "root@localhost"),
    ],
)
def test_production_does_not_start_with_an_address_that_nobody_has(name: str, address: str) -> None:
    done = read("production", **{**PRODUCTION, name: address})
    assert done.stderr.strip().splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: "
        f"{name} has to be an address of your own, not “{address}”"
    )


@pytest.mark.parametrize(
    ("chosen", "promised"),
    [({}, [False, False]), ({"HSTS_SUBDOMAINS": "on", "HSTS_PRELOAD": "on"}, [True, True])],
)
def test_other_hosts_of_the_domain_are_bound_to_https_by_choice_alone(
    chosen: dict[str, str], promised: list[bool]
) -> None:
    names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    told = json.loads(read("production", *names, **PRODUCTION, **chosen).stdout)
    assert list(told.values()) == [60 * 60 * 24 * 365, *promised]


def test_production_is_told_everything_by_its_environment() -> None:
    names = (
        "DEBUG",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "EMAIL_HOST",
        "EMAIL_PORT",
        "EMAIL_USE_TLS",
        "EMAIL_QUIET_HOURS",
        "EMAIL_PER_MINUTE",
        "ORGANISATION",
    )
    told = json.loads(read("production", *names, **PRODUCTION, ORGANISATION_NAME="Allied Left").stdout)
    assert told == {
        "DEBUG": False,
        "SECRET_KEY": PRODUCTION["SECRET_KEY"],
        "ALLOWED_HOSTS": ["lan.example.org"],
        "EMAIL_HOST": "smtp.example.org",
        "EMAIL_PORT": 587,
        "EMAIL_USE_TLS": True,
        "EMAIL_QUIET_HOURS": [21, 8],
        "EMAIL_PER_MINUTE": 0,
        "ORGANISATION": {
            "name": "Allied Left",
            "short_name": "LAN",
            "about": "Local groups and members who write motions, meet in their regions and decide at "
            "conference.",
            "accent": "#a3122a",
            "email": "hello@left-alliance.test",
            "url": "https://lan.example.org",
            "logo": "",
        },
    }


@pytest.mark.parametrize("place", ["base", "development", "testing"])
def test_a_given_database_is_used_and_none_is_started(place: str, tmp_path: Path) -> None:
    url = "postgres://lla@db.example.org:6543/lla"
    done = read(place, "DATABASES", DATABASE_URL=url, DEVDB_DIR=str(tmp_path / "pg"))
    database = json.loads(done.stdout)["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 6543, "lla")
    assert not (tmp_path / "pg").exists()


def test_base_starts_no_database_because_mypy_reads_it(tmp_path: Path) -> None:
    assert read("base", "DEBUG", DEVDB_DIR=str(tmp_path / "pg")).stderr.endswith("no attribute 'DEBUG'\n")
    assert not (tmp_path / "pg").exists()


@pytest.mark.django_db
def test_every_page_comes_with_a_strict_policy(client: Client) -> None:
    response = client.get("/accounts/login/")
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert {
        name: response.headers[name]
        for name in (
            "Referrer-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Cross-Origin-Opener-Policy",
        )
    } == {
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
