"""
How steps end, and what becomes of a run then.

The operators, the hook and the processes are real; what they start is a script that ends as the test wants it to.
"""

from __future__ import annotations

import json
import shlex
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import MASTER
from documents import commands, environment
from runs import Ended, run

DAY = "2026-09-24"
FAKE = Path(__file__).parent / "fake" / "program"
SECRET = "s3cret-that-nobody-may-read"  # noqa: S105 - looked for in what is logged and passed on
HISTORY = [
    {
        "window_start": "2026-09-24T00:00:00Z",
        "model_version": "v1.0.0",
        "severity": "high",
        "overall_score": 0.31,
        "overall_reason": None,
        "causes": ["site=valley"],
        "recommendations": ["Check acquisition at valley."],
    }
]


class Install:
    """An installation that is only a script."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("bin", "lib"):
            (folder / name).mkdir(parents=True)
        for name in ("cxrwatch", "spark-submit"):
            shutil.copy(FAKE, folder / "bin" / name)
        (folder / "lib" / "cxrwatch-cluster.jar").touch()
        (folder / "history.json").write_text(json.dumps(HISTORY))

    def ends(self, command: str, *codes: int) -> None:
        (self.folder / f"codes.{command}").write_text("".join(f"{code}\n" for code in codes))

    def hangs(self, command: str) -> None:
        (self.folder / f"codes.{command}").write_text("hang\n")

    def calls(self) -> list[list[str]]:
        written = self.folder / "calls"
        return [shlex.split(line) for line in written.read_text().splitlines()] if written.exists() else []

    def told(self) -> list[list[str]]:
        return [call[2:] for call in self.calls() if call[:2] == ["cxrwatch", "notify"]]

    def asked(self) -> list[str]:
        """What cxrwatch was asked, whoever started it."""
        jar = str(self.folder / "lib" / "cxrwatch-cluster.jar")
        arguments = [call[call.index(jar) + 1 :] if jar in call else call[1:] for call in self.calls()]
        return [shlex.join(["cxrwatch", *each]) for each in arguments]


@pytest.fixture
def install(tmp_path, monkeypatch) -> Install:
    made = Install(tmp_path / "cxrwatch-1.0")
    monkeypatch.setenv("CXRWATCH_INSTALL", str(made.folder))
    return made


@pytest.fixture
def nightly(bag):
    return bag.dags["cxrwatch_nightly"]


PARAMS = {
    "cxrwatch_backfill": {"from": "2026-09-08", "to": "2026-09-10"},
    "cxrwatch_baseline": {
        "from": "2026-09-01",
        "to": "2026-09-07",
        "as_of": "2026-09-08",
        "activate": True,
    },
}


@pytest.mark.parametrize("name", ["cxrwatch_nightly", "cxrwatch_backfill", "cxrwatch_maintenance", "cxrwatch_baseline"])
def test_the_documents_name_the_commands_that_are_run(bag, install, name):
    ended = run(bag.dags[name], DAY, PARAMS.get(name))

    assert ended.state == "success"
    promised = commands()[name]
    assert set(ended.states()) == set(promised)
    expected = {words.replace("USER", "dag_test") for words in promised.values() if "--failed" not in words}
    assert set(install.asked()) == expected


def test_spark_steps_are_submitted_as_the_documents_say(nightly, install):
    run(nightly, DAY)

    (evaluate,) = [call for call in install.calls() if "evaluate" in call]
    assert evaluate == [
        "spark-submit",
        "--master",
        "local[2]",
        "--name",
        "cxrwatch-evaluate",
        "--class",
        "org.cxrwatch.command.Cxrwatch",
        str(install.folder / "lib" / "cxrwatch-cluster.jar"),
        "evaluate",
        "--date",
        DAY,
    ]
    assert environment()["AIRFLOW_CONN_SPARK_DEFAULT"] == MASTER


def test_a_night_that_went_well_leaves_the_verdict(nightly, install):
    ended = run(nightly, DAY)

    assert set(ended.states().values()) == {"success"}
    verdict = ended.xcom("verdict")
    assert verdict["severity"] == "high"
    assert verdict["verdicts"][0]["causes"] == ["site=valley"]
    assert event_extras()[-1] == verdict
    assert install.told() == [[]]


def event_extras() -> list[dict]:
    from airflow.models.asset import AssetEvent
    from airflow.settings import Session
    from sqlalchemy import select

    return list(Session().scalars(select(AssetEvent.extra).order_by(AssetEvent.id)))


@pytest.mark.parametrize("code", [1, 2, 3, 5])
def test_what_trying_again_does_not_change_fails_at_once_and_is_told(nightly, install, code):
    install.ends("ingest", code)

    ended = run(nightly, DAY)

    assert ended.state == "failed"
    assert ended.states() == {
        "preflight": "success",
        "ingest": "failed",
        "summarise": "upstream_failed",
        "evaluate": "upstream_failed",
        "notify": "success",
        "push": "upstream_failed",
        "report": "upstream_failed",
        "verdict": "upstream_failed",
    }
    assert ended.tries("ingest") == 1
    ((option, command, because, why),) = install.told()
    assert (option, command, because) == ("--failed", "ingest", "--because")
    assert f"cxrwatch ingest ended with exit code {code}" in why


@pytest.mark.parametrize("code", [4, 6, 137])
def test_what_passes_is_tried_again(nightly, install, code):
    install.ends("summarise", code, 0)

    ended = run(nightly, DAY)

    assert ended.state == "success"
    assert ended.tries("summarise") == 2
    assert install.told() == [[]]


def test_retries_come_to_an_end_and_that_is_told(nightly, install):
    install.ends("evaluate", *[6] * 9)

    ended = run(nightly, DAY)

    assert ended.state == "failed"
    assert ended.tries("evaluate") == 5
    ((*_, why),) = install.told()
    assert "another command is writing to the same lake" in why


@pytest.mark.parametrize("step", ["evaluate", "preflight"])
def test_a_step_that_takes_too_long_is_ended_and_that_is_told(nightly, install, step):
    install.hangs({"preflight": "config"}.get(step, step))
    task = nightly.get_task(step)
    usual, task.execution_timeout = task.execution_timeout, timedelta(seconds=1)

    try:
        ended = run(nightly, DAY, retries=0)
    finally:
        task.execution_timeout = usual

    assert ended.state == "failed"
    ((*_, why),) = install.told()
    assert why == f"step {step} of cxrwatch_nightly: it was ended after 0:00:01, still at work"


def test_findings_are_a_success(nightly, install):
    install.ends("ingest", 7)

    ended = run(nightly, DAY)

    assert ended.state == "success"
    assert ended.xcom("ingest") == 7
    assert install.told() == [[]]


def test_a_gateway_that_is_down_fails_the_run_and_hides_no_verdict(nightly, install):
    install.ends("push", *[4] * 9)

    ended = run(nightly, DAY)

    assert ended.state == "failed"
    assert ended.states()["verdict"] == "success"


def test_a_day_without_predictions_has_no_verdict_and_that_is_said(nightly, install, capfd):
    (install.folder / "history.json").write_text("[]")

    ended = run(nightly, DAY)

    assert ended.state == "success"
    assert ended.xcom("verdict") == {"severity": "not_measured", "unmeasured": [], "verdicts": []}
    assert f"Verdict: not_measured; no predictions of {DAY} were known" in "".join(capfd.readouterr())


def test_a_quiet_version_does_not_hide_one_that_was_not_measured(nightly, install, capfd):
    quiet = HISTORY[0] | {"severity": "none", "overall_score": 0.01, "causes": []}
    unseen = quiet | {"model_version": "v1.1.0", "overall_score": None, "overall_reason": "NO_BASELINE"}
    (install.folder / "history.json").write_text(json.dumps([quiet, unseen]))

    verdict = run(nightly, DAY).xcom("verdict")

    assert verdict["severity"] == "none"
    assert verdict["unmeasured"] == [{"day": DAY, "scope": "v1.1.0", "because": "NO_BASELINE"}]
    assert "Verdict: none, and 1 not measured. " in "".join(capfd.readouterr())


def refused(nightly) -> tuple[Ended, str]:
    ended = run(nightly, DAY)
    assert ended.state == "failed"
    assert ended.states()["preflight"] == "failed"
    assert ended.tries("preflight") == 1
    return ended, ended.xcom("preflight", "failure")


def test_without_a_spark_connection_nothing_is_submitted(nightly, install, monkeypatch):
    monkeypatch.delenv("AIRFLOW_CONN_SPARK_DEFAULT")

    _, why = refused(nightly)

    assert "There is no connection spark_default" in why
    assert f"AIRFLOW_CONN_SPARK_DEFAULT='{MASTER}'" in why
    assert {call[0] for call in install.calls()} == {"cxrwatch"}
    ((_, command, _, told),) = install.told()
    assert command == "nightly"
    assert why in told


@pytest.mark.parametrize("connection", ["spark://local[2]", "spark://", '{"conn_type": "http", "host": "local[2]"}'])
def test_a_connection_that_would_become_yarn_is_refused(nightly, install, monkeypatch, connection):
    monkeypatch.setenv("AIRFLOW_CONN_SPARK_DEFAULT", connection)

    _, why = refused(nightly)

    assert "connection spark_default" in why
    assert "AIRFLOW_CONN_SPARK_DEFAULT=" in why


def test_the_mode_in_which_exit_codes_are_lost_is_refused(nightly, install, monkeypatch):
    connection = {"conn_type": "spark", "host": "spark://m:7077", "extra": {"deploy-mode": "cluster"}}
    monkeypatch.setenv("AIRFLOW_CONN_SPARK_DEFAULT", json.dumps(connection))

    assert "deploy-mode cluster" in refused(nightly)[1]


def test_a_missing_spark_submit_is_named(nightly, install, monkeypatch):
    monkeypatch.setenv("CXRWATCH_SPARK_SUBMIT", "/opt/spark/bin/spark-submit")

    _, why = refused(nightly)

    assert "spark-submit was not found as /opt/spark/bin/spark-submit: set CXRWATCH_SPARK_SUBMIT" in why
    assert len(install.told()) == 1


def test_a_wrong_configuration_is_not_retried_and_an_unreachable_database_is(nightly, install):
    install.ends("config", 2)
    assert "its configuration is wrong" in refused(nightly)[1]

    install.ends("config", 4, 0)
    ended = run(nightly, DAY)
    assert ended.state == "success"
    assert ended.tries("preflight") == 2


def test_where_cxrwatch_is_must_be_said(nightly, monkeypatch):
    monkeypatch.delenv("CXRWATCH_INSTALL", raising=False)

    ended, why = refused(nightly)

    assert "CXRWATCH_INSTALL is not set" in why
    assert ended.states()["notify"] == "failed"


def test_a_folder_that_is_no_distribution_is_named(nightly, monkeypatch, tmp_path):
    monkeypatch.setenv("CXRWATCH_INSTALL", str(tmp_path))

    assert f"CXRWATCH_INSTALL={tmp_path} is no unpacked distribution" in refused(nightly)[1]


def test_a_step_that_is_run_by_itself_looks_for_spark_too(nightly, install, monkeypatch):
    monkeypatch.delenv("AIRFLOW_CONN_SPARK_DEFAULT")

    with pytest.raises(Exception, match="There is no connection spark_default"):
        nightly.get_task("ingest").execute({"ti": Pushed()})

    assert install.calls() == []


class Pushed:
    """Takes what a task leaves."""

    def xcom_push(self, key: str, value: object) -> None:
        self.left = {key: value}


def test_no_secret_is_an_argument_or_an_xcom(nightly, install, monkeypatch, capfd):
    monkeypatch.setenv("DATABASE_PASSWORD", SECRET)
    install.ends("evaluate", 3)

    ended = run(nightly, DAY)

    printed = "".join(capfd.readouterr())
    assert "a remark of notify" in printed
    assert SECRET not in printed
    assert SECRET not in (install.folder / "calls").read_text()
    assert SECRET not in ended.xcom("evaluate", "failure")


@pytest.mark.parametrize("params", [{"from": "yesterday", "to": "2026-09-10"}, {"from": "2026-09-08"}])
def test_days_that_are_none_start_no_backfill(bag, install, params):
    from airflow.sdk.exceptions import AirflowException, ParamValidationError

    with pytest.raises((ParamValidationError, AirflowException, ValueError)):
        run(bag.dags["cxrwatch_backfill"], DAY, params)

    assert install.calls() == []


def test_a_baseline_without_params_is_a_candidate_of_the_usual_length(bag, install):
    run(bag.dags["cxrwatch_baseline"], DAY)

    assert "cxrwatch baseline establish --by=dag_test" in install.asked()


def test_upkeep_that_fails_is_told_and_fails_the_run(bag, install):
    install.ends("maintain", 3)

    ended = run(bag.dags["cxrwatch_maintenance"], DAY)

    assert ended.state == "failed"
    assert install.told()[0][:2] == ["--failed", "maintain"]


def test_a_dag_of_ones_own_reads_the_verdict_of_the_event(bag):
    dag = bag.dags["cxrwatch_downstream_example"]
    from cxrwatch_airflow.dags import VERDICT

    class Event:
        extra = {"severity": "high", "unmeasured": [], "verdicts": []}

    assert dag.get_task("read").python_callable({VERDICT: [Event()]}) == Event.extra
    assert dag.get_task("is_serious").python_callable(Event.extra)
    assert not dag.get_task("is_serious").python_callable({"severity": "low", "unmeasured": []})
    assert dag.get_task("is_serious").python_callable({"severity": "none", "unmeasured": [{"scope": "v1.1.0"}]})


def test_a_dag_of_ones_own_runs_without_an_event_too(bag):
    ended = run(bag.dags["cxrwatch_downstream_example"], DAY)

    assert ended.state == "success"
    assert ended.xcom("act") == "The verdict is not_measured: "
