"""The pictures of docs/for-clinicians.md are drawn from the six weeks, and are those that the page shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Lake

DRAWS = ROOT / "scripts" / "clinician_pictures.py"
PAGE = ROOT / "docs" / "for-clinicians.md"


def drawn(lake: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> subprocess.CompletedProcess:
    monkeypatch.setenv("CXRWATCH_LAKE", lake)
    return subprocess.run([sys.executable, DRAWS, folder], capture_output=True, text=True, check=False)


def test_what_is_drawn_is_what_the_page_shows(six_weeks: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = drawn(six_weeks.place, tmp_path, monkeypatch)

    assert ran.returncode == 0, ran.stderr
    names = {path.name for path in tmp_path.iterdir()}
    assert names == set(re.findall(r"\(pictures/(clinicians-[^)]+)\)", PAGE.read_text(encoding="utf-8")))
    for name in names:
        assert 5_000 < (tmp_path / name).stat().st_size < 60_000
        assert (PAGE.parent / "pictures" / name).exists(), f"run {DRAWS.relative_to(ROOT)} again"


def test_of_another_lake_it_says_what_to_do(maintained: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = drawn(maintained.place, tmp_path, monkeypatch)

    assert ran.returncode == 1
    assert ran.stderr.count("\n") < 3, ran.stderr
    assert "./cxrwatch" in ran.stderr
