"""How the pictures of the notebooks look: one place for size, colours and dates."""

import matplotlib.dates as dates
import matplotlib.pyplot as plt
import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

COLOURS = ["#1f6f8b", "#d1495b", "#edae49", "#66a182", "#7b5ea7", "#30638e"]
GREY = "#8a8f98"

plt.rcParams.update(
    {
        "figure.dpi": 80,
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": "#e6e8eb",
        "axes.axisbelow": True,
    }
)
pl.Config.set_tbl_rows(16)
pl.Config.set_fmt_str_lengths(80)
pl.Config.set_tbl_width_chars(118)
pl.Config.set_tbl_hide_column_data_types(True)
pl.Config.set_tbl_hide_dataframe_shape(True)


def days(axes: Axes) -> None:
    """A tick a week, as 07 Sep."""
    axes.xaxis.set_major_locator(dates.WeekdayLocator(byweekday=dates.MO))
    axes.xaxis.set_major_formatter(dates.DateFormatter("%d %b"))


def panels(title: str, height: float = 3.2) -> tuple[Figure, Axes]:
    """One panel under a title."""
    figure, axes = plt.subplots(figsize=(9, height), layout="constrained")
    axes.set_title(title, loc="left", fontweight="bold")
    return figure, axes


def legend(axes: Axes) -> None:
    """Below the panel, where it hides nothing; and days as ticks."""
    axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=6)
    days(axes)
