"""
# What is normal

Freezes a period of predictions as a baseline. Without params: the last `baseline.hours` (a week), as a candidate.
Activated, the nights from then on compare with it. How to choose the period: `docs/airflow.md`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import DAG, Param

from cxrwatch_airflow.dags import DEFAULTS, MACROS, POOL, TAGS
from cxrwatch_airflow.operators import PlainCommand, Preflight, SparkCommand


def option(name: str) -> str:
    """The option with its param, or nothing where that is left empty."""
    param = name.lstrip("-").replace("-", "_")
    return f"{{% if params['{param}'] %}}{name}={{{{ params['{param}'] }}}}{{% endif %}}"


def day(title: str, description: str) -> Param:
    return Param(None, type=["null", "string"], format="date", title=title, description=description)


def text(title: str, description: str) -> Param:
    return Param(None, type=["null", "string"], title=title, description=description)


with DAG(
    "cxrwatch_baseline",
    description="Freezes a period of predictions as what is normal.",
    doc_md=__doc__,
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    max_active_runs=1,
    default_args=DEFAULTS,
    user_defined_macros=MACROS,
    tags=TAGS,
    params={
        "hours": Param(
            None,
            type=["null", "integer"],
            minimum=1,
            title="Hours",
            description="How long, back from now, in whole days. Instead of a first and a last day.",
        ),
        "from": day("First day", "A UTC day, such as 2026-09-01."),
        "to": day("Last day", "Is part of it."),
        "model_version": text("Model version", "May be left out where the period holds those of one version only."),
        "as_of": day("Known from", "Nights from this day on know the baseline. Empty: from now on."),
        "activate": Param(
            False, type="boolean", title="Activate", description="Compare with it, instead of keeping a candidate."
        ),
        "reason": text("Reason", "Kept with the baseline."),
    },
) as dag:
    preflight = Preflight(task_id="preflight")
    establish = SparkCommand(
        task_id="establish",
        arguments=[
            "baseline",
            "establish",
            *map(option, ["--hours", "--from", "--to", "--model-version", "--as-of", "--reason"]),
            "--by={{ dag_run.triggering_user_name or 'airflow' }}",
            "{{ '--activate' if params['activate'] else '' }}",
        ],
        pool=POOL,
    )
    baselines = PlainCommand(task_id="baselines", arguments=["baseline", "list"])

    preflight >> establish >> baselines
