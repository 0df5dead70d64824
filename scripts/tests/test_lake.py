"""Lakes read by a program that is not Spark: delta-rs.

`MaintainedLakeSparkTest` leaves one that upkeep has been through below jobs/target, `EveryTableSparkTest` one with
every table that the code can make; each with the rows of every table, as Spark counts them.
"""

import json

import pytest

from conftest import ROOT

deltalake = pytest.importorskip("deltalake", reason="no wheel of deltalake for this machine")

LAKES = {
    "lake-after-upkeep": {"prediction", "label", "system_metric", "cell", "baseline"},
    "lake-of-every-table": {"prediction", "retraction", "label_policy", "applied_label", "reject", "tombstone"},
}
DICTIONARY = ROOT / "docs" / "data-dictionary.md"


def table_of(lake: str, name: str) -> deltalake.DeltaTable:
    return deltalake.DeltaTable(str(ROOT / "jobs" / "target" / lake / name))


def rows_of(lake: str, name: str) -> int:
    table = table_of(lake, name)
    found = deltalake.QueryBuilder().register("t", table).execute("SELECT count(*) AS n FROM t").read_all()
    return found["n"][0].as_py()


def counted(lake: str) -> dict[str, int]:
    left = ROOT / "jobs" / "target" / lake / "rows.json"
    assert left.exists(), f"{left} is missing: the Maven build leaves it; run ./verify"
    return json.loads(left.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lake", LAKES)
def test_every_table_is_read_to_its_last_row(lake: str) -> None:
    rows = counted(lake)

    assert rows.keys() >= LAKES[lake]
    assert {name: rows_of(lake, name) for name in rows} == rows


@pytest.mark.parametrize("lake", LAKES)
def test_every_table_is_open_to_every_reader(lake: str) -> None:
    rows = counted(lake)
    protocols = {name: table_of(lake, name).protocol() for name in rows}

    assert {name: each.min_reader_version for name, each in protocols.items()} == dict.fromkeys(rows, 1)
    assert not [name for name, each in protocols.items() if each.reader_features]


def sections() -> dict[str, str]:
    """The tables of the lake in the data dictionary, by name."""
    lake = DICTIONARY.read_text(encoding="utf-8").partition("## The results database")[0]
    return {part.splitlines()[0]: part for part in lake.split("\n### ")[1:]}


def test_the_dictionary_has_the_tables_that_the_code_can_make() -> None:
    assert sections().keys() == counted("lake-of-every-table").keys()


@pytest.mark.parametrize("name", sections())
def test_every_column_says_to_delta_rs_what_the_dictionary_says(name: str) -> None:
    section = sections()[name]
    fields = table_of("lake-of-every-table", name).schema().fields
    missing = [
        field.name
        for field in fields
        if f"| `{field.name}` |" not in section or f"| {field.metadata['comment']} |" not in section
    ]

    assert not missing, f"docs/data-dictionary.md does not say of {name} what its columns {missing} say"
    assert section.count("\n| `") == len(fields)
