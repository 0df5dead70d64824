"""What must hold for every file of the repository."""

import re
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT, text_of, tracked_files

MACHINE_PATHS = re.compile(r"(?<![\w.])/(work|root|home/(?!\w*/?\.\.\.)[a-z][\w-]*)/[\w.-]+|\b[A-Z]:\\\\Users\\\\")
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10,}"
    r"|\bhooks\.slack\.com/services/T[A-Z0-9]{8,}/"
    r"|\beyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\."
)
WHAT_IS_DATA = ("jobs/src/demo/",)


def searched() -> list[Path]:
    return [path for path in tracked_files() if not str(path.relative_to(ROOT)).startswith(WHAT_IS_DATA)]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in searched()
        if path.name != Path(__file__).name
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if pattern.search(line)
    ]


def is_bash(path: Path) -> bool:
    return path.suffix in ("", ".sh", ".bash") and (text_of(path) or "").startswith("#!/usr/bin/env bash")


@pytest.mark.parametrize(
    "path", [path for path in tracked_files() if is_bash(path)], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_script_is_bash_that_parses_and_may_be_started(path: Path) -> None:
    parsed = subprocess.run(["bash", "-n", path], capture_output=True, text=True, check=False)

    assert parsed.returncode == 0, parsed.stderr
    assert path.stat().st_mode & 0o111, f"chmod +x {path.relative_to(ROOT)}"


def test_the_scripts_are_found() -> None:
    names = {str(path.relative_to(ROOT)) for path in filter(is_bash, tracked_files())}

    assert {"cxrwatch", "verify", ".ci/run"} <= names


def test_no_line_of_python_is_longer_than_120() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files()
        if path.suffix == ".py"
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if len(line) > 120
    ]

    assert not long, "split the sentence, or name a part of the expression"


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert not lines_with(MACHINE_PATHS)


def test_no_file_holds_a_secret() -> None:
    assert not lines_with(SECRETS)


@pytest.mark.parametrize("bad", ["/" + "root/x", "see /" + "work/shared", "/" + "home/anna/data"])
def test_a_machine_path_is_recognised(bad: str) -> None:
    assert MACHINE_PATHS.search(bad)


@pytest.mark.parametrize("good", ["network/root", "https://x.org/" + "work/a", "/home/.../x"])
def test_what_only_looks_like_one_is_not(good: str) -> None:
    assert not MACHINE_PATHS.search(good)


def test_one_version_is_named_everywhere() -> None:
    version = re.search(r"<version>(.+)</version>", (ROOT / "pom.xml").read_text())[1]
    parent = r"(?s)<parent>.*?<version>(.+?)</version>"
    places = {
        "common/pom.xml": parent,
        "jobs/pom.xml": parent,
        "CHANGELOG.md": r"(?m)^## \[(\d.*?)\] - \d{4}-\d\d-\d\d$",
        "conf/compose/compose.yaml": r"cxrwatch:(\d[\w.-]*)}",
        "docs/cluster.md": r"cxrwatch-(\d[\w.-]*)-bin",
    }

    named = {place: re.search(pattern, (ROOT / place).read_text())[1] for place, pattern in places.items()}

    assert named == dict.fromkeys(places, version)
