"""
# An example to copy

Runs whenever a night's verdict is there, and shows how a DAG of your own reads it: to hold back a release, to open a
ticket, to start a retraining.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from airflow.sdk import dag, task

from cxrwatch_airflow.dags import TAGS, VERDICT


@dag(
    "cxrwatch_downstream_example",
    description="Chained on the asset cxrwatch_verdict; copy it.",
    doc_md=__doc__,
    schedule=[VERDICT],
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    tags=TAGS,
)
def cxrwatch_downstream_example() -> None:
    @task(multiple_outputs=False)
    def read(triggering_asset_events: Any = None) -> dict[str, Any]:
        """The verdict of the newest event; none where the DAG was started by hand."""
        events = (triggering_asset_events or {}).get(VERDICT, [])
        return events[-1].extra if events else {"severity": "not_measured", "unmeasured": [], "verdicts": []}

    @task.short_circuit
    def is_serious(verdict: dict[str, Any]) -> bool:
        """
        What was not measured is not taken for harmless: it goes on, for a person to look at. Take the last line out
        where versions that nobody watches (one on trial, one that is fading out) would go on every night.
        """
        serious = verdict["severity"] in ("not_measured", "high", "critical")
        return serious or bool(verdict["unmeasured"])

    @task
    def act(verdict: dict[str, Any]) -> str:
        """Put here what is to happen."""
        said = f"The verdict is {verdict['severity']}: " + "; ".join(
            recommendation for one in verdict["verdicts"] for recommendation in one["recommendations"]
        )
        print(said)
        return said

    verdict = read()
    is_serious(verdict) >> act(verdict)


cxrwatch_downstream_example()
