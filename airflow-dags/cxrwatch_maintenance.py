"""
# Upkeep

Once a week: deletes what has expired, merges small files, deletes those that no version needs that is kept. What is
kept how long is in the configuration (`retention`). Set-up: `docs/airflow.md`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from airflow.sdk import DAG, CronDataIntervalTimetable

from cxrwatch_airflow.dags import DEFAULTS, MACROS, POOL, TAGS
from cxrwatch_airflow.operators import PlainCommand, Preflight, SparkCommand, Tell

with DAG(
    "cxrwatch_maintenance",
    description="Deletes what has expired and tidies the lake, on Sundays.",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("0 4 * * 0", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    default_args=DEFAULTS,
    user_defined_macros=MACROS,
    tags=TAGS,
) as dag:
    preflight = Preflight(task_id="preflight")
    maintain = SparkCommand(task_id="maintain", arguments=["maintain"], pool=POOL)
    status = PlainCommand(task_id="status", arguments=["status"])
    notify = Tell(
        task_id="notify",
        steps={"preflight": "maintain", "maintain": "maintain"},
        trigger_rule="one_failed",
        pool=POOL,
    )

    preflight >> maintain >> status
    [preflight, maintain] >> notify
