"""Every promise of the software, said as a test."""

import pytest

pytest.register_assert_rewrite(
    "tests.browser_pages",
    "tests.journeys.steps",
    "tests.lla.demo.social_media_quarter",
    "tests.lla.demo.organisers_year",
)
