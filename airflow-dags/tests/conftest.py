"""
An Airflow of its own: SQLite in a temporary folder, migrated once, with the set-up that docs/airflow.md tells.

Everything is in the environment before Airflow is imported, as Airflow reads it then.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

DAGS = Path(__file__).resolve().parents[1]
ROOT = DAGS.parent
WORK = Path(tempfile.mkdtemp(prefix="cxrwatch-airflow-"))
MASTER = '{"conn_type": "spark", "host": "local[2]"}'

atexit.register(shutil.rmtree, WORK, ignore_errors=True)
sys.path[:0] = [str(DAGS), str(Path(__file__).parent)]
for name in [name for name in os.environ if name.startswith(("AIRFLOW", "CXRWATCH_", "SPARK_"))]:
    del os.environ[name]
os.environ |= {
    "AIRFLOW_HOME": str(WORK / "airflow"),
    "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
    "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
    "AIRFLOW_CONN_SPARK_DEFAULT": MASTER,
    "SPARK_LOCAL_IP": "127.0.0.1",
    "NO_PROXY": "127.0.0.1,localhost",
}


@pytest.fixture(scope="session", autouse=True)
def airflow_database() -> None:
    from airflow.utils.db import initdb

    initdb()


@pytest.fixture(scope="session")
def bag(airflow_database):
    """The DAGs, read as Airflow reads them, while nothing says where cxrwatch is."""
    from airflow.dag_processing.dagbag import BundleDagBag

    assert "CXRWATCH_INSTALL" not in os.environ
    connection = os.environ.pop("AIRFLOW_CONN_SPARK_DEFAULT")
    try:
        return BundleDagBag(dag_folder=DAGS, bundle_path=DAGS, bundle_name="dags-folder")
    finally:
        os.environ["AIRFLOW_CONN_SPARK_DEFAULT"] = connection
