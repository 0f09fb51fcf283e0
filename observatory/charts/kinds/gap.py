"""Women and men of each member on one line: both levels, the gap between them in points (M6)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from observatory.answers.answer import Answer
from observatory.chart_kind import ChartKind
from observatory.charts import empty, headlines
from observatory.charts.kinds.bars import height
from observatory.charts.marks import open_key, whose
from observatory.charts.paired_rows import connectors, rows_plot
from observatory.charts.plot import EmptyPlot, Entry, Label, Mark, PointPlot, Points, Tip
from observatory.i18n import difference, number, text

ROW, FEW = 22, 34
# A circle for women, a square for men, each in a colour of its own.
SIDES = {"women": Mark("circle", 11, "series-3"), "men": Mark("square", 11, "series-1")}
# So many members are told one by one in the alternative text.
TOLD = 12
WORDS = {"women": "sex.F", "men": "sex.M"}


def pairs(answer: Answer) -> pd.DataFrame:
    """The members with both, in the answer's order.

    Columns: iso3, area, year, estimate, old, aside (old, or a side enters no comparison), women,
    men (in the unit of the indicator).
    """
    frame = answer.frame.loc[(answer.frame["role"] == "member") & answer.frame["value"].notna()]
    sides = {
        name: frame.loc[frame["sex"] == sex].set_index("iso3")["value"]
        for sex, name in (("F", "women"), ("M", "men"))
    }
    each = frame.drop_duplicates("iso3")[["iso3", "area", "year", "estimate", "old"]]
    weak = frame.loc[frame["old"] | ~frame["compared"], "iso3"]
    each = each.assign(aside=each["iso3"].isin(weak))
    return each.join(pd.DataFrame(sides), on="iso3").reset_index(drop=True)


def plot(answer: Answer) -> PointPlot | EmptyPlot:
    """A line a member from men to women, its gap at the end."""
    rows = pairs(answer)
    if rows.empty:
        return empty.plot(answer)
    lang = answer.view.lang
    both = rows[["women", "men"]]
    names = list(rows["area"])
    key = [Entry(text(WORDS[side], lang), mark) for side, mark in SIDES.items()]
    ends = [
        _ends(rows.loc[rows["aside"] == hollow], side, answer, hollow=hollow)
        for side in SIDES
        for hollow in (False, True)
    ]
    return rows_plot(
        [connectors(rows["men"], rows["women"], names), *ends],
        names,
        list(rows["iso3"]),
        ends=(min(0.0, float(both.min().min())), float(both.max().max()) * 1.12),
        height=height(len(names), FEW, ROW),
        key=[*key, *([open_key(answer)] if rows["aside"].any() else [])],
    )


def _ends(rows: pd.DataFrame, side: str, answer: Answer, *, hollow: bool) -> Points:
    """The ends of one sex, open where they enter no comparison; the farther one has the gap."""
    lang = answer.view.lang
    farther = rows["women"] >= rows["men"]
    here = farther if side == "women" else ~farther
    gaps = [
        Label(difference(women, men, lang, answer.decimals), "after") if far else None
        for women, men, far in zip(rows["women"], rows["men"], here, strict=True)
    ]
    mark = SIDES[side]
    return Points(
        name=text(WORDS[side], lang),
        x=tuple(float(value) for value in rows[side]),
        y=tuple(float(place) for place in rows.index),
        mark=Mark(mark.symbol, mark.size, mark.colour, hollow=hollow),
        data=whose(rows),
        tips=tuple(_tip(row, answer) for _, row in rows.iterrows()),
        labels=tuple(gaps),
    )


def _tip(row: pd.Series, answer: Answer) -> Tip:
    lang = answer.view.lang
    women, men = (number(row[name], lang, answer.decimals) for name in ("women", "men"))
    gap = difference(row["women"], row["men"], lang, answer.decimals)
    said = text("charts.gap", lang, women=women, men=men, gap=gap)
    estimate = text(f"estimate.{row['estimate']}", lang)
    return Tip(str(row["area"]), (said, f"{row['year']} · {estimate}"))


def _alt(answer: Answer) -> Iterator[str]:
    """Women and men with the gap between them: of each member, or of the widest and narrowest."""
    rows = pairs(answer).dropna(subset=["women", "men"])
    if len(rows) <= TOLD:
        yield from (_sentence(answer, row) for _, row in rows.iterrows())
        return
    lang = answer.view.lang
    gaps = (rows["women"] - rows["men"]).sort_values()
    least, most = gaps.index[0], gaps.index[-1]
    yield text("charts.kind.gap.alt.higher", lang, k=int((gaps > 0).sum()), n=len(rows))
    yield f"{text('charts.kind.gap.alt.most', lang)} {_sentence(answer, rows.loc[most])}"
    yield f"{text('charts.kind.gap.alt.least', lang)} {_sentence(answer, rows.loc[least])}"


def _sentence(answer: Answer, row: pd.Series) -> str:
    """Women, men and the gap of one member."""
    lang, decimals = answer.view.lang, answer.decimals
    return text(
        "charts.kind.gap.alt.of",
        lang,
        area=row["area"],
        year=row["year"],
        women=number(row["women"], lang, decimals),
        men=number(row["men"], lang, decimals),
        gap=difference(row["women"], row["men"], lang, decimals),
    )


def _headline(answer: Answer, shown: pd.DataFrame) -> str:
    """Women and men of each member; of many, in how many it is higher among women."""
    rows = pairs(answer).dropna(subset=["women", "men"])
    if len(rows) > headlines.SAID:
        k = int((rows["women"] > rows["men"]).sum())
        return headlines.sentence(answer, shown, "deck.message.gap", k=k, n=len(rows))
    parts = [
        text(
            "deck.message.pair",
            answer.view.lang,
            area=row["area"],
            year=row["year"],
            women=headlines.value(answer, row["women"]),
            men=headlines.value(answer, row["men"]),
        )
        for _, row in rows.iterrows()
    ]
    return headlines.title_of_areas(answer, shown, parts)


KIND = ChartKind(
    order=40,
    plot=plot,
    alt=_alt,
    headline=_headline,
    methods=("M6", "M2"),
    rows="gaps",
    both_sexes=True,
    takes_groups=False,
    title="charts.kind.gap.title",
    title_of_one_year="charts.kind.gap.title.one_year",
)
