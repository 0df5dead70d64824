"""
# The night

Takes what the service has logged, counts it, evaluates the last complete UTC day, tells people, and leaves the verdict
in XCom and in the log of `verdict`. Set-up and what to do when a task fails: `docs/airflow.md`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from airflow.sdk import DAG, CronDataIntervalTimetable

from cxrwatch_airflow.dags import DEFAULTS, MACROS, POOL, TAGS, VERDICT
from cxrwatch_airflow.operators import PlainCommand, Preflight, SparkCommand, Tell, Verdict

DAY = "{{ cxrwatch_day(dag_run) }}"

with DAG(
    "cxrwatch_nightly",
    description="Is the classifier still safe to use? Ingest, summarise, evaluate, notify, push, report, verdict.",
    doc_md=__doc__,
    # A plain cron string would give intervals without length.
    schedule=CronDataIntervalTimetable("0 2 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=22),
    default_args=DEFAULTS,
    user_defined_macros=MACROS,
    tags=TAGS,
) as dag:
    preflight = Preflight(task_id="preflight")
    ingest = SparkCommand(task_id="ingest", arguments=["ingest"], pool=POOL)
    summarise = SparkCommand(task_id="summarise", arguments=["summarise"], pool=POOL)
    evaluate = SparkCommand(task_id="evaluate", arguments=["evaluate", "--date", DAY], pool=POOL)
    notify = Tell(
        task_id="notify",
        steps={"preflight": "nightly", "ingest": "ingest", "summarise": "summarise", "evaluate": "evaluate"},
        trigger_rule="all_done",
        pool=POOL,
    )
    push = PlainCommand(task_id="push", arguments=["push", "--if-configured"])
    report = PlainCommand(task_id="report", arguments=["report", "--date", DAY])
    verdict = Verdict(task_id="verdict", period=["--date", DAY], outlets=[VERDICT])

    preflight >> ingest >> summarise >> evaluate >> [push, report, verdict]
    # Told whatever became of the steps. The run fails with them all the same: push, report and verdict are its last
    # tasks, too.
    [preflight, ingest, summarise, evaluate] >> notify
