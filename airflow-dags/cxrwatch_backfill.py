"""
# Past days

Evaluates a range of days, each as it was known at its end; nobody is told. Days whose rows were never taken are taken
in by the night first. Start it with the first and the last day: `docs/airflow.md`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import DAG, Param

from cxrwatch_airflow.dags import DEFAULTS, MACROS, POOL, TAGS
from cxrwatch_airflow.operators import Preflight, SparkCommand, Verdict

RANGE = ["--from", "{{ params['from'] }}", "--to", "{{ params['to'] }}"]

with DAG(
    "cxrwatch_backfill",
    description="Evaluates past days as they were known then, and tells nobody.",
    doc_md=__doc__,
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    max_active_runs=1,
    default_args=DEFAULTS,
    user_defined_macros=MACROS,
    tags=TAGS,
    params={
        "from": Param(type="string", format="date", title="First day", description="A UTC day, such as 2026-09-08."),
        "to": Param(
            type="string",
            format="date",
            title="Last day",
            description="Is evaluated too; a day that is over, not before the first.",
        ),
    },
) as dag:
    preflight = Preflight(task_id="preflight")
    backfill = SparkCommand(task_id="backfill", arguments=["backfill", *RANGE], pool=POOL)
    verdict = Verdict(task_id="verdict", period=RANGE)

    preflight >> backfill >> verdict
