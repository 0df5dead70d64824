"""What the DAGs are, before anything runs."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import DAGS

ALL = {
    "cxrwatch_nightly",
    "cxrwatch_backfill",
    "cxrwatch_maintenance",
    "cxrwatch_baseline",
    "cxrwatch_downstream_example",
}
WRITERS = {"ingest", "summarise", "evaluate", "notify", "backfill", "maintain", "establish"}


def test_all_dags_are_read_without_errors_where_nothing_is_set_up(bag):
    assert bag.import_errors == {}
    assert bag.captured_warnings == {}
    assert set(bag.dags) == ALL


def test_rules_of_airflow_hold_in_code():
    ruff = Path(sys.executable).with_name("ruff")
    for words in (["check"], ["check", "--select", "AIR", "--preview"], ["format", "--check"]):
        done = subprocess.run([ruff, *words, DAGS], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def edges(dag) -> set[str]:
    return {f"{task.task_id} > {after}" for task in dag.tasks for after in task.downstream_task_ids}


def test_a_night_goes_step_by_step_and_tells_whatever_became_of_them(bag):
    dag = bag.dags["cxrwatch_nightly"]

    assert edges(dag) == {
        "preflight > ingest",
        "ingest > summarise",
        "summarise > evaluate",
        "evaluate > push",
        "evaluate > report",
        "evaluate > verdict",
        "preflight > notify",
        "ingest > notify",
        "summarise > notify",
        "evaluate > notify",
    }
    assert dag.get_task("notify").trigger_rule == "all_done"
    assert {task.task_id for task in dag.tasks if task.trigger_rule != "all_success"} == {"notify"}


def test_upkeep_tells_only_that_it_failed(bag):
    dag = bag.dags["cxrwatch_maintenance"]

    assert edges(dag) == {"preflight > maintain", "maintain > status", "preflight > notify", "maintain > notify"}
    assert dag.get_task("notify").trigger_rule == "one_failed"


@pytest.mark.parametrize(("name", "length"), [("cxrwatch_nightly", 1), ("cxrwatch_maintenance", 7)])
def test_intervals_have_their_length_and_end_at_night_utc(bag, name, length):
    from airflow.serialization.encoders import coerce_to_core_timetable

    timetable = coerce_to_core_timetable(bag.dags[name].timetable)
    interval = timetable.infer_manual_data_interval(run_after=datetime(2026, 9, 25, 12, tzinfo=UTC))

    assert interval.end - interval.start == timedelta(days=length)
    if name == "cxrwatch_nightly":
        assert interval.start == datetime(2026, 9, 24, 2, tzinfo=UTC)


def test_a_night_is_that_of_the_last_complete_day_also_where_clocks_change(bag):
    from airflow.serialization.encoders import coerce_to_core_timetable
    from airflow.timetables.base import TimeRestriction

    timetable = coerce_to_core_timetable(bag.dags["cxrwatch_nightly"].timetable)
    last, days = None, []
    for _ in range(3):
        info = timetable.next_dagrun_info(
            last_automated_data_interval=last,
            restriction=TimeRestriction(earliest=datetime(2026, 10, 24, tzinfo=UTC), latest=None, catchup=True),
        )
        last = info.data_interval
        days.append(last.start.date().isoformat())
        assert info.run_after == last.end
        assert info.run_after - timedelta(days=1) == last.start

    assert days == ["2026-10-24", "2026-10-25", "2026-10-26"]


def test_one_run_at_a_time_and_no_past_ones(bag):
    own = [dag for name, dag in bag.dags.items() if name != "cxrwatch_downstream_example"]

    assert {dag.max_active_runs for dag in bag.dags.values()} == {1}
    assert not any(dag.catchup for dag in bag.dags.values())
    assert {task.task_id for dag in own for task in dag.tasks if task.pool == "cxrwatch"} == WRITERS
    assert {task.pool for dag in own for task in dag.tasks if task.task_id not in WRITERS} == {"default_pool"}


def test_what_passes_is_retried_later_and_later(bag):
    for name in ALL - {"cxrwatch_downstream_example"}:
        for task in bag.dags[name].tasks:
            assert task.retries == 4
            assert task.retry_exponential_backoff
            assert task.retry_delay == timedelta(minutes=5)
            assert task.execution_timeout == timedelta(hours=6)


def test_the_pool_of_the_documents_has_one_slot():
    """Made by the very command of the documents; without it Airflow would leave the steps waiting."""
    from airflow.models.pool import Pool
    from airflow.settings import Session
    from documents import command

    words = command("airflow pools set")
    subprocess.run([Path(sys.executable).with_name("airflow"), *words[1:]], check=True, capture_output=True)

    assert Pool.get_pool("cxrwatch", session=Session()).slots == 1
