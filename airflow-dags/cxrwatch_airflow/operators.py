"""The three ways in which a DAG runs cxrwatch: by spark-submit, by its own program, and by its program to be read."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowTaskTimeout

from cxrwatch_airflow.exits import ExitCode, settle
from cxrwatch_airflow.installation import CONNECTION, Installation, SetUpError, ready_for_spark

WHY = "failure"
"""The XCom in which a failing task leaves why; without row data, as people are told it."""

_SUBMITTED = re.compile(r"Error code is: (-?\d+)\.(?: Kubernetes spark exit code is: (\d+|None))?")


def given(arguments: Sequence[str]) -> list[str]:
    """The arguments without those whose template came to nothing, which is how an option is left out."""
    return [argument for argument in arguments if argument]


@contextmanager
def explained(context: Any) -> Iterator[None]:
    """Leaves why a task failed where the task that tells people looks for it."""
    try:
        yield
    except AirflowException as failure:
        # The hook's own failures quote the command and the end of the log, which may hold rows.
        ours = isinstance(failure, AirflowFailException) or "ended with exit code" in str(failure)
        why = str(failure) if ours else f"{type(failure).__name__}; its log says why"
        context["ti"].xcom_push(key=WHY, value=why)
        raise
    except AirflowTaskTimeout:  # of those that `except Exception` does not hold
        context["ti"].xcom_push(key=WHY, value=f"it was ended after {context['task'].execution_timeout}, still at work")
        raise


class SparkCommand(SparkSubmitOperator):
    """A command that reads or writes rows: the stock operator, with the exit codes of cxrwatch."""

    ui_color = "#dbeafe"

    def __init__(self, *, arguments: Sequence[str], **kwargs: Any) -> None:
        super().__init__(
            application="{{ cxrwatch_jar() }}",
            java_class="org.cxrwatch.command.Cxrwatch",
            application_args=list(arguments),
            conn_id=CONNECTION,
            name=f"cxrwatch-{arguments[0]}",
            **kwargs,
        )

    def execute(self, context: Any) -> int:
        self.application_args = given(self.application_args)
        with explained(context):
            installation = ready_for_spark()
            self.properties_file = installation.spark_properties
            self._spark_binary = str(installation.spark_submit)
            return settle(self._submit(context), f"cxrwatch {self.application_args[0]}", self.log)

    def _submit(self, context: Any) -> int:
        try:
            super().execute(context)
        except AirflowException as failure:
            ended = _SUBMITTED.search(str(failure))
            if ended is None:
                raise
            # On Kubernetes the driver's own code comes second; of a driver on the worker there is none.
            code, of_driver = ended.groups()
            return int(code if of_driver in (None, "None") else of_driver)
        except FileNotFoundError as gone:
            raise AirflowFailException(f"spark-submit could not be started: {gone}.") from gone
        return ExitCode.DONE


class PlainCommand(BaseOperator):
    """A command that needs no Spark: the program itself. What it prints is logged as it comes."""

    template_fields: Sequence[str] = ("arguments",)
    ui_color = "#f3f4f6"

    def __init__(self, *, arguments: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.arguments = list(arguments)
        self._process: subprocess.Popen[str] | None = None

    def execute(self, context: Any) -> Any:
        with explained(context):
            code, _ = self.run_program(given(self.arguments))
            return settle(code, f"cxrwatch {self.arguments[0]}", self.log)

    def run_program(self, arguments: Sequence[str]) -> tuple[int, str]:
        """Its exit code and what it printed; remarks are logged, and the answer unless it is JSON for a program."""
        try:
            program = str(Installation.find().program)
            process = self._start([program, *arguments])
        except (SetUpError, OSError) as missing:
            raise AirflowFailException(f"cxrwatch could not be started: {missing}") from missing
        remarks = threading.Thread(target=self._log, args=(process.stderr,))
        remarks.start()
        answer = process.stdout.read() if "--json" in arguments else self._log(process.stdout)
        remarks.join()
        return process.wait(), answer

    def _start(self, command: list[str]) -> subprocess.Popen[str]:
        self.log.info("Running %s", subprocess.list2cmdline(command))
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        return self._process

    def _log(self, lines: Any) -> str:
        kept = []
        for line in lines:
            self.log.info("%s", line.rstrip("\n"))
            kept.append(line)
        return "".join(kept)

    def on_kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)


class Preflight(PlainCommand):
    """Says all that is missing or wrong before anything begins; what only time can mend is tried again."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(arguments=["config", "check"], **kwargs)

    def execute(self, context: Any) -> int:
        with explained(context):
            ready_for_spark()
            code, _ = self.run_program(self.arguments)
            return settle(code, "cxrwatch config check", self.log)


class Tell(PlainCommand):
    """
    Sends what is due, and with it that a step of this run failed.

    A step that got as far as the database has noted why itself; of others people are told what Airflow knows.
    """

    def __init__(self, *, steps: dict[str, str], **kwargs: Any) -> None:
        super().__init__(arguments=["notify"], **kwargs)
        self.steps = steps

    def execute(self, context: Any) -> int:
        with explained(context):
            code, _ = self.run_program([*self.arguments, *self._failed(context)])
            return settle(code, "cxrwatch notify", self.log)

    def _failed(self, context: Any) -> list[str]:
        ti = context["ti"]
        states = ti.get_task_states(dag_id=ti.dag_id, run_ids=[ti.run_id], task_ids=list(self.steps))
        states = states.get(ti.run_id, {})
        for step, command in self.steps.items():
            if states.get(step) == "failed":
                why = ti.xcom_pull(task_ids=step, key=WHY) or "it ended without saying why"
                return ["--failed", command, "--because", f"step {step} of {ti.dag_id}: {why}"]
        return []


class Verdict(PlainCommand):
    """Reads what was found on days; it is the XCom, the last line of the log and, with an outlet, the asset's extra."""

    def __init__(self, *, period: Sequence[str], **kwargs: Any) -> None:
        super().__init__(arguments=["drift", "history", *period, "--json"], **kwargs)

    def execute(self, context: Any) -> dict[str, Any]:
        with explained(context):
            code, answer = self.run_program(self.arguments)
            settle(code, "cxrwatch drift history", self.log)
        found = summarised(json.loads(answer))
        for outlet in self.outlets:
            context["outlet_events"][outlet].extra = found
        # Of --date D, or of --from D --to D.
        self.log.info("%s", sentence(found, " to ".join(self.arguments[3:-1:2])))
        return found


SEVERITIES = ("not_measured", "none", "low", "medium", "high", "critical")


def severity_of(verdict: dict[str, Any]) -> str:
    """Where no score was measured, that nothing was found says nothing."""
    unmeasured = verdict["severity"] == "none" and verdict.get("overall_score") is None
    return "not_measured" if unmeasured else verdict["severity"]


def summarised(verdicts: list[dict[str, Any]]) -> dict[str, Any]:
    """The worst that was measured, what was not measured, and each by day and scope."""
    found = [
        {
            "day": verdict["window_start"][:10],
            "scope": verdict["model_version"],
            "severity": severity_of(verdict),
            "overall_score": verdict.get("overall_score"),
            "not_measured_because": verdict.get("overall_reason"),
            "causes": verdict.get("causes") or [],
            "recommendations": verdict.get("recommendations") or [],
        }
        for verdict in verdicts
    ]
    worst = max(found, key=lambda one: SEVERITIES.index(one["severity"]), default=None)
    return {
        "severity": worst["severity"] if worst else "not_measured",
        "unmeasured": [
            {"day": one["day"], "scope": one["scope"], "because": one["not_measured_because"]}
            for one in found
            if one["severity"] == "not_measured"
        ],
        "verdicts": found,
    }


def sentence(found: dict[str, Any], period: str) -> str:
    """All of it in one line."""
    if not found["verdicts"]:
        return f"Verdict: {found['severity']}; no predictions of {period} were known, so nothing can be said of them."
    each = "; ".join(
        f"{one['day']} {one['scope']} {one['severity']}"
        + (f" ({one['not_measured_because']})" if one["severity"] == "not_measured" else "")
        + (f" at {', '.join(one['causes'])}" if one["causes"] else "")
        for one in found["verdicts"]
    )
    # A quiet version is no all-clear for one that nobody could look at.
    unseen = len(found["unmeasured"])
    beside = f", and {unseen} not measured" if unseen and found["severity"] != "not_measured" else ""
    return f"Verdict: {found['severity']}{beside}. {each}."
