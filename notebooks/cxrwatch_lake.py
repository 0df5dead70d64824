"""Reads a lake of cxrwatch without cxrwatch: tables by delta-rs, cells decoded and added up by numpy.

    from cxrwatch_lake import Lake

    lake = Lake.open()                                        # CXRWATCH_LAKE, or a folder, or s3://bucket/prefix
    lake.tables()
    lake.metrics("metric = 'accuracy' AND slice_key = 'site'")
    lake.cells("DISTRIBUTION", slice_key="site").sum("day", "slice_value")

It only reads. What goes wrong says what happened, what that means, and what to do next: every error is a LakeError.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import deltalake
import polars as pl
from deltalake.exceptions import DeltaError, TableNotFoundError

from cxrwatch_cells import DamagedPart, Part, add, decode_all

NEWEST_FORMAT = 3
PLACE = "CXRWATCH_LAKE"
T = TypeVar("T")

TABLES = {
    "prediction": "logged request",
    "retraction": "row of prediction that no longer counts",
    "label": "word, said or taken back, on what an image shows",
    "applied_label": "label paired beyond the horizon",
    "label_policy": "change of which source's labels hold",
    "system_metric": "time a host logged",
    "reject": "line that could not be used",
    "cell": "part of a day and slice that a batch added",
    "baseline": "frozen distribution of a day and slice",
    "window_metric": "metric of a window",
    "drift_measure": "measure of how far a subject moved",
}
_WINDOW = ("model_version", "window_kind", "window_start", "slice_key", "slice_value")
_KEYS = {
    "window_metric": ("scope", *_WINDOW, "metric"),
    "drift_measure": (*_WINDOW, "subject", "measure", "comparison"),
}
_IDENTITY = ("day", "prediction_id", "at", "model_version")
_MADE_BY = {
    "baseline": "`./cxrwatch baseline establish --activate` over a week that was normal",
    "drift_measure": "`./cxrwatch nightly`, after `./cxrwatch baseline establish --activate` if no baseline is active",
}
_RUN_DEMO = "Try `./cxrwatch demo`, or run `./cxrwatch nightly` over your logs, and name its folder `lake` in " + PLACE


class LakeError(Exception):
    """What happened, what it means, what to do next."""

    def __init__(self, happened: str, meaning: str, next_step: str) -> None:
        super().__init__(f"{happened}. {meaning}. {next_step}.")
        self.happened = happened
        self.meaning = meaning
        self.next_step = next_step

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the words, without the calls that led there."""
        return [f"{type(self).__name__}: {self.happened}.", f"{self.meaning}.", f"{self.next_step}."]


class EmptyLake(LakeError):
    """There is no table yet."""


class NothingThere(LakeError):
    """There are tables, but not a row of what was asked for."""


class NewerLake(LakeError):
    """The lake, or a cell in it, is of a format that this reader does not know."""


class DamagedCell(LakeError):
    """The bytes of a cell are not those that were written."""


class UnreadableTable(LakeError):
    """A table's log is not whole."""


class MissingFile(LakeError):
    """A data file that the table's log names is not there."""


def some(rows: pl.DataFrame, happened: str, meaning: str, next_step: str) -> pl.DataFrame:
    """These rows; if there are none, NothingThere in these words."""
    if rows.is_empty():
        raise NothingThere(happened, meaning, next_step)
    return rows


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells as they stood: `frame` has a row each without its summary, `parts` the summary of each, in that order."""

    frame: pl.DataFrame
    parts: list[Part]

    def __len__(self) -> int:
        return len(self.parts)

    def sum(self, *by: str) -> dict[Any, Part]:
        """The sum of the cells of each value of these columns, in ascending order; by one column, its values are keys.

        Raises LakeError where a sum would mix slices, parts or definitions that cannot be added.
        """
        groups: dict[Any, list[int]] = {}
        columns = [self.frame[name].to_list() for name in by]
        for index in range(len(self)):
            key = columns[0][index] if len(by) == 1 else tuple(column[index] for column in columns)
            groups.setdefault(key, []).append(index)
        self._refuse_mixtures(by)
        return {key: self._add([self.parts[i] for i in groups[key]]) for key in sorted(groups)}

    def total(self) -> Part:
        """The sum of all of them."""
        if not self.parts:
            raise LakeError(
                "There is no cell to add up",
                "Nothing was counted for these days, slices and versions, or it had not arrived by then",
                "Ask for other days or slices: `lake.cells(...).frame` shows which there are",
            )
        return self.sum()[()]

    def _refuse_mixtures(self, by: Sequence[str]) -> None:
        for name in ("part", "slice_key", "slice_value", "definition"):
            apart = [column for column in by if column in self.frame.columns]
            if name in apart or name not in self.frame.columns or not len(self.frame):
                continue
            found = self.frame.select(pl.col(name).n_unique().over(apart) if apart else pl.col(name).n_unique())
            if found.to_series().max() > 1:
                few = ", ".join(map(str, self.frame[name].unique().sort().head(4)))
                raise LakeError(
                    f"These cells are of several values of {name} ({few} …)",
                    "Added up, rows would count several times, or what was counted differently would be mixed",
                    f"Read the cells of one {name} only, or sum by it: .sum({name!r})",
                )

    @staticmethod
    def _add(parts: list[Part]) -> Part:
        return parts[0] if len(parts) == 1 else add(parts)


class Lake:
    """A lake, opened for reading."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __repr__(self) -> str:
        return f"Lake({self.place!r})"

    @staticmethod
    def open(place: str | Path | None = None) -> Lake:
        """The lake of a folder or an address s3://bucket/prefix; without one, what CXRWATCH_LAKE names."""
        named = str(place or os.environ.get(PLACE, "../.cxrwatch/lake")).rstrip("/")
        lake = Lake(named)
        if not lake._in_bucket and not Path(named).is_dir():
            raise EmptyLake(
                f"There is no lake at {named}", "Nothing has been read into it yet, or it is elsewhere", _RUN_DEMO
            )
        lake._check_format()
        if not lake.names():
            raise EmptyLake(f"The lake at {named} has no table", "No log has been read into it yet", _RUN_DEMO)
        return lake

    @property
    def _in_bucket(self) -> bool:
        return "://" in self.place

    def _check_format(self) -> None:
        found = re.search(r"^lake\.format=(\d+)\s*$", self._mark(), re.MULTILINE)
        if found and int(found[1]) > NEWEST_FORMAT:
            raise NewerLake(
                f"The lake at {self.place} has format {found[1]}, and this reader knows up to {NEWEST_FORMAT}",
                "A newer cxrwatch wrote it, and its tables or cells may mean something else by the same names",
                "Use the cxrwatch_lake.py of that version: it is in `notebooks/` beside its `cxrwatch`",
            )
        if found and int(found[1]) < NEWEST_FORMAT:
            raise LakeError(
                f"The lake at {self.place} has format {found[1]}, and this reader knows only {NEWEST_FORMAT}",
                "A cxrwatch from before the first release wrote it",
                "Ingest the logs again into an empty lake",
            )

    def _mark(self) -> str:
        mark = f"{self.place}/cxrwatch-lake.properties"
        if not self._in_bucket:
            return Path(mark).read_text(encoding="utf-8") if Path(mark).exists() else ""
        try:
            lines = pl.scan_csv(mark, has_header=False, separator="\x01", storage_options=self._options()).collect()
        except (OSError, pl.exceptions.PolarsError) as e:
            if re.search(r"not ?found|404|NoSuchKey", str(e), re.IGNORECASE):
                return ""
            raise LakeError(
                f"The lake at {self.place} cannot be reached: {_first_line(e)}",
                "The store did not answer, or refused",
                "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and, for a store of your own, "
                "AWS_ENDPOINT_URL (and AWS_ALLOW_HTTP=true if its address is not https)",
            ) from e
        return "\n".join(lines.to_series().to_list())

    @staticmethod
    def _options() -> dict[str, str]:
        return {name.lower(): value for name, value in os.environ.items() if name.startswith("AWS_")}

    def names(self) -> list[str]:
        """The tables that are there, of those that this reader knows."""
        return [name for name in TABLES if self._is_there(name)]

    def _is_there(self, name: str) -> bool:
        if not self._in_bucket:
            return (Path(self.place) / name).is_dir()
        return deltalake.DeltaTable.is_deltatable(f"{self.place}/{name}")

    def table(self, name: str) -> deltalake.DeltaTable:
        """A table as delta-rs knows it, at its last whole commit."""
        if not self._is_there(name):
            if name in TABLES:
                raise LakeError(
                    f"The lake at {self.place} has no table {name}",
                    f"It is made with its first row, one for each {TABLES[name]}, and there is none yet",
                    f"Run {_MADE_BY.get(name, '`./cxrwatch nightly`')}; there are: {', '.join(self.names())}",
                )
            raise LakeError(f"There is no table {name}", "A lake never has one", f"Try one of {', '.join(TABLES)}")
        self._refuse_an_empty_commit(name)
        return self._asking(name, lambda: deltalake.DeltaTable(f"{self.place}/{name}"))

    def _refuse_an_empty_commit(self, name: str) -> None:
        """delta-rs takes one for a commit that changed nothing. In a bucket a commit is whole or not there."""
        if self._in_bucket:
            return
        commits = sorted((Path(self.place) / name / "_delta_log").glob("*.json"))
        if commits and not commits[-1].stat().st_size:
            raise self._torn(name, f"{commits[-1].name} is empty")

    @staticmethod
    def _torn(name: str, problem: str) -> UnreadableTable:
        return UnreadableTable(
            f"The log of table {name} cannot be read: {problem}",
            "Its last commit is not whole: this is a copy that was taken in the middle of a write, or a file of "
            f"{name}/_delta_log was changed or lost",
            "Copy the lake again while no command of cxrwatch runs; if it is the lake itself, restore "
            f"{name}/_delta_log from a backup",
        )

    def _asking(self, name: str, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except TableNotFoundError as e:
            raise UnreadableTable(
                f"The table {name} has a folder and no commit",
                "Its first write is going on, or was broken off: data files count only once a commit names them",
                "Wait for cxrwatch to end, or run the command that broke off again; then open the lake anew",
            ) from e
        except (DeltaError, OSError, ValueError) as e:
            problem = str(e)
            if re.search(r"parse|json|EOF|deserial|log segment|gap|contiguous|missing", problem, re.IGNORECASE):
                raise self._torn(name, _first_line(e)) from e
            raise

    def tables(self) -> pl.DataFrame:
        """A row a table: rows, files and size of what is there now, and when it was last written."""
        rows = []
        for name in self.names():
            table = self.table(name)
            files = pl.DataFrame(self._asking(name, lambda table=table: table.get_add_actions(flatten=True)))
            written = datetime.fromtimestamp(table.history(1)[0].get("timestamp", 0) / 1000, UTC)
            counted = int(files["num_records"].sum()) if len(files) else 0
            size = round(files["size_bytes"].sum() / 1e6, 2) if len(files) else 0.0
            rows.append((name, TABLES[name], counted, len(files), size, table.version(), f"{written:%Y-%m-%d %H:%M}"))
        columns = ["table", "a row for each", "rows", "files", "megabytes", "version", "written"]
        return pl.DataFrame(rows, schema=columns, orient="row")

    def describe(self, name: str) -> pl.DataFrame:
        """The columns of a table, with what each means."""
        fields = self.table(name).schema().fields
        rows = [(field.name, _type(field.type), (field.metadata or {}).get("comment", "")) for field in fields]
        return pl.DataFrame(rows, schema=["column", "type", "meaning"], orient="row")

    def sql(self, query: str) -> pl.DataFrame:
        """What a query says of the tables that it names (SQL of DataFusion)."""
        names = [name for name in TABLES if re.search(rf"\b{name}\b", query) and self._is_there(name)]
        for again in (True, False):
            asked = deltalake.QueryBuilder()
            for name in names:
                asked.register(name, self.table(name))
            try:
                return pl.DataFrame(asked.execute(query).read_all())
            except Exception as e:  # delta-rs has no type of its own for what DataFusion and the store say
                if not re.search(r"not found|No such file|NoSuchKey", str(e)) or ".parquet" not in str(e):
                    raise
                if not again:
                    raise self._missing(e) from e
        raise AssertionError("not reached")

    @staticmethod
    def _missing(error: Exception) -> MissingFile:
        file = re.search(r"(\w+/(?:\w+=[^/]*/)*[^/ ]+\.parquet)", str(error))
        return MissingFile(
            f"The data file {file[1] if file else '(unnamed)'} is named in the log and is not there",
            "Upkeep (`./cxrwatch maintain`) removed it while it was read, or it was deleted by hand, or the lake was "
            "copied in part",
            "Ask again: the next reading starts from the newest commit. If it says the same, restore the file from a "
            "backup",
        )

    def read(self, name: str, where: str = "true", columns: Sequence[str] = ("*",)) -> pl.DataFrame:
        """All rows of a table, as they were appended; `where` in SQL."""
        self.table(name)
        return self.sql(f"SELECT {', '.join(columns)} FROM {name} WHERE {where}")

    def predictions(self, where: str = "true", columns: Sequence[str] = ("p.*",)) -> pl.DataFrame:
        """The current predictions, without those that were retracted; name columns `p.day`, and so on."""
        self.table("prediction")
        if not self._is_there("retraction"):
            return self.sql(f"SELECT {', '.join(columns)} FROM prediction p WHERE {where}")
        same = " AND ".join(f'p."{name}" = r."{name}"' for name in _IDENTITY)
        return self.sql(
            f"SELECT {', '.join(columns)} FROM prediction p LEFT ANTI JOIN retraction r ON {same} "
            f"AND p.batch = r.row_batch WHERE {where}"
        )

    def metrics(self, where: str = "true", as_of: datetime | None = None) -> pl.DataFrame:
        """The rows of `window_metric` as they are known now, or were known at a time (in UTC if it names no zone)."""
        return self._known("window_metric", where, as_of)

    def drift(self, where: str = "true", as_of: datetime | None = None) -> pl.DataFrame:
        """The rows of `drift_measure` as they are known now, or were known at a time."""
        return self._known("drift_measure", where, as_of)

    def _known(self, name: str, where: str, as_of: datetime | None) -> pl.DataFrame:
        self.table(name)
        known = f"as_of <= {_instant(as_of)}" if as_of else "true"
        newest = self.sql(
            f"SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY {', '.join(_KEYS[name])} "
            f"ORDER BY as_of DESC, revision DESC) AS newest FROM {name} WHERE {known}) WHERE newest = 1 AND ({where})"
        )
        return newest.drop("newest")

    def cells(
        self,
        part: str,
        where: str = "true",
        *,
        days: tuple[date | str, date | str] | None = None,
        slice_key: str | None = None,
        as_of: datetime | None = None,
    ) -> Cells:
        """The cells of a part (DISTRIBUTION, SERVICE, LABEL, SYSTEM) that count now, or counted at a time.

        `days` is the first and the last; `where` is SQL on the columns of `cell`. Checksums are checked.
        """
        self.table("cell")
        stood = f"generation_from <= {_instant(as_of)}" if as_of else "true"
        arrived = f"arrived_at <= {_instant(as_of)}" if as_of else "true"
        within = f"day BETWEEN DATE '{days[0]}' AND DATE '{days[1]}'" if days else "true"
        sliced = f"slice_key = {_text(slice_key)}" if slice_key else "true"
        frame = self.sql(
            f"WITH standing AS (SELECT day AS of_day, max(generation) AS number FROM cell "
            f"WHERE {within} AND {stood} GROUP BY day) "
            f"SELECT cell.* FROM cell JOIN standing ON day = of_day AND generation = number "
            f"WHERE {within} AND part = {_text(part)} AND {sliced} AND {arrived} AND ({where}) "
            "ORDER BY day, slice_key, slice_value, model_version, hour, arrived_at, batch"
        )
        return self._decoded(frame, ("day", "part", "slice_key", "slice_value", "model_version", "batch"))

    def baseline(self, where: str = "true", baseline_id: str | None = None) -> Cells:
        """The days and slices of a baseline; without an id, of the one made last."""
        self.table("baseline")
        last = "(SELECT max(baseline_id) FROM baseline)"
        frame = self.sql(
            f"SELECT * FROM baseline WHERE baseline_id = {_text(baseline_id) if baseline_id else last} AND ({where})"
        )
        some(
            frame,
            f"Baseline {baseline_id or '(the last)'} holds nothing of what was asked for",
            "No baseline has this id, or it has no such slice or day",
            "`lake.read('baseline', columns=['baseline_id', 'day', 'slice_key', 'slice_value'])` shows which there are",
        )
        return self._decoded(frame, ("baseline_id", "day", "slice_key", "slice_value"))

    @staticmethod
    def _decoded(frame: pl.DataFrame, names: Iterable[str]) -> Cells:
        try:
            parts = decode_all(frame["summary"].to_list())
        except DamagedPart as e:
            row = frame.row(e.index, named=True)
            which = ", ".join(f"{name} {row[name]}" for name in names)
            if e.newer:
                raise NewerLake(
                    f"A cell is of a newer format ({which}): {e.problem}",
                    "A newer cxrwatch counted it, and its bytes may mean something else",
                    "Use the cxrwatch_lake.py of that version",
                ) from e
            raise DamagedCell(
                f"A cell is damaged ({which}): {e.problem}",
                "It says nothing that can be relied on, and no sum that needs it can be made",
                f"Count its day anew: `./cxrwatch summarise --rebuild --from {row['day']} --to {row['day']}`; "
                "and check the disk or store",
            ) from e
        return Cells(frame.drop("summary"), parts)


def _instant(at: datetime) -> str:
    return f"TIMESTAMP '{(at.replace(tzinfo=UTC) if at.tzinfo is None else at).isoformat()}'"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _type(of: object) -> str:
    return re.sub(r"PrimitiveType\(\"(\w+)\"\)", r"\1", str(of))


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0].rstrip(".")
