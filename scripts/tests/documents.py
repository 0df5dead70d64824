"""Fenced commands and links of Markdown files.

A bash fence stands under a comment that says whether it is run by the tests:

    <!-- run -->                     executed, and must succeed
    <!-- not run: the reason -->     shown only

A fence under neither is an error, so that no command is shown that nobody ever tried.
"""

import re
from dataclasses import dataclass

FENCE = re.compile(r"^(?P<indent> *)(?P<mark>`{3,})(?P<info>[^`]*)$")
RUN = re.compile(r"^<!-- run -->$")
NOT_RUN = re.compile(r"^<!-- not run: \S.* -->$")
HEADING = re.compile(r"^#{1,6}\s+(?P<text>.*?)\s*#*$")
LINK = re.compile(r"!?\[[^\]\[]*\]\((?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\)")


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, its text, the line it starts on and the line of text above it."""

    language: str
    text: str
    line: int
    above: str

    @property
    def is_command(self) -> bool:
        return self.language in ("bash", "sh", "shell", "console")

    @property
    def is_run(self) -> bool:
        return bool(RUN.match(self.above))

    @property
    def is_marked(self) -> bool:
        return self.is_run or bool(NOT_RUN.match(self.above))


def fences(markdown: str) -> list[Fence]:
    """The fenced blocks of a document, in order."""
    found: list[Fence] = []
    above, opened, body = "", None, []
    for number, line in enumerate(markdown.splitlines(), start=1):
        mark = FENCE.match(line)
        if opened is None and mark:
            opened, body = (mark, number), []
        elif opened is not None and mark and not mark["info"].strip() and len(mark["mark"]) >= len(opened[0]["mark"]):
            words = opened[0]["info"].split()
            found.append(Fence(words[0] if words else "", "\n".join(body) + "\n", opened[1], above))
            opened, above = None, ""
        elif opened is not None:
            body.append(line.removeprefix(opened[0]["indent"]))
        elif line.strip():
            above = line.strip()
    if opened is not None:
        raise ValueError(f"the fence of line {opened[1]} is never closed")
    return found


def prose_of(markdown: str) -> list[str]:
    """The lines that are no code, code within them left out."""
    prose, inside = [], False
    for line in markdown.splitlines():
        if FENCE.match(line):
            inside = not inside
        elif not inside:
            prose.append(line)
    return prose


def links(markdown: str) -> list[str]:
    """The targets of links to this file and others, with their anchors; code is not searched."""
    plain = "\n".join(re.sub(r"`[^`]*`", "", line) for line in prose_of(markdown))
    return [match["target"] for match in LINK.finditer(plain) if not re.match(r"^[a-z]+:", match["target"])]


def relative_links(markdown: str) -> list[str]:
    """The targets of links to other files, without their anchors."""
    plain = (target.partition("#")[0] for target in links(markdown))
    return [target for target in plain if target]


def anchors(markdown: str) -> set[str]:
    """What headings can be linked by, as GitHub makes it of their text."""
    found: dict[str, int] = {}
    for line in prose_of(markdown):
        heading = HEADING.match(line)
        if heading:
            text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading["text"])
            slug = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
            found[slug] = found.get(slug, 0) + 1
    return {slug if number == 0 else f"{slug}-{number}" for slug, times in found.items() for number in range(times)}
