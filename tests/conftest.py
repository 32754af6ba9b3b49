"""Fixtures of pages (``browsing``); how thorough the property tests are: ``--hypothesis-profile=many`` for 50,000 plans."""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["browsing"]

COMMON = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],  # says how busy the machine is, not what is wrong
    **({"derandomize": True, "database": None} if os.environ.get("CI") else {}),
}
# A law is tried on so many examples; the engine is compared with the oracle on 15 times as many.
settings.register_profile("default", max_examples=100, **COMMON)
settings.register_profile("many", max_examples=3_400, **COMMON)
settings.load_profile("default")
