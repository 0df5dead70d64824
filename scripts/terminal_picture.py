"""Draws the text of a terminal as an SVG picture: python3 scripts/terminal_picture.py out.svg < text

The text is what a command really printed; nothing is added but the command line given with --command.
"""

import argparse
import html
import pathlib
import sys

LINE = 18
CHARACTER = 8.4
MARGIN = 16
COLOURS = {"emergency": "#ff7b72", "critical": "#ffa657", "warning": "#e3b341"}


def colour(line: str) -> str:
    word = line.split()[0] if line.split() else ""
    if word in COLOURS:
        return COLOURS[word]
    return "#79c0ff" if line.startswith(("Night of", "What happened", "Where it is", "What to try")) else "#c9d1d9"


def kept(row: str) -> str:
    """A row as XML. Spaces do not break: browsers would draw several as one, and none at the start."""
    return html.escape(row).replace(" ", "\u00a0")


def picture(command: str, lines: list[str]) -> str:
    rows = [f"$ {command}", *lines]
    width = 2 * MARGIN + CHARACTER * max(len(row) for row in rows)
    height = 2 * MARGIN + LINE * len(rows)
    texts = "\n".join(
        f'<text x="{MARGIN}" y="{MARGIN + LINE * (i + 1) - 5}" fill="{colour(row)}">{kept(row)}</text>'
        for i, row in enumerate(rows)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" role="img">\n'
        f"<title>{html.escape(command)}</title>\n"
        '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>\n'
        '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">\n'
        f"{texts}\n</g>\n</svg>\n"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=pathlib.Path)
    options.add_argument("--command", default="./cxrwatch demo")
    options.add_argument("--columns", type=int, default=118, help="longer lines are cut and end in …")
    given = options.parse_args()
    lines = [
        line if len(line) <= given.columns else line[: given.columns - 1] + "…"
        for line in sys.stdin.read().rstrip("\n").split("\n")
    ]
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(picture(given.command, lines), encoding="utf-8")


if __name__ == "__main__":
    main()
