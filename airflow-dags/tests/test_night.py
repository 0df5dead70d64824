"""
A night of the six weeks for real: the distribution, its spark-submit, the embedded PostgreSQL, a gateway of numbers.

The tests build on each other, in their order: each start of Spark is dear.
"""

from __future__ import annotations

import http.server
import os
import re
import subprocess
import threading
from pathlib import Path

import pytest
from conftest import ROOT, WORK
from runs import run

DAY = "2026-09-22"
"""On which valley's images became brighter."""

BREAKABLE = """#!/usr/bin/env bash
# Passes on, but is killed in place of the command that a file names, once.
kill=$(dirname "$0")/kill
if [[ -s $kill && " $* " == *" $(<"$kill") "* ]]; then
    rm "$kill"
    kill -KILL $$
fi
[[ -f $CXRWATCH_INSTALL/lib/cxrwatch.jsa ]] || export CXRWATCH_ARCHIVE=make
exec "$CXRWATCH_INSTALL/bin/spark-submit" "$@"
"""


class Gateway(http.server.BaseHTTPRequestHandler):
    """Takes numbers, as a Pushgateway does."""

    taken: list[str] = []  # noqa: RUF012 - one server a test run

    def _take(self) -> None:
        self.taken.append(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        self.send_response(200)
        self.end_headers()

    do_PUT = do_POST = _take  # noqa: N815 - the names that the server calls

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Weeks:
    """The installation, at work on the six weeks."""

    def __init__(self, install: Path, folder: Path) -> None:
        self.install = install
        self.folder = folder
        self.submit = folder / "spark-submit"

    def kill(self, command: str) -> None:
        (self.folder / "kill").write_text(command)

    def asked(self, *words: str) -> str:
        return subprocess.run(
            [self.install / "bin" / "cxrwatch", *words], check=True, capture_output=True, text=True, env=os.environ
        ).stdout


def delivered(folder: Path) -> Path:
    """What of the six weeks is needed: the week of the baseline, three days after it, and the days before the night."""
    logs = folder / "logs"
    logs.mkdir()
    for file in ROOT.glob("jobs/src/demo/pneumonia-stream/*/*_2026-*"):
        day = re.search(r"2026-\d\d-\d\d", file.name)[0]
        if day <= "2026-09-10" or "2026-09-20" <= day <= DAY:
            (logs / file.name).symlink_to(file)
    return logs


@pytest.fixture(scope="module")
def weeks():
    made = sorted(ROOT.glob("jobs/target/distribution/cxrwatch-*/"))
    if not made:
        pytest.fail("There is no distribution to test: mvn -B -Dquick -DskipTests -Pdistribution package makes it.")
    weeks = Weeks(made[-1], WORK / "weeks")
    weeks.folder.mkdir()
    weeks.submit.write_text(BREAKABLE)
    weeks.submit.chmod(0o755)
    settings = weeks.folder / "night.conf"
    settings.write_text(f'sources.files.folder = "{delivered(weeks.folder)}"\n')
    gateway = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=gateway.serve_forever, daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXRWATCH_INSTALL", str(weeks.install))
        patch.setenv("CXRWATCH_CONFIG", str(settings))
        patch.setenv("CXRWATCH_HOME", str(weeks.folder / "home"))
        patch.setenv("CXRWATCH_SPARK_SUBMIT", str(weeks.submit))
        # The optimising compiler does not pay in runs this short.
        patch.setenv("CXRWATCH_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:ParallelGCThreads=2")
        patch.setenv("PUSHGATEWAY_URL", f"http://127.0.0.1:{gateway.server_port}")
        yield weeks
        weeks.asked("db", "stop")
    gateway.shutdown()


def test_a_night_whose_step_is_killed_fails_and_is_told(bag, weeks):
    weeks.kill("summarise")

    ended = run(bag.dags["cxrwatch_nightly"], DAY, retries=0)

    assert ended.state == "failed"
    assert ended.states() == {
        "preflight": "success",
        "ingest": "success",
        "summarise": "failed",
        "evaluate": "upstream_failed",
        "notify": "success",
        "push": "upstream_failed",
        "report": "upstream_failed",
        "verdict": "upstream_failed",
    }
    assert "run_failed" in weeks.asked("alerts", "list")


def test_a_normal_week_becomes_the_baseline(bag, weeks):
    params = {
        "from": "2026-09-01",
        "to": "2026-09-07",
        "as_of": "2026-09-08",
        "activate": True,
        "model_version": "v1.0.0",
    }

    assert run(bag.dags["cxrwatch_baseline"], DAY, params).state == "success"


def test_the_next_night_finishes_what_was_left_and_says_what_happened(bag, weeks):
    ended = run(bag.dags["cxrwatch_nightly"], DAY)

    assert set(ended.states().values()) == {"success"}
    verdict = ended.xcom("verdict")
    assert verdict["severity"] == "critical"
    ((day, causes),) = {
        (one["day"], tuple(one["causes"])) for one in verdict["verdicts"] if one["severity"] == "critical"
    }
    assert day == DAY
    assert causes == ("site=valley",)
    assert any("chest_xray" in pushed for pushed in Gateway.taken)


def test_three_days_are_made_up_for(bag, weeks):
    ended = run(bag.dags["cxrwatch_backfill"], DAY, {"from": "2026-09-08", "to": "2026-09-10"})

    assert ended.state == "success"
    assert {one["day"] for one in ended.xcom("verdict")["verdicts"]} == {"2026-09-08", "2026-09-09", "2026-09-10"}
