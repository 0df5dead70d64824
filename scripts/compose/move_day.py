"""Copies a day of logs as if it had been another day: names, and dates at the beginning of timestamps.

move_day.py FOLDER DAY NEW_DAY TARGET
"""

import gzip
import sys
from pathlib import Path


def moved(text: str, day: str, new: str) -> str:
    """The lines with timestamps of one day turned into the same times of another."""
    return text.replace(f'"{day}T', f'"{new}T')


def copy(folder: Path, day: str, new: str, target: Path) -> int:
    """Copies the day's files and gives the number of lines."""
    target.mkdir(parents=True, exist_ok=True)
    lines = 0
    for source in sorted(folder.glob(f"*/*_{day}.jsonl.gz")):
        text = moved(gzip.decompress(source.read_bytes()).decode(), day, new)
        lines += text.count("\n")
        (target / source.name.replace(day, new)).write_bytes(gzip.compress(text.encode(), mtime=0))
    return lines


if __name__ == "__main__":
    where, old, fresh, to = sys.argv[1:]
    count = copy(Path(where), old, fresh, Path(to))
    print(f"{count} lines of {old} became lines of {fresh}")
    sys.exit(0 if count else f"no file of {old} below {where}")
