"""Runs DAGs, and looks at what became of them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any


def at(day: str) -> datetime:
    """For DAG.test(): the end of the interval of the night of this day."""
    return datetime.fromisoformat(day).replace(hour=2, tzinfo=UTC) + timedelta(days=1)


@dataclass(frozen=True)
class Ended:
    """A run that has ended."""

    dag_run: Any

    @property
    def state(self) -> str:
        return str(self.dag_run.state)

    def states(self) -> dict[str, str]:
        return {ti.task_id: str(ti.state) for ti in self._instances()}

    def tries(self, task: str) -> int:
        return next(ti.try_number for ti in self._instances() if ti.task_id == task)

    def xcom(self, task: str, key: str = "return_value") -> Any:
        from airflow.models.xcom import XComModel
        from airflow.settings import Session
        from sqlalchemy import select

        return Session().scalar(
            select(XComModel.value).where(
                XComModel.dag_id == self.dag_run.dag_id,
                XComModel.run_id == self.dag_run.run_id,
                XComModel.task_id == task,
                XComModel.key == key,
            )
        )

    def _instances(self) -> list[Any]:
        from airflow.settings import Session

        session = Session()
        session.expire_all()
        return self.dag_run.get_task_instances(session=session)


def run(dag: Any, day: str, params: dict[str, Any] | None = None, retries: int | None = None) -> Ended:
    """The run of a day, with retries that wait no longer than they must, or as many of them as are said."""
    kept = [(owner, deepcopy(owner.params)) for owner in (dag, *dag.tasks)]
    usual = [(task, task.retries, task.retry_delay, task.max_retry_delay) for task in dag.tasks]
    for task in dag.tasks:
        task.retry_delay = task.max_retry_delay = timedelta(milliseconds=1)
        task.retries = task.retries if retries is None else retries
    try:
        return Ended(dag.test(logical_date=at(day), run_conf=params))
    finally:
        for task, *values in usual:
            task.retries, task.retry_delay, task.max_retry_delay = values
        # Within one process a run leaves its params with the DAG.
        for owner, untouched in kept:
            owner.params = untouched
