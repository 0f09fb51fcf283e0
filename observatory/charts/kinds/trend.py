"""Lines over time: modelled series as lines, national values as open circles, never joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts import empty, key
from observatory.charts.label_spacing import apart
from observatory.charts.theme import BODY, Look, axis, directed, legend, small
from observatory.i18n import alphabetical, isolated, language, number, text
from observatory.words.titles import covered, leave_one_out

# The plot's height, and the room at the side for names at the ends of lines, in pixels.
HEIGHT, NAMES = 400, 232
# The height of a line of a name, in pixels.
LINE_HEIGHT = 17
# Length of the thread from the plot's edge to a name, in pixels.
LEADER = 18
# Characters that fit beside the plot on one line.
ROOM = 32
# Years between two ticks, and how many ticks there are at most.
STEPS, TICKS = (1, 2, 5, 10, 20), 12


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
        """Whether these are national values of a member: marks, never a line."""
        return self.role == "member" and set(self.rows["estimate"]) <= {"reported"}


def figure(answer: Answer, look: Look) -> go.Figure:
    """The trend of an answer: a trace never joins two series, nor estimates with projections."""
    lang = answer.view.lang
    lines = list(_lines(answer.frame, look))
    if not lines:
        return empty.figure(answer, look)
    kinds = _kinds(lines)
    drawn = go.Figure()
    for line in lines:
        drawn.add_traces(list(_traces(line, answer, look)))
    _ended(drawn, lines)
    drawn.update_layout(
        margin={"l": 48, "r": NAMES, "t": 14 + key.height(kinds, lang), "b": 30},
        legend=legend(rtl=language(lang).rtl),
        hovermode="closest",
        xaxis=axis(look, grid=False, tickformat="d", ticklabelstandoff=5, **_years(answer.frame)),
        yaxis=axis(look, grid=True, rangemode="tozero", ticksuffix=_suffix(answer), nticks=7),
    )
    drawn.add_traces(list(key.traces(kinds, look, lang)))
    low, high = _range(lines)
    notes = list(_names(lines, low=low, high=high, lang=lang))
    drawn.update_layout(height=_height(lines), yaxis_range=[low, high], annotations=notes)
    if language(lang).rtl:
        _mirrored(drawn)
    return drawn


def _ended(drawn: go.Figure, lines: Sequence[Line]) -> None:
    """The trace whose end bears the name of its area is told, for charts that name it there."""
    named = {(line.iso3, line.rows["series_id"].iloc[-1]): line.area for line in _ends(lines)}
    last = {(t.meta["iso3"], t.meta["series_id"]): t for t in drawn.data}
    for key_of, trace in last.items():
        if key_of in named:
            trace.meta = {**trace.meta, "end": named[key_of]}


def _lines(frame: pd.DataFrame, look: Look) -> Iterator[Line]:
    """The lines of a frame; a member has one colour, in every language, for all of its values."""
    shown = frame.loc[frame["value"].notna()]
    members = sorted(set(shown.loc[shown["role"] == "member", "iso3"]))
    colours = {iso3: look.categorical[i % len(look.categorical)] for i, iso3 in enumerate(members)}
    for (iso3, _, role), rows in shown.groupby(["iso3", "series_id", "role"], sort=False):
        for _, part in rows.groupby(rows["estimate"] == "reported", sort=False):
            colour = colours.get(str(iso3), look.ink if role == "aggregate" else look.reference)
            yield Line(str(iso3), str(part["area"].iloc[0]), str(role), part, colour)


def _traces(line: Line, answer: Answer, look: Look) -> Iterator[go.Scatter]:
    """A line as traces: estimates solid, projections dashed from the last estimate on."""
    rows = line.rows.sort_values("year")
    if line.national:
        yield _trace(line, rows, answer, mode="markers", marker=_circle(line, look))
        return
    dash = {"member": "solid", "aggregate": "dash", "published": "dot"}[line.role]
    estimates = rows.loc[rows["estimate"] != "projected"]
    projected = rows.loc[rows["estimate"] == "projected"]
    if not estimates.empty:
        style = {"color": line.colour, "width": 2.5 if line.role == "member" else 2.2, "dash": dash}
        yield _trace(line, _broken(_gapped(estimates)), answer, mode="lines", line=style)
        yield from _points(line, estimates, answer)
    if not projected.empty:
        joined = pd.concat([estimates.tail(1), projected])
        style = {"color": line.colour, "width": 2, "dash": "2px,4px"}
        yield _trace(line, _gapped(joined), answer, mode="lines", line=style)
        ends = {"symbol": "diamond-open", "size": 7, "color": line.colour}
        yield _trace(line, projected, answer, mode="markers", marker=ends)


def _points(line: Line, estimates: pd.DataFrame, answer: Answer) -> Iterator[go.Scatter]:
    """Marks on a line: where the set changed, years alone, and modelled years with support."""
    marks = (
        (estimates["set_changed"], {"symbol": "line-ns-open", "size": 9, "color": line.colour}),
        (_alone(estimates), {"symbol": "circle", "size": 7, "color": line.colour}),
        (estimates["compared"], {"symbol": "square", "size": 6, "color": line.colour}),
    )
    for marked, marker in marks:
        if marked.any():
            yield _trace(line, estimates.loc[marked], answer, mode="markers", marker=marker)


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


def _trace(area_line: Line, rows: pd.DataFrame, answer: Answer, **style: object) -> go.Scatter:
    """One trace with its hover: area, value, year, estimate type, and what a group rests on."""
    lang = answer.view.lang
    return go.Scatter(
        x=rows["year"].astype("float64"),
        y=rows["value"],
        name=area_line.area,
        showlegend=False,
        meta={
            "series_id": rows["series_id"].iloc[-1],
            "iso3": area_line.iso3,
            "role": area_line.role,
        },
        customdata=[[estimate] for estimate in rows["estimate"]],
        hovertext=[_hover(row, answer, lang) for _, row in rows.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
        connectgaps=False,
        **style,
    )


def _hover(row: pd.Series, answer: Answer, lang: str) -> str:
    if pd.isna(row["value"]):
        return ""
    value = number(row["value"], lang, answer.decimals)
    kind = text(f"estimate.{row['estimate']}", lang)
    lines = [f"<b>{row['area']}</b>", f"{value} {answer.unit_short} · {row['year']}", kind]
    if row["role"] == "aggregate":
        lines += _rests_on(row, answer, lang)
    lines.append(small(f"{row['source']} {isolated(row['series_id'], lang)}"))
    return directed("<br>".join(lines), lang)


def _rests_on(row: pd.Series, answer: Answer, lang: str) -> Iterator[str]:
    """What a group's value rests on: weight, members, coverage, median, range, label (M1)."""
    share = covered(row["coverage"], lang)
    members = {"n": row["n"], "n_members": row["n_members"], "coverage": share}
    yield text("charts.rests_on", lang, weight=row["weight"], **members)
    without = leave_one_out(row["loo_low"], row["loo_high"], answer.decimals, lang)
    if without:
        median = number(row["median"], lang, answer.decimals)
        yield text("charts.rests_range", lang, median=median, range=without)
    if row["label"] == "large_members_only":
        yield text("charts.large_members_only", lang)


def _gapped(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with an empty one in every missing year, so that a line breaks there."""
    years = rows["year"].astype("int64")
    whole = pd.RangeIndex(years.min(), years.max() + 1)
    filled = rows.set_index(years).reindex(whole)
    filled["year"] = pd.Series(whole, index=whole, dtype="Int64")
    same = ["series_id", "iso3", "area", "role", "estimate"]
    return filled.assign(**{column: filled[column].ffill() for column in same})


def _kinds(lines: Sequence[Line]) -> set[str]:
    """The kinds of marks that the lines are drawn with, as the key names them."""
    found: set[str] = set()
    for line in lines:
        if line.national:
            found.add("national")
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


def _circle(line: Line, look: Look) -> dict[str, object]:
    return {
        "symbol": "circle",
        "size": 8,
        "color": look.paper,
        "line": {"color": line.colour, "width": 2},
    }


def _names(
    lines: Sequence[Line], *, low: float, high: float, lang: str
) -> Iterator[dict[str, object]]:
    """The names at the ends of the lines, moved apart where they would overlap."""
    ends = sorted(_ends(lines), key=lambda line: alphabetical(line.area))
    height = _height(lines)
    wished = [(line.last - low) / (high - low) * height for line in ends]
    placed = apart(wished, [_tall(line) for line in ends], low=0, high=height)
    for line, wish, place in zip(ends, wished, placed, strict=True):
        yield {
            "name": line.iso3,
            "text": directed(_short(line.area), lang),
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 3,
            "ax": LEADER,
            "y": line.last,
            "ay": wish - place,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": line.colour,
            "align": "left",
            "font": {"size": BODY, "color": line.colour},
        }


def _tall(line: Line) -> int:
    """The height of a line's name."""
    return LINE_HEIGHT * (_short(line.area).count("<br>") + 1)


def _height(lines: Sequence[Line]) -> int:
    """The plot's height: it grows where the names at the ends need more."""
    return max(HEIGHT, sum(_tall(line) for line in _ends(lines)))


def _ends(lines: Sequence[Line]) -> Iterator[Line]:
    """One line an area, whose end bears the name: its modelled one where there is one."""
    named: dict[str, Line] = {}
    for line in lines:
        if line.iso3 not in named or (named[line.iso3].national and not line.national):
            named[line.iso3] = line
    yield from named.values()


def _short(name: str) -> str:
    """A name on two lines where it is long."""
    if len(name) <= ROOM:
        return name
    words, lines = name.split(" "), [""]
    for word in words:
        if len(lines[-1]) + len(word) > ROOM:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def _range(lines: Sequence[Line]) -> tuple[float, float]:
    """The values' range: from zero where the values are not far from it."""
    values = pd.concat([line.rows["value"] for line in lines])
    low, high = float(values.min()), float(values.max())
    room = (high - low or abs(high) or 1) * 0.08
    return (0.0 if 0 <= low <= 0.7 * high else low - room), high + room


def _years(frame: pd.DataFrame) -> dict[str, object]:
    years = frame.loc[frame["value"].notna(), "year"].astype("int64")
    first, last = int(years.min()), int(years.max())
    step = next((each for each in STEPS if (last - first) / each <= TICKS), STEPS[-1])
    room = max(0.5, (last - first) / 60)
    return {"range": [first - room, last + 0.5], "dtick": step, "tick0": 2000}


def _suffix(answer: Answer) -> str:
    return language(answer.view.lang).percent if answer.unit_short == "%" else ""


def _mirrored(drawn: go.Figure) -> None:
    """For a reader of Arabic: time begins at the right, with the scale; names stand at the left."""
    drawn.update_layout(margin={"l": NAMES, "r": 48})
    first, last = drawn.layout.xaxis.range
    drawn.update_xaxes(range=[last, first])
    drawn.update_yaxes(side="right")
    for note in drawn.layout.annotations:
        note.update(x=0, xanchor="right", xshift=-3, ax=-LEADER, align="right")
