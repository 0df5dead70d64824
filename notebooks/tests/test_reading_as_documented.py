"""What docs/data-scientists.md tells readers to type does what it says, on the six weeks of the demo."""

import re

import pytest
from conftest import ROOT, six_weeks_place

PAGE = ROOT / "docs" / "data-scientists.md"
FENCES = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_there_is_one_of_a_folder_and_one_of_a_bucket() -> None:
    assert [("s3://" in code) for code in FENCES] == [False, True]


def test_the_lake_in_a_folder_is_read_as_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = six_weeks_place()
    assert place.exists(), f"{place} is missing: scripts/tests leave it"
    code = FENCES[0].replace(".cxrwatch/lake", str(place))
    monkeypatch.setenv("POLARS_FMT_MAX_ROWS", "20")

    exec(compile(code, str(PAGE), "exec"), {})

    said = capsys.readouterr().out
    assert "valley" in said
    assert "mean_intensity" in said


def test_the_lake_in_a_bucket_is_read_as_written_but_for_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    code = FENCES[1].replace("s3://monitoring/cxrwatch", str(six_weeks_place()))

    exec(compile(code, str(PAGE), "exec"), {})

    assert "shape: (10," in capsys.readouterr().out
