"""What the documents show is tried, and what they point at exists."""

import os
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT, tracked_files
from documents import Fence, anchors, fences, links, relative_links

DOCUMENTS = [path for path in tracked_files() if path.suffix == ".md"]
FENCE_MINUTES = 10


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def run_fences(path: Path) -> list[Fence]:
    return [fence for fence in fences(path.read_text(encoding="utf-8")) if fence.is_command and fence.is_run]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    broken = [
        target
        for target in relative_links(path.read_text(encoding="utf-8"))
        if not (ROOT / target.lstrip("/") if target.startswith("/") else path.parent / target).exists()
    ]

    assert not broken, f"{name_of(path)} links to what does not exist: {broken}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_into_a_document_finds_its_heading(path: Path) -> None:
    broken = []
    for target in links(path.read_text(encoding="utf-8")):
        file, _, anchor = target.partition("#")
        to = path if not file else ROOT / file.lstrip("/") if file.startswith("/") else path.parent / file
        if anchor and to.suffix == ".md" and anchor not in anchors(to.read_text(encoding="utf-8")):
            broken.append(target)

    assert not broken, f"{name_of(path)} links to headings that there are not: {broken}"


def test_every_page_can_be_reached_from_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    named = {(index.parent / target).resolve() for target in relative_links(index.read_text(encoding="utf-8"))}
    pages = {path for path in DOCUMENTS if path.parent == index.parent} - {index}

    assert not pages - named, f"docs/README.md does not name {sorted(path.name for path in pages - named)}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_command_says_whether_it_is_run(path: Path) -> None:
    unmarked = [
        fence.line for fence in fences(path.read_text(encoding="utf-8")) if fence.is_command and not fence.is_marked
    ]

    assert not unmarked, (
        f"{name_of(path)}: above the fences of lines {unmarked} write <!-- run --> or <!-- not run: the reason -->"
    )


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if run_fences(path)], ids=name_of)
def test_the_commands_of_a_document_succeed_in_order(path: Path, tmp_path: Path, readme_home: Path) -> None:
    home = readme_home if path == ROOT / "README.md" else tmp_path / "home"
    environment = {**os.environ, "CXRWATCH_HOME": str(home)}
    try:
        for fence in run_fences(path):
            ended = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", fence.text],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=FENCE_MINUTES * 60,
                check=False,
            )
            assert ended.returncode == 0, (
                f"{name_of(path)}, line {fence.line}: exit status {ended.returncode}\n"
                f"{fence.text}\n{ended.stdout[-3000:]}\n{ended.stderr[-3000:]}"
            )
    finally:
        if home.exists():
            subprocess.run(["./cxrwatch", "db", "stop"], cwd=ROOT, env=environment, capture_output=True, check=False)


def test_a_fence_knows_its_language_text_and_mark() -> None:
    markdown = (
        "Intro\n\n<!-- run -->\n```bash\n./cxrwatch status\n```\n\n<!-- not run: needs mail -->\n\n```bash\nx\n```\n"
    )

    first, second = fences(markdown)

    assert (first.language, first.text, first.line) == ("bash", "./cxrwatch status\n", 4)
    assert first.is_run and first.is_marked
    assert not second.is_run and second.is_marked


def test_a_fence_without_a_mark_or_a_reason_is_noticed() -> None:
    bare, unreasoned = fences("Text\n```bash\nx\n```\n<!-- not run: -->\n```bash\ny\n```\n")

    assert not bare.is_marked
    assert not unreasoned.is_marked


def test_links_are_read_from_prose_only() -> None:
    markdown = "[a](docs/a.md#part) [b](https://example.org) [c](#here) `[d](d.md)`\n```\n[e](e.md)\n```\n![f](f.svg)\n"

    assert relative_links(markdown) == ["docs/a.md", "f.svg"]


def test_headings_are_linked_as_github_names_them() -> None:
    markdown = (
        "# A page\n## `drift_measure`\n## When it's late: do *this*\n"
        "```\n# no heading\n```\n## A page\n## [b](c.md), d\n"
    )

    assert anchors(markdown) == {"a-page", "drift_measure", "when-its-late-do-this", "a-page-1", "b-d"}


def test_links_keep_their_anchors() -> None:
    assert links("[a](a.md#x) [b](#y) [c](https://example.org/#z) `[d](d.md#d)`\n") == ["a.md#x", "#y"]
