"""The notebooks run on the six weeks, end with a sentence where there is nothing, and are what docs/notebooks shows."""

import subprocess
import sys

import nbformat
import pytest
from conftest import NOTEBOOKS, ROOT, Lake
from nbclient.exceptions import CellExecutionError

from render import NOTEBOOKS as ALL
from render import RENDERED, code_fences, executed, rendered

each_notebook = pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)


def code_of(path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


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


def test_on_an_empty_lake_a_notebook_ends_with_what_to_do(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXRWATCH_LAKE", str(tmp_path))
    with pytest.raises(CellExecutionError) as ended:
        executed(ALL[0])
    said = str(ended.value)

    for sentence in ("has no table.", "No log has been read into it yet.", "Try `./cxrwatch demo`"):
        assert sentence in said
    assert "cxrwatch_lake.py" not in said, "the calls that led there are of no use to a reader"


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
