"""Runs the notebooks on a real lake and writes what they show to docs/notebooks, as Markdown with pictures.

CXRWATCH_LAKE=../.cxrwatch/lake ../.venv-notebooks/bin/python render.py
"""

from __future__ import annotations

import base64
import io
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from PIL import Image

HERE = Path(__file__).resolve().parent
RENDERED = HERE.parent / "docs" / "notebooks"
NOTEBOOKS = sorted(HERE.glob("[0-9]*.ipynb"))
SECONDS = 300
_COLOURS = 96


def executed(path: Path) -> nbformat.NotebookNode:
    """A notebook after it ran; the lake is that of CXRWATCH_LAKE."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=SECONDS, resources={"metadata": {"path": str(HERE)}}).execute()
    return notebook


def fence(text: str, language: str) -> str:
    return f"```{language}\n{text.strip()}\n```"


def code_fences(markdown: str) -> list[str]:
    """The code cells of a rendered copy."""
    return re.findall(r"^```python\n(.*?)\n```$", markdown, re.DOTALL | re.MULTILINE)


def rendered(path: Path, notebook: nbformat.NotebookNode) -> tuple[str, dict[str, bytes]]:
    """The Markdown of an executed notebook, and its pictures by file name."""
    blocks = [f"<!-- made by notebooks/render.py from notebooks/{path.name}: change that, and run it again -->"]
    pictures: dict[str, bytes] = {}
    heading = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = (re.findall(r"^#+ (.*)$", cell.source, re.MULTILINE) or [heading])[-1]
            blocks.append(cell.source.replace("](../docs/", "](../"))
            continue
        blocks.append(fence(cell.source, "python"))
        for output in cell.outputs:
            data = output.get("data", {})
            if "image/png" in data:
                name = f"{path.stem}-{len(pictures) + 1}.png"
                pictures[name] = small(base64.b64decode(data["image/png"]))
                blocks.append(f"![{heading}]({name})")
            elif "text" in output or "text/plain" in data:
                blocks.append(fence(output.get("text") or data["text/plain"], "text"))
    return "\n\n".join(blocks) + "\n", pictures


def small(picture: bytes) -> bytes:
    """With few colours, as charts have."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    RENDERED.mkdir(parents=True, exist_ok=True)
    for path in NOTEBOOKS:
        markdown, pictures = rendered(path, executed(path))
        for old in RENDERED.glob(f"{path.stem}*"):
            old.unlink()
        (RENDERED / f"{path.stem}.md").write_text(markdown, encoding="utf-8")
        for name, picture in pictures.items():
            (RENDERED / name).write_bytes(picture)
        print(f"docs/notebooks/{path.stem}.md, {len(pictures)} pictures", file=sys.stderr)


if __name__ == "__main__":
    main()
