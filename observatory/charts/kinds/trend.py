"""Lines over time: modelled series as lines, national values as open circles, never joined."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil

import pandas as pd

from observatory.answers.answer import Answer
from observatory.chart_kind import ChartKind
from observatory.charts import alt_text, empty, headlines
from observatory.charts.label_spacing import END_LINE, on_lines
from observatory.charts.member_colours import member_colours
from observatory.charts.plot import (
    Axis,
    Datum,
    EmptyPlot,
    EndName,
    Entry,
    Mark,
    PointPlot,
    Points,
    Stroke,
    Tip,
)
from observatory.charts.year_readings import year_readings
from observatory.i18n import alphabetical, isolate, language, number, span, text
from observatory.methods.estimates import OBSERVED
from observatory.words.titles import leave_one_out, ours_beside, rests_on

# The plot's height, and the room at the side for names at the ends of lines, in pixels.
HEIGHT, NAMES = 400, 232
# Years between two ticks, and how many ticks there are at most.
STEPS, TICKS = (1, 2, 5, 10, 20), 12
# The number of members at the end of a group's name.
# What marks mean, in the order of the key, in a neutral colour: each stands for all areas.
KEY = {
    "modelled": Entry("", stroke=Stroke("muted", 2.2)),
    "supported": Entry("", mark=Mark("square", 6, "muted")),
    "national": Entry("", mark=Mark("circle", 8, "muted", hollow=True)),
    "compiled": Entry("", mark=Mark("diamond", 8, "muted")),
    "projected": Entry(
        "", mark=Mark("diamond", 7, "muted", hollow=True), stroke=Stroke("muted", 2, "short")
    ),
    "aggregate": Entry("", stroke=Stroke("ink", 2.2, "dash")),
    "published": Entry("", stroke=Stroke("reference", 2.2, "dot")),
    "changed": Entry("", mark=Mark("tick", 9, "ink")),
}
# The entry of the key for observed values of an estimate type.
OF = {"reported": "national", "compiled": "compiled"}
# The width of the narrowest plot, of a mark with its gaps, and of a letter; the height of a row
# of the key: pixels.
NARROW, MARK, LETTER, ROW = 600, 46, 6.6, 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line or cloud of a trend: one area, one series, one estimate type family."""

    iso3: str
    area: str
    role: str
    rows: pd.DataFrame
    colour: str

    @property
    def last(self) -> float:
        """The value of the last year."""
        return float(self.rows.sort_values("year")["value"].iloc[-1])

    @property
    def national(self) -> bool:
        """Whether these are observed values of a member: marks, never a line."""
        return self.role == "member" and set(self.rows["estimate"]) <= set(OBSERVED)


def plot(answer: Answer) -> PointPlot | EmptyPlot:
    """The trend of an answer: no series joins two of the data, nor estimates with projections."""
    lang = answer.view.lang
    lines = list(_lines(answer.frame))
    if not lines:
        return empty.plot(answer)
    key = entries(_kinds(lines), lang)
    low, high = _range(lines)
    suffix = language(lang).percent if answer.unit_short == "%" else ""
    return PointPlot(
        series=tuple(each for line in lines for each in _series(line, answer)),
        x=_years(answer.frame),
        y=Axis(low, high, suffix=suffix, most_ticks=7, grid=True),
        end_names=tuple(_names(lines, answer)),
        readings=year_readings(answer, _colours(answer.frame), partial(_small, answer)),
        key=key,
        height=_height(lines),
        after=NAMES,
        above=14 + key_height(key),
    )


def _lines(frame: pd.DataFrame) -> Iterator[Line]:
    """The lines of a frame; a member has one colour, in every language, for all of its values."""
    shown = frame.loc[frame["value"].notna()]
    colours = _colours(frame)
    for (iso3, _, role), rows in shown.groupby(["iso3", "series_id", "role"], sort=False):
        for _, part in rows.groupby(rows["estimate"].isin(OBSERVED), sort=False):
            colour = colours.get(str(iso3), "ink" if role == "aggregate" else "reference")
            yield Line(str(iso3), str(part["area"].iloc[0]), str(role), part, colour)


def _colours(frame: pd.DataFrame) -> dict[str, str]:
    """The role of the colour of each member with a value."""
    shown = frame.loc[frame["value"].notna() & (frame["role"] == "member"), "iso3"]
    return member_colours(set(shown))


def _small(answer: Answer, row: pd.Series) -> list[str]:
    """What stands small below a value in the reading of its year: what an average rests on."""
    return list(_rests_on(row, answer, answer.view.lang)) if row["role"] == "aggregate" else []


def _series(line: Line, answer: Answer) -> Iterator[Points]:
    """A line as series: estimates solid, projections dashed from the last estimate on."""
    rows, colour = line.rows.sort_values("year"), line.colour
    if line.national:
        for estimate, part in rows.groupby("estimate", sort=False):
            mark = KEY[OF[str(estimate)]].mark or Mark("circle", 8, colour, hollow=True)
            yield _points(line, part, answer, mark=replace(mark, colour=colour))
        return
    group = line.role != "member"
    dash = KEY[line.role].stroke.dash if group else "solid"  # type: ignore[union-attr]
    estimates = rows.loc[rows["estimate"] != "projected"]
    projected = rows.loc[rows["estimate"] == "projected"]
    if not estimates.empty:
        stroke = Stroke(colour, 2.2 if group else 2.5, dash)
        yield _points(line, _broken(_with_gaps(estimates)), answer, stroke=stroke)
        for marked, mark in (
            (estimates["set_changed"], Mark("tick", 9, colour)),
            (_alone(estimates), Mark("circle", 7, colour)),
            (estimates["compared"], Mark("square", 6, colour)),
        ):
            if marked.any():
                yield _points(line, estimates.loc[marked], answer, mark=mark)
    if not projected.empty:
        joined = _with_gaps(pd.concat([estimates.tail(1), projected]))
        yield _points(line, joined, answer, stroke=Stroke(colour, 2, "short"))
        yield _points(line, projected, answer, mark=Mark("diamond", 7, colour, hollow=True))


def _alone(estimates: pd.DataFrame) -> pd.Series:
    """The years that no line reaches: the one before is missing or of another set, so is the next.

    `estimates` stand in the order of their years.
    """
    years = estimates["year"].astype("int64")
    joined = (years.diff() == 1) & ~estimates["set_changed"]
    return ~joined & ~joined.shift(-1, fill_value=False)


def _broken(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with an empty one before each year in which the set of members changed (M1)."""
    changed = rows.loc[rows["set_changed"].fillna(value=False).astype("bool")]
    gaps = changed.assign(year=changed["year"].astype("float64") - 0.5, value=float("nan"))
    whole = pd.concat([rows.assign(year=rows["year"].astype("float64")), gaps])
    return whole.sort_values("year", kind="stable")


def _with_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with an empty one in every missing year, so that a line breaks there."""
    years = rows["year"].astype("int64")
    whole = pd.RangeIndex(years.min(), years.max() + 1)
    filled = rows.set_index(years).reindex(whole)
    filled["year"] = pd.Series(whole, index=whole, dtype="Int64")
    same = ["series_id", "iso3", "area", "role", "estimate"]
    return filled.assign(**{column: filled[column].ffill() for column in same})


def _points(
    line: Line,
    rows: pd.DataFrame,
    answer: Answer,
    *,
    mark: Mark | None = None,
    stroke: Stroke | None = None,
) -> Points:
    """A series with what each point says; a row without a value breaks the line."""
    given = [None if pd.isna(value) else float(value) for value in rows["value"]]
    years = [float(year) for year in rows["year"]]
    said = [_tip(row, answer) for _, row in rows.iterrows()]
    return Points(
        name=line.area,
        x=tuple(years),
        y=tuple(given),
        mark=mark,
        stroke=stroke,
        data=tuple(
            Datum() if value is None else Datum(line.iso3, line.area, int(year))
            for year, value in zip(years, given, strict=True)
        ),
        tips=tuple(None if value is None else tip for value, tip in zip(given, said, strict=True)),
        series_id=str(rows["series_id"].iloc[-1]),
        code=line.iso3,
    )


def _tip(row: pd.Series, answer: Answer) -> Tip | None:
    """Area, value, year, estimate type, and what a group rests on."""
    lang = answer.view.lang
    if pd.isna(row["value"]):
        return None
    value = number(row["value"], lang, answer.decimals)
    lines = [
        f"{value} {answer.unit_short} · {row['year']}",
        text(f"estimate.{row['estimate']}", lang),
    ]
    mixed = row["iso3"] in answer.mixed
    if row["role"] == "aggregate":
        lines += _rests_on(row, answer, lang)
    elif row["role"] == "published":
        facts = ours_beside(row, answer.decimals, lang, mixed=mixed)
        lines.append(text("charts.ours" if facts else "charts.theirs", lang, **facts))
    source = f"{row['source']} {isolate(row['series_id'], lang)}"
    return Tip(str(row["area"]), tuple(lines), source)


def _rests_on(row: pd.Series, answer: Answer, lang: str) -> Iterator[str]:
    """What a group's value rests on: weight, members, coverage, median, range, label (M1)."""
    yield rests_on(row, lang, mixed=row["iso3"] in answer.mixed)
    without = leave_one_out(row["loo_low"], row["loo_high"], answer.decimals, lang)
    if without:
        median = number(row["median"], lang, answer.decimals)
        yield text("charts.rests_range", lang, median=median, range=without)
    if row["label"] == "large_members_only":
        yield text("charts.large_members_only", lang)


def _kinds(lines: Sequence[Line]) -> set[str]:
    """The kinds of marks that the lines are drawn with, as the key names them."""
    found: set[str] = set()
    for line in lines:
        if line.national:
            found |= {OF[estimate] for estimate in set(line.rows["estimate"])}
            continue
        drawn = set(line.rows["estimate"])
        found |= drawn & {"projected"}
        if drawn - {"projected"}:
            found.add("modelled" if line.role == "member" else line.role)
        if line.rows["compared"].any():
            found.add("supported")
        if line.rows["set_changed"].any():
            found.add("changed")
    return found


def entries(kinds: Collection[str], lang: str) -> tuple[Entry, ...]:
    """The entries of these kinds. Areas need none: they are named at the ends of their lines."""
    return tuple(
        Entry(text(f"charts.key.{kind}", lang), each.mark, each.stroke)
        for kind, each in KEY.items()
        if kind in kinds
    )


def key_height(key: Sequence[Entry]) -> int:
    """The room that a key needs above a plot, in pixels, also where the plot is narrow.

    A legend that is too wide is broken into columns, all as wide as its widest words.
    """
    widths = [MARK + LETTER * len(entry.words) for entry in key]
    if sum(widths) <= NARROW:
        return ROW
    return ROW * ceil(len(widths) / max(1, int(NARROW // max(widths))))


def _names(lines: Sequence[Line], answer: Answer) -> Iterator[EndName]:
    """The names at the ends of the lines; an average of ours says of how many it is."""
    for line in sorted(_ends(lines), key=lambda line: alphabetical(line.area)):
        group = line.role != "member"
        name = _of_members(line, answer) if line.role == "aggregate" else line.area
        yield EndName(line.iso3, name, line.last, line.colour, leader=True, everywhere=group)


def _of_members(line: Line, answer: Answer) -> str:
    """A group by how many of its members have a value: `OIC Member States (50–56 of 57)`."""
    n, whole = line.rows["n"].dropna(), line.rows["n_members"].dropna()
    if n.empty or (n == whole).all():
        return line.area
    plain, lang = answer.plain.get(line.iso3, line.area), answer.view.lang
    had = span(int(n.min()), int(n.max()), lang)
    return text("charts.of_members", lang, area=plain, n=had, n_members=int(whole.iloc[-1]))


def _height(lines: Sequence[Line]) -> int:
    """The plot's height: it grows where the names at the ends need more."""
    return max(HEIGHT, sum(END_LINE * len(on_lines(line.area)) for line in _ends(lines)))


def _ends(lines: Sequence[Line]) -> Iterator[Line]:
    """One line an area, whose end bears the name: its modelled one where there is one."""
    named: dict[str, Line] = {}
    for line in lines:
        if line.iso3 not in named or (named[line.iso3].national and not line.national):
            named[line.iso3] = line
    yield from named.values()


def _range(lines: Sequence[Line]) -> tuple[float, float]:
    """The values' range: from zero where the values are not far from it."""
    values = pd.concat([line.rows["value"] for line in lines])
    low, high = float(values.min()), float(values.max())
    room = (high - low or abs(high) or 1) * 0.08
    return (0.0 if 0 <= low <= 0.7 * high else low - room), high + room


def _years(frame: pd.DataFrame) -> Axis:
    years = frame.loc[frame["value"].notna(), "year"].astype("int64")
    first, last = int(years.min()), int(years.max())
    step = next((each for each in STEPS if (last - first) / each <= TICKS), STEPS[-1])
    room = max(0.5, (last - first) / 60)
    return Axis(first - room, last + 0.5, kind="year", step=step)


KIND = ChartKind(
    order=10,
    plot=plot,
    alt=alt_text.lines,
    headline=headlines.lines,
    methods=("M2", "M4", "M1"),
    rows="histories",
    members="chosen",
    title="title.areas",
)
