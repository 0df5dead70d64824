"""The lake that upkeep has been through, read by a program that is not Spark: delta-rs.

`MaintainedLakeSparkTest` leaves it below jobs/target with the rows of every table, as Spark counts them.
"""

import json

import pytest
from conftest import ROOT

deltalake = pytest.importorskip("deltalake", reason="no wheel of deltalake for this machine")

LAKE = ROOT / "jobs" / "target" / "lake-after-upkeep"


def rows_of(name: str) -> int:
    table = deltalake.DeltaTable(str(LAKE / name))
    found = deltalake.QueryBuilder().register("t", table).execute("SELECT count(*) AS n FROM t").read_all()
    return found["n"][0].as_py()


@pytest.fixture(scope="module")
def counted() -> dict[str, int]:
    left = LAKE / "rows.json"
    assert left.exists(), f"{left} is missing: the Maven build leaves it (MaintainedLakeSparkTest); run ./verify"
    return json.loads(left.read_text(encoding="utf-8"))


def test_every_table_is_read_to_its_last_row(counted: dict[str, int]) -> None:
    assert counted.keys() >= {"prediction", "label", "system_metric", "cell", "baseline"}
    assert {name: rows_of(name) for name in counted} == counted


def test_every_table_is_open_to_every_reader(counted: dict[str, int]) -> None:
    versions = {name: deltalake.DeltaTable(str(LAKE / name)).protocol().min_reader_version for name in counted}

    assert versions == dict.fromkeys(counted, 1)
