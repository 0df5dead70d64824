"""The reader on a lake in a bucket: the object store that the Maven build fetches for its own tests."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from cxrwatch_lake import EmptyLake, Lake, LakeError

SERVER = ROOT / "jobs" / "target" / "s3proxy.jar"


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder whose folders are buckets, and the address at which they are."""
    assert SERVER.exists(), f"{SERVER} is missing: the Maven build fetches it; run ./verify"
    folder = tmp_path_factory.mktemp("store")
    (folder / "data").mkdir()
    address = f"http://127.0.0.1:{free_port()}"
    settings = folder / "s3proxy.conf"
    settings.write_text(
        f"s3proxy.endpoint={address}\ns3proxy.authorization=none\n"
        f"jclouds.provider=filesystem-nio2\njclouds.filesystem.basedir={folder / 'data'}\n",
        encoding="utf-8",
    )
    words = ["java", "-jar", SERVER, "--properties", settings]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            for line in server.stdout:
                if ".server.Server:" in line and "Started" in line:
                    break
            yield folder / "data", address
        finally:
            server.kill()


@pytest.fixture
def bucket(store: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder, address = store
    for name, value in {
        "AWS_ACCESS_KEY_ID": "any",
        "AWS_SECRET_ACCESS_KEY": "any",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": address,
        "AWS_ALLOW_HTTP": "true",
    }.items():
        monkeypatch.setenv(name, value)
    (folder / "monitoring").mkdir(exist_ok=True)
    return folder / "monitoring"


def test_a_lake_in_a_bucket_is_read_as_one_in_a_folder(bucket: Path, maintained: Lake) -> None:
    shutil.copytree(maintained.place, bucket / "lake")
    lake = Lake.open("s3://monitoring/lake")

    assert lake.names() == maintained.names()
    assert lake.cells("LABEL").parts == maintained.cells("LABEL").parts
    (bucket / "lake" / "cxrwatch-lake.properties").write_text("lake.format=9\n", encoding="utf-8")
    with pytest.raises(LakeError, match="format 9"):
        Lake.open("s3://monitoring/lake")


def test_an_empty_prefix_says_how_to_fill_it(bucket: Path) -> None:
    with pytest.raises(EmptyLake, match="cxrwatch demo"):
        Lake.open("s3://monitoring/nothing")
