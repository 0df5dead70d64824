"""Where cxrwatch and Spark are, asked of the environment and the connection when a task runs, never at import."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowFailException

CONNECTION = "spark_default"

AS_JSON = (
    'set AIRFLOW_CONN_SPARK_DEFAULT=\'{"conn_type": "spark", "host": "local[2]"}\' for the workers, '
    "or add the connection to Airflow, with your master as the host"
)


class SetUpError(Exception):
    """Something is missing or wrong that a person has to mend; the text says what, and what to do."""


@dataclass(frozen=True)
class Installation:
    """An unpacked distribution."""

    folder: Path
    spark_submit: Path
    spark_properties: str | None

    @classmethod
    def find(cls) -> Installation:
        """The one that the environment names; problems() looks at its files."""
        folder = os.environ.get("CXRWATCH_INSTALL", "").strip()
        if not folder:
            raise SetUpError(
                "CXRWATCH_INSTALL is not set, so it is not known where cxrwatch is: set it to the folder of the "
                "unpacked distribution, for all of Airflow's processes, and restart them."
            )
        submit = os.environ.get("CXRWATCH_SPARK_SUBMIT", "").strip()
        return cls(
            folder=Path(folder),
            spark_submit=Path(submit) if submit else Path(folder, "bin", "spark-submit"),
            spark_properties=os.environ.get("CXRWATCH_SPARK_PROPERTIES", "").strip() or None,
        )

    @property
    def program(self) -> Path:
        return self.folder / "bin" / "cxrwatch"

    @property
    def jar(self) -> Path:
        return self.folder / "lib" / "cxrwatch-cluster.jar"

    def problems(self) -> list[str]:
        """What stands in the way of starting anything, each with what to do."""
        found = []
        if not os.access(self.program, os.X_OK) or not self.jar.is_file():
            found.append(
                f"CXRWATCH_INSTALL={self.folder} is no unpacked distribution, as it lacks bin/cxrwatch or "
                "lib/cxrwatch-cluster.jar: set it to the folder that holds bin, conf and lib."
            )
        if not (self.spark_submit.is_file() and os.access(self.spark_submit, os.X_OK)):
            found.append(
                f"spark-submit was not found as {self.spark_submit}: set CXRWATCH_SPARK_SUBMIT to the spark-submit of "
                "your Spark 4.1, or unset it to use the one that comes with cxrwatch."
            )
        if self.spark_properties is not None and not Path(self.spark_properties).is_file():
            found.append(f"CXRWATCH_SPARK_PROPERTIES={self.spark_properties} is no file: correct it, or unset it.")
        return found


def spark_problems() -> list[str]:
    """
    What is wrong with the Spark connection.

    SparkSubmitHook takes a connection that it cannot find or read for yarn, and only mentions it in the log.
    """
    try:
        connection = Connection.get(CONNECTION)
    except Exception as failure:  # whatever a secrets backend raises; the hook would go on with yarn
        return [
            f"There is no connection {CONNECTION} ({type(failure).__name__}), and Spark would be looked for on yarn: "
            f"{AS_JSON}."
        ]
    if connection.conn_type != "spark" or not connection.host:
        return [
            f"The connection {CONNECTION} names no Spark master (type {connection.conn_type!r}, host "
            f"{connection.host!r}): {AS_JSON}."
        ]
    deploy_mode = (connection.extra_dejson or {}).get("deploy-mode")
    if deploy_mode == "cluster" and not connection.host.startswith("k8s://"):
        return [
            f"The connection {CONNECTION} asks for deploy-mode cluster, in which spark-submit does not pass on how a "
            "command ended: take it out, so that the driver runs on the worker."
        ]
    return []


def ready_for_spark() -> Installation:
    """The installation, once nothing stands in the way of submitting; for tasks that are run by themselves, too."""
    try:
        installation = Installation.find()
    except SetUpError as missing:
        raise AirflowFailException(str(missing)) from missing
    problems = installation.problems() + spark_problems()
    if problems:
        raise AirflowFailException(" ".join(problems))
    return installation
