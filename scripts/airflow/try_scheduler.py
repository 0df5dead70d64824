"""
Tries the DAGs with Airflow's real scheduler, DAG processor and API server: what `dag.test` cannot show.

    .venv-airflow/bin/python scripts/airflow/try_scheduler.py [--seconds 1800]

Three runs of the night are there at once and a backfill beside them; cxrwatch is a stand-in that ends as it is told.
The first pause before another try is shortened from 5 minutes to 10 seconds, in a copy of the DAGs. The database is
SQLite, or what AIRFLOW__DATABASE__SQL_ALCHEMY_CONN names. Takes minutes, and is no part of
./verify. Ends with 0 if all held.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import create_engine, text

HERE = Path(__file__).resolve().parent
DAGS = HERE.parents[1] / "airflow-dags"
AIRFLOW = Path(sys.executable).with_name("airflow")
NIGHT, BACKFILL = "cxrwatch_nightly", "cxrwatch_backfill"
FIRST_PAUSE = 10
WRITES = ("ingest", "summarise", "evaluate", "notify", "backfill")
"""What takes the pool's one slot."""
ENDS = {"ingest": (6, 6), "summarise": (0, 3)}
"""Of the first run ingest is tried three times; of the second summarise fails for good; all else is well."""
BESIDES = ("--conf", '{"from": "2026-09-08", "to": "2026-09-10"}')


class Call(NamedTuple):
    """What a stand-in noted."""

    began: float
    ended: float
    command: str
    code: int
    dag: str
    run: str


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


class Trial:
    """An Airflow of its own in a folder, and an installation of stand-ins."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.install = folder / "cxrwatch"
        self.processes: list[subprocess.Popen[bytes]] = []
        self._lay_out()
        port = free_port()
        usual = f"sqlite:///{folder}/airflow.db"
        self.database = os.environ.get("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", usual)
        self.environment = os.environ | {
            "AIRFLOW_HOME": str(folder),
            "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__SECRET_KEY": secrets.token_hex(16),
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(32),
            "AIRFLOW__CORE__DAGS_FOLDER": str(folder / "dags"),
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__PARALLELISM": "4",
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": self.database,
            "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_THRESHOLD": "300",
            "AIRFLOW_CONN_SPARK_DEFAULT": '{"conn_type": "spark", "host": "local[2]"}',
            "CXRWATCH_INSTALL": str(self.install),
            "NO_PROXY": "127.0.0.1,localhost",
        }

    def _lay_out(self) -> None:
        shutil.copytree(DAGS, self.folder / "dags", ignore=shutil.ignore_patterns("tests", "__pycache__"))
        shared = self.folder / "dags" / "cxrwatch_airflow" / "dags.py"
        usual = shared.read_text(encoding="utf-8")
        quick = usual.replace('"retry_delay": timedelta(minutes=5)', f'"retry_delay": timedelta(seconds={FIRST_PAUSE})')
        assert quick != usual, "the pause that is shortened is no longer there"
        shared.write_text(quick, encoding="utf-8")
        for name in ("bin", "lib"):
            (self.install / name).mkdir(parents=True)
        for name in ("cxrwatch", "spark-submit"):
            shutil.copy(HERE / "stand-in", self.install / "bin" / name)
        (self.install / "lib" / "cxrwatch-cluster.jar").touch()
        for command, codes in ENDS.items():
            (self.install / f"codes.{command}").write_text("".join(f"{code}\n" for code in codes), encoding="utf-8")

    def airflow(self, *words: str) -> None:
        done = subprocess.run([AIRFLOW, *words], env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"airflow {' '.join(words)} ended with {done.returncode}:\n{done.stderr[-2000:]}")

    def start(self, name: str) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            command = [AIRFLOW, name]
            self.processes.append(subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT))

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()

    def asked(self, query: str) -> list[tuple]:
        engine = create_engine(self.database)
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(text(query))]
        finally:
            engine.dispose()

    def calls(self) -> list[Call]:
        written = self.install / "calls"
        lines = written.read_text(encoding="utf-8").splitlines() if written.exists() else []
        parts = [line.split("\t") for line in lines]
        return sorted(Call(float(one[0]), float(one[1]), one[2], int(one[3]), one[4], one[5]) for one in parts)

    def waits_until(self, what: str, seconds: int, query: str, enough: int) -> None:
        until = time.monotonic() + seconds
        while len(self.asked(query)) < enough:
            if time.monotonic() > until:
                raise SystemExit(f"{what}: not within {seconds} s; logs: {self.folder}")
            time.sleep(2)
        print(f"{what}", flush=True)


def observed(trial: Trial, seconds: int) -> int:
    """Most runs of the night that were at work at once, as the scheduler had it, until all are over."""
    most, until = 0, time.monotonic() + seconds
    while True:
        states = trial.asked("SELECT dag_id, state FROM dag_run")
        most = max(most, states.count((NIGHT, "running")))
        if len(states) == 4 and all(state in ("success", "failed") for _, state in states):
            return most
        if time.monotonic() > until:
            raise SystemExit(f"not over within {seconds} s: {states}; logs: {trial.folder}")
        time.sleep(1)


def overlaps(calls: list[Call]) -> list[tuple[Call, Call]]:
    return [(one, other) for one, other in pairwise(calls) if other.began < one.ended]


def findings(trial: Trial, most: int) -> dict[str, bool]:
    calls = trial.calls()
    began = min(call.began for call in calls)
    for call in calls:
        print(f"  {call.began - began:6.1f} to {call.ended - began:6.1f} s  {call.code}  {call.command:10} {call.run}")
    writing = [call for call in calls if call.command in WRITES]
    nights = [call for call in calls if call.dag == NIGHT]
    first = nights[0].run
    tries = [call for call in nights if (call.run, call.command) == (first, "ingest")]
    pauses = [later.began - earlier.ended for earlier, later in pairwise(tries)]
    refused = [call for call in nights if call.code == 3]
    again = [call for call in nights if refused and (call.run, call.command) == (refused[0].run, "summarise")]
    states = sorted(state for dag, state in trial.asked("SELECT dag_id, state FROM dag_run") if dag == NIGHT)
    print(f"  pauses before another try of ingest: {', '.join(f'{pause:.0f} s' for pause in pauses)}")
    return {
        "of three nights one is at work at a time": most == 1 and len({call.run for call in nights}) == 3,
        "of the commands that write one is at work at a time": bool(writing) and not overlaps(writing),
        "exit code 6 is tried again until it succeeds": [call.code for call in tries] == [6, 6, 0],
        "each pause is longer than the one before": len(pauses) == 2 and FIRST_PAUSE <= pauses[0] < pauses[1],
        "exit code 3 is not tried again": [call.code for call in again] == [3],
        "the night that failed is told of, and fails": states == ["failed", "success", "success"],
    }


def tried(trial: Trial, seconds: int) -> bool:
    trial.airflow("db", "migrate")
    trial.airflow("pools", "set", "cxrwatch", "1", "One command of cxrwatch that writes to its lake")
    for name in ("api-server", "scheduler", "dag-processor"):
        trial.start(name)
    dags = f"SELECT dag_id FROM dag WHERE dag_id IN ('{NIGHT}', '{BACKFILL}')"
    trial.waits_until("the DAGs are read", 300, dags, 2)
    # Unpausing the night begins that of the last interval; two more are triggered while it is at work.
    for dag in (NIGHT, BACKFILL):
        trial.airflow("dags", "unpause", dag)
    trial.airflow("dags", "trigger", NIGHT, "--run-id", "manual-1")
    trial.airflow("dags", "trigger", NIGHT, "--run-id", "manual-2")
    trial.airflow("dags", "trigger", BACKFILL, "--run-id", "manual-3", *BESIDES)
    held = findings(trial, observed(trial, seconds))
    for what, holds in held.items():
        print(f"{'ok    ' if holds else 'FAILED'}  {what}")
    return all(held.values())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--seconds", type=int, default=1800, help="how long the runs may take")
    seconds = options.parse_args().seconds
    folder = Path(tempfile.mkdtemp(prefix="cxrwatch-scheduler-"))
    trial = Trial(folder)
    good = False
    try:
        good = tried(trial, seconds)
    finally:
        trial.stop()
        if good:
            shutil.rmtree(folder, ignore_errors=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
