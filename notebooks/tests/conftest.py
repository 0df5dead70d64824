"""What the tests of the notebooks share: the lakes that are there after the build and after the README's demo."""

import os
import sys
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).resolve().parents[1]
ROOT = NOTEBOOKS.parent
sys.path.insert(0, str(NOTEBOOKS))

from cxrwatch_lake import Lake  # noqa: E402  the path is set above

HOME = "CXRWATCH_TEST_DEMO"
MAINTAINED = ROOT / "jobs" / "target" / "lake-after-upkeep"


def six_weeks_place() -> Path:
    """That of CXRWATCH_TEST_DEMO, or what the README's own commands left (scripts/tests)."""
    home = os.environ.get(HOME)
    return Path(home) / "lake" if home else ROOT / "target" / "readme-home" / "lake"


@pytest.fixture(scope="session")
def six_weeks() -> Lake:
    place = six_weeks_place()
    assert place.exists(), f"{place} is missing: scripts/tests leave it; run ./verify, or name a demo's home in {HOME}"
    return Lake.open(place)


@pytest.fixture(scope="session")
def maintained() -> Lake:
    assert MAINTAINED.exists(), f"{MAINTAINED} is missing: the Maven build leaves it (MaintainedLakeSparkTest)"
    return Lake.open(MAINTAINED)
