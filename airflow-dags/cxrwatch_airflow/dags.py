"""What all DAGs of cxrwatch have in common."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Asset

from cxrwatch_airflow.installation import Installation

POOL = "cxrwatch"
"""One slot: of the commands that write to a lake one works at a time. Made once: airflow pools set cxrwatch 1 …"""

VERDICT = Asset(name="cxrwatch_verdict", uri="x-cxrwatch://verdict")
"""A night's verdict is there to be read; the event's extra holds it."""

DEFAULTS = {
    "retries": 4,
    "retry_delay": timedelta(minutes=5),
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(hours=1),
    "execution_timeout": timedelta(hours=6),
}
"""What passes by itself (exit codes 4 and 6) is tried again after about 5, 10, 20 and 40 minutes."""


def cxrwatch_jar() -> str:
    """The program as spark-submit takes it."""
    return str(Installation.find().jar)


def cxrwatch_day(dag_run: Any) -> str:
    """
    The UTC day a night is about: that of the begin of its interval.

    A run that was started by hand, without a date, has no interval: it is about yesterday, the last complete day.
    """
    begin = dag_run.data_interval_start or dag_run.run_after - timedelta(days=1)
    return begin.date().isoformat()


MACROS = {"cxrwatch_jar": cxrwatch_jar, "cxrwatch_day": cxrwatch_day}
TAGS = ["cxrwatch"]
