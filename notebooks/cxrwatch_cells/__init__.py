"""Cells of cxrwatch in Python: decode them, add them up, ask them. `cxrwatch_lake` reads them from a lake."""

from cxrwatch_cells.arithmetic import DamagedBytes
from cxrwatch_cells.format import DamagedPart, decode, decode_all
from cxrwatch_cells.parts import (
    ClassDistribution,
    Distribution,
    Labels,
    LabelScores,
    Part,
    Service,
    Share,
    System,
    add,
)
from cxrwatch_cells.summaries import Category, Numbers, Resolution, aligned

__all__ = [
    "Category",
    "ClassDistribution",
    "DamagedBytes",
    "DamagedPart",
    "Distribution",
    "LabelScores",
    "Labels",
    "Numbers",
    "Part",
    "Resolution",
    "Service",
    "Share",
    "System",
    "add",
    "aligned",
    "decode",
    "decode_all",
]
