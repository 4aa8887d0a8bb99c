"""Every promise of the software, said as a test."""

import pytest

pytest.register_assert_rewrite(
    "tests.browsing", "tests.journeys.steps", "tests.lla.demo_quarter", "tests.lla.demo_year"
)
