"""The reader on lakes as cxrwatch left them, and on empty, newer and damaged ones, and in the middle of a write."""

import json
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from conftest import MAINTAINED
from deltalake import DeltaTable, write_deltalake

import cxrwatch_lake
from cxrwatch_cells import Resolution, aligned
from cxrwatch_lake import DamagedCell, EmptyLake, Lake, LakeError, MissingFile, NewerLake, UnreadableTable

DAY = date(2026, 9, 3)
OF_DAYS = "window_kind = 'DAY' AND slice_key = 'all' AND value IS NOT NULL"
PARTS = ("DISTRIBUTION", "SERVICE", "LABEL", "SYSTEM")


@pytest.fixture
def copied(maintained: Lake, tmp_path: Path) -> Path:
    """A lake of its own, to be spoilt."""
    return shutil.copytree(maintained.place, tmp_path / "lake")


def last_commit(lake: Path, table: str) -> Path:
    return max((lake / table / "_delta_log").glob("*.json"))


def changed_cells(lake: Path, change: Callable[[bytes], bytes]) -> None:
    """The cells as one new table, with the bytes of the first of its day changed."""
    table = DeltaTable(lake / "cell")
    rows = Lake.open(lake).read("cell")
    first = rows.with_row_index().filter(pl.col("day") == DAY)["index"][0]
    summaries = [change(each) if index == first else each for index, each in enumerate(rows["summary"])]
    write_deltalake(table, rows.with_columns(summary=pl.Series(summaries, dtype=pl.Binary)), mode="overwrite")


def test_every_table_is_there_to_its_last_row(maintained: Lake) -> None:
    counted = json.loads((MAINTAINED / "rows.json").read_text(encoding="utf-8"))
    found = maintained.tables()

    assert dict(zip(found["table"], found["rows"], strict=True)) == counted
    assert {name: len(maintained.read(name)) for name in counted} == counted


def test_columns_are_described_by_their_comments(maintained: Lake) -> None:
    described = maintained.describe("cell")

    assert described["column"].to_list()[:3] == ["part", "model_version", "day"]
    assert described["meaning"].str.len_chars().min() > 0


@pytest.mark.parametrize("part", PARTS)
def test_every_cell_is_decoded_and_holds_the_rows_it_says(maintained: Lake, part: str) -> None:
    cells = maintained.cells(part)

    assert len(cells) > 3
    assert [each.rows for each in cells.parts] == cells.frame["rows"].to_list()


def test_old_cells_and_baselines_are_decoded_too(maintained: Lake) -> None:
    found = {part.resolution for kind in PARTS for part in maintained.cells(kind).parts}

    assert found >= {Resolution.ALL, Resolution.SLICE, Resolution.SERVICE, Resolution.OLD, Resolution.OLD_SLICE}
    assert {part.resolution for part in maintained.baseline().parts} == {Resolution.BASELINE}


def test_slices_that_would_count_rows_twice_are_not_added(maintained: Lake) -> None:
    with pytest.raises(LakeError, match="several values of slice_key"):
        maintained.cells("DISTRIBUTION").total()
    with pytest.raises(LakeError, match="several values of slice_value"):
        maintained.cells("DISTRIBUTION", slice_key="site").sum("day")
    with pytest.raises(LakeError, match="no cell to add up"):
        maintained.cells("DISTRIBUTION", days=("1999-01-01", "1999-01-02")).total()


def test_what_was_not_known_yet_is_not_among_what_is_asked_as_of_a_time(six_weeks: Lake) -> None:
    then = datetime(2026, 9, 20)
    now = six_weeks.cells("LABEL", slice_key="all").total()
    before = six_weeks.cells("LABEL", slice_key="all", as_of=then).total()

    assert 0 < before.standing.rows < now.standing.rows
    metrics = six_weeks.metrics("metric = 'accuracy' AND slice_key = 'all'", as_of=then)
    assert 0 < len(metrics) < len(six_weeks.metrics("metric = 'accuracy' AND slice_key = 'all'"))
    assert metrics["as_of"].max().replace(tzinfo=None) <= then


def test_of_every_window_and_measure_one_row_is_known_now(six_weeks: Lake) -> None:
    for name, known in (("window_metric", six_weeks.metrics()), ("drift_measure", six_weeks.drift())):
        keys = ", ".join(cxrwatch_lake._KEYS[name])
        windows = six_weeks.sql(f"SELECT count(*) AS n FROM (SELECT DISTINCT {keys} FROM {name})")
        assert len(known) == windows["n"][0] > 0


def test_distances_from_cells_are_those_that_cxrwatch_stored(six_weeks: Lake) -> None:
    """Kolmogorov-Smirnov distances of all days and sites, of every feature and score."""
    of_sites = "slice_key IN ('all', 'site')"
    stored = six_weeks.drift(f"measure = 'ks' AND value IS NOT NULL AND {of_sites}")
    before = six_weeks.baseline(of_sites).sum("slice_key", "slice_value")
    reference = {(key, name): part.number(name) for key, part in before.items() for name in set(stored["subject"])}
    days = six_weeks.cells("DISTRIBUTION").sum("day", "model_version", "slice_key", "slice_value")

    def distance(row: dict) -> float:
        part = days[row["window_day"], row["model_version"], row["slice_key"], row["slice_value"]]
        was = reference[(row["slice_key"], row["slice_value"]), row["subject"]]
        _, counts = aligned(was, part.number(row["subject"]))
        steps = np.cumsum(counts, axis=1) / counts.sum(axis=1, keepdims=True)
        return float(np.abs(steps[0] - steps[1]).max())

    assert len(stored) > 1_500
    found = [distance(row) for row in stored.iter_rows(named=True)]
    assert found == pytest.approx(stored["value"].to_list(), abs=1e-12)


def test_latencies_from_cells_are_those_that_cxrwatch_stored(six_weeks: Lake) -> None:
    known = {"latency_median": lambda one: one.quantile(0.5), "latency_mean": lambda one: one.mean}
    days = six_weeks.cells("SERVICE", slice_key="all").sum("day")
    for metric, of in known.items():
        stored = six_weeks.metrics(f"metric = '{metric}' AND {OF_DAYS}")
        assert len(stored) >= 40
        found = [of(days[day].latency) for day in stored["window_day"]]
        assert found == pytest.approx(stored["value"].to_list(), rel=1e-12)


def test_labels_that_hold_give_the_accuracy_that_cxrwatch_stored(six_weeks: Lake) -> None:
    stored = six_weeks.metrics(f"metric = 'accuracy' AND {OF_DAYS}")
    last_night = six_weeks.sql("SELECT max(as_of) AS at FROM window_metric")["at"][0]
    days = six_weeks.cells("LABEL", slice_key="all", as_of=last_night).sum("day", "model_version")

    for row in stored.iter_rows(named=True):
        counts = days[row["window_day"], row["model_version"]].standing.counts
        right = sum(n for (actual, predicted), n in counts.items() if actual == predicted)
        assert right / sum(counts.values()) == pytest.approx(row["value"], rel=1e-12)
    assert len(stored) > 30


def test_retracted_rows_are_not_among_the_current_ones(copied: Path) -> None:
    lake = Lake.open(copied)
    gone = lake.read("prediction").head(3)
    retracted = gone.select("batch", "day", "prediction_id", "at", "model_version", row_batch="batch")
    write_deltalake(copied / "retraction", retracted)

    assert len(lake.predictions()) == len(lake.read("prediction")) - 3


@pytest.mark.parametrize("made", [False, True], ids=["no folder", "an empty folder"])
def test_an_empty_lake_says_how_to_fill_it(tmp_path: Path, made: bool) -> None:
    place = tmp_path / "nowhere"
    if made:
        place.mkdir()
    with pytest.raises(EmptyLake, match="cxrwatch demo"):
        Lake.open(place)


def test_a_lake_of_a_newer_format_is_refused(copied: Path) -> None:
    (copied / "cxrwatch-lake.properties").write_text("lake.format=4\n", encoding="utf-8")
    with pytest.raises(NewerLake, match="format 4.*knows up to 3"):
        Lake.open(copied)


def test_a_lake_of_an_older_format_is_refused(copied: Path) -> None:
    (copied / "cxrwatch-lake.properties").write_text("lake.format=2\n", encoding="utf-8")
    with pytest.raises(LakeError, match="before the first release"):
        Lake.open(copied)


def test_a_cell_with_a_wrong_checksum_is_named(copied: Path) -> None:
    changed_cells(copied, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(DamagedCell, match=r"day 2026-09-03.*checksum.*summarise --rebuild --from 2026-09-03"):
        [Lake.open(copied).cells(part) for part in PARTS]


def test_a_cell_of_a_newer_format_is_not_taken_for_damaged(copied: Path) -> None:
    changed_cells(copied, lambda data: data[:1] + b"\x09" + data[2:])
    with pytest.raises(NewerLake, match="format 9"):
        [Lake.open(copied).cells(part) for part in PARTS]


def test_a_data_file_without_a_commit_does_not_count(copied: Path) -> None:
    rows = len(Lake.open(copied).read("cell"))
    some = next((copied / "cell").glob("day=*/*.parquet"))
    shutil.copy(some, some.with_name("part-00000-in-writing.snappy.parquet"))

    assert len(Lake.open(copied).read("cell")) == rows


def test_a_table_before_its_first_commit_says_so(copied: Path) -> None:
    shutil.rmtree(copied / "cell" / "_delta_log")
    (copied / "cell" / "_delta_log").mkdir()
    with pytest.raises(UnreadableTable, match="no commit.*first write"):
        Lake.open(copied).cells("LABEL")


@pytest.mark.parametrize("kept", [0.5, 0.0], ids=["half of it", "nothing of it"])
def test_an_incomplete_last_commit_is_no_smaller_table(copied: Path, kept: float) -> None:
    commit = last_commit(copied, "cell")
    data = commit.read_bytes()
    commit.write_bytes(data[: int(len(data) * kept)])
    commit.with_suffix(".crc").unlink(missing_ok=True)
    with pytest.raises(UnreadableTable, match="last commit is not whole"):
        Lake.open(copied).cells("LABEL")


def test_a_commit_that_is_missing_between_others_is_noticed(copied: Path) -> None:
    sorted((copied / "cell" / "_delta_log").glob("*.json"))[1].unlink()
    with pytest.raises(UnreadableTable, match="_delta_log"):
        Lake.open(copied).cells("LABEL")


def test_a_file_that_upkeep_removed_is_named(copied: Path) -> None:
    gone = next((copied / "cell").glob("day=2026-09-03/*.parquet"))
    named = {Path(uri).name for uri in DeltaTable(copied / "cell").file_uris()}
    for file in (copied / "cell" / "day=2026-09-03").glob("*.parquet"):
        file.unlink()
    with pytest.raises(MissingFile, match=r"cell/day=2026-09-03/.*\.parquet.*cxrwatch maintain"):
        Lake.open(copied).cells("LABEL")
    assert gone.name not in named or not gone.exists()


def test_a_table_that_was_rewritten_meanwhile_is_read_anew(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vacuum between the opening and the reading: what was opened names files that are gone."""
    lake = Lake.open(copied)
    rows = lake.read("label")
    opened = lake.table("label")
    write_deltalake(copied / "label", rows, mode="overwrite")
    DeltaTable(copied / "label").vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
    stale = iter([opened])
    fresh = Lake.table
    monkeypatch.setattr(Lake, "table", lambda self, name: next(stale, None) or fresh(self, name))

    assert len(lake.sql("SELECT * FROM label")) == len(rows)


def test_a_table_that_is_not_there_says_what_makes_it(maintained: Lake) -> None:
    with pytest.raises(LakeError, match="has no table window_metric.*cxrwatch nightly"):
        maintained.metrics()
    with pytest.raises(LakeError, match="There is no table cells"):
        maintained.read("cells")


def test_an_error_is_shown_in_a_notebook_without_the_calls_that_led_there(tmp_path: Path) -> None:
    with pytest.raises(EmptyLake) as raised:
        Lake.open(tmp_path)
    assert len(raised.value._render_traceback_()) == 3
