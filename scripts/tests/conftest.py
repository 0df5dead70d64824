"""What the tests of the scripts and documents share."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked_files() -> list[Path]:
    """The files of the repository: known to git, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str | None:
    """The text of a file, or None where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def cxrwatch(home: Path, *words: str) -> str:
    """What a command says in a home."""
    environment = {**os.environ, "CXRWATCH_HOME": str(home)}
    ended = subprocess.run(
        [ROOT / "cxrwatch", *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert ended.returncode == 0, f"cxrwatch {' '.join(words)}: {ended.returncode}\n{ended.stderr[-3000:]}"
    return ended.stdout


@pytest.fixture(scope="session")
def readme_home() -> Path:
    """Where the commands of the README leave the six weeks; the notebooks' tests read its lake afterwards."""
    home = ROOT / "target" / "readme-home"
    shutil.rmtree(home, ignore_errors=True)
    return home


@pytest.fixture(scope="session")
def six_weeks(readme_home: Path) -> Path:
    """A home with the six weeks: as the README left it, that of CXRWATCH_TEST_DEMO, or made now."""
    home = Path(os.environ.get("CXRWATCH_TEST_DEMO", readme_home))
    if not (home / "postgres").exists():
        cxrwatch(home, "demo")
    return home
