"""The notebooks run on the six weeks, end with a sentence where there is nothing, and are what docs/notebooks shows."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import NOTEBOOKS, ROOT, Lake
from deltalake import DeltaTable
from nbclient.exceptions import CellExecutionError

from render import NOTEBOOKS as ALL
from render import RENDERED, code_fences, executed, rendered

each_notebook = pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)


def code_of(path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def notebook(number: str) -> Path:
    (found,) = [path for path in ALL if path.name.startswith(number)]
    return found


def test_the_notebooks_are_found() -> None:
    assert [path.name[:2] for path in ALL] == ["01", "02", "03", "04"]


@each_notebook
def test_outputs_are_not_in_git(path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]

    assert not any(cell.outputs or cell.execution_count for cell in cells), f"strip the outputs of {path.name}"


@each_notebook
def test_a_notebook_runs_and_ends_in_words(path, six_weeks: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXRWATCH_LAKE", six_weeks.place)

    ran = executed(path)

    last = [cell for cell in ran.cells if cell.cell_type == "code"][-1]
    assert "## The answer" in ran.cells[-2].source
    assert last.outputs[0].text.strip().endswith(".")
    assert rendered(path, ran)[1], "no picture"


@each_notebook
def test_the_rendered_copy_shows_the_notebooks_code(path) -> None:
    copy = (RENDERED / f"{path.stem}.md").read_text(encoding="utf-8")

    assert code_fences(copy) == [source.strip() for source in code_of(path)], "run notebooks/render.py again"
    assert "```text" in copy


def said_by(path: Path, lake: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The words a notebook ends with where it cannot go on; the calls that led there are of no use to a reader."""
    monkeypatch.setenv("CXRWATCH_LAKE", str(lake))
    with pytest.raises(CellExecutionError) as ended:
        executed(path)
    said = str(ended.value)
    assert "cxrwatch_lake.py" not in said, said
    return said


@pytest.fixture
def copied(six_weeks: Lake, tmp_path: Path) -> Path:
    """A lake of its own, to be spoilt."""
    return Path(shutil.copytree(six_weeks.place, tmp_path / "lake"))


@each_notebook
def test_on_an_empty_lake_a_notebook_ends_with_what_to_do(path, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = said_by(path, tmp_path, monkeypatch)

    for sentence in ("has no table.", "No log has been read into it yet.", "Try `./cxrwatch demo`"):
        assert sentence in said


@pytest.mark.parametrize(
    ("number", "missing", "told"),
    [
        ("02", ["baseline", "drift_measure"], "has no table drift_measure"),
        ("02", ["baseline"], "has no table baseline"),
        ("03", ["baseline", "drift_measure", "window_metric"], "has no table window_metric"),
        ("04", ["baseline", "drift_measure"], "has no table baseline"),
    ],
)
def test_before_there_is_a_baseline_or_a_night_a_notebook_says_what_makes_them(
    number: str, missing: list[str], told: str, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in missing:
        shutil.rmtree(copied / table)
    said = said_by(notebook(number), copied, monkeypatch)

    assert told in said
    assert ("`./cxrwatch nightly`" if number == "03" else "`./cxrwatch baseline establish --activate`") in said


@pytest.mark.parametrize(
    ("number", "table", "kept", "told"),
    [
        ("02", "drift_measure", "value IS NULL", "No distance to a baseline is stored."),
        ("02", "drift_measure", "window_day < DATE '2026-09-15'", "No site moved beyond twice its quiet days."),
        ("03", "window_metric", "metric <> 'accuracy'", "No day has an accuracy."),
        ("03", "window_metric", "slice_key <> 'site'", "No site has an accuracy."),
        ("04", "cell", "day < DATE '2026-09-08'", "Every day that was measured lies in the baseline."),
        ("04", "cell", "day > DATE '2026-09-07'", "No two days of the baseline have 20 images of one place."),
        ("04", "cell", "part <> 'DISTRIBUTION'", "No day of a place has 20 images"),
    ],
)
def test_where_rows_are_missing_a_notebook_says_so(
    number: str, table: str, kept: str, told: str, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DeltaTable(copied / table).delete(f"NOT ({kept})")

    assert told in said_by(notebook(number), copied, monkeypatch)


@pytest.mark.parametrize(("number", "table"), [("02", "drift_measure"), ("03", "window_metric"), ("04", "cell")])
@pytest.mark.parametrize("whole", [0.5, 0.0], ids=["half a commit", "no commit"])
def test_in_the_middle_of_a_write_a_notebook_says_so(
    number: str, table: str, whole: float, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = copied / table / "_delta_log"
    if whole:
        commit = max(log.glob("*.json"))
        commit.write_bytes(commit.read_bytes()[: int(commit.stat().st_size * whole)])
    else:
        shutil.rmtree(log)
        log.mkdir()
    said = said_by(notebook(number), copied, monkeypatch)

    assert ("last commit is not whole" if whole else "Its first write is going on") in said


def test_a_lake_of_a_few_days_says_what_was_not_known_then(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything was read and evaluated at once, weeks later: a first load."""
    later = "as_of + interval '400 days'"
    DeltaTable(copied / "window_metric").update(updates={"as_of": later})
    monkeypatch.setenv("CXRWATCH_LAKE", str(copied))

    text = "".join(
        output.get("text", "") for cell in executed(notebook("03")).cells for output in cell.get("outputs", [])
    )

    assert "no day had an accuracy: nothing was evaluated yet" in text


def test_pictures_are_small() -> None:
    pictures = list(RENDERED.glob("*.png"))

    assert len(pictures) >= len(ALL)
    assert max(picture.stat().st_size for picture in pictures) < 60_000


def test_the_python_is_as_ruff_has_it() -> None:
    for words in (["check"], ["format", "--check"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *words, "--no-cache", NOTEBOOKS],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout
