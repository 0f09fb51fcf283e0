"""The slides of a meeting that show young people and firms, from the same answers as Explore."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts import counts as plain
from observatory.charts.plot import Datum, Mark, PanelPlot, PointPlot, Tip
from observatory.decks.slide import Slide, aside, of_answer
from observatory.i18n import number, span
from observatory.methods.thresholds import OLD_AFTER_YEARS
from observatory.view import View
from observatory.words.register import Network
from observatory.words.titles import coverage_percent, source_line

Ask = Callable[[View], Answer]
# The standards of the International Conference of Labour Statisticians that a value may follow.
STANDARDS = ("13", "19")


def aggregate(network: Network, ask: Ask) -> list[Slide]:
    """Where young people stand: the OIC aggregate beside a published world figure."""
    view = View(chart="trend", indicator=(network.terms.main,), lang=network.lang)
    frame = ask(view).frame
    ours = frame.loc[
        (frame["iso3"] == network.terms.oic)
        & frame["value"].notna()
        & (frame["estimate"] != "projected")
    ]
    if ours.empty:
        return of_answer(ask(view))
    row = ours.sort_values("year").iloc[-1]
    found = ask(view.but(last=int(row["year"])))
    (slide,) = of_answer(found)
    said = {
        "value": number(row["value"], network.lang, found.decimals),
        "year": row["year"],
        "kind": network.say(f"estimate.{row['estimate']}"),
        "n": row["n"],
        "n_members": row["n_members"],
        "coverage": coverage_percent(row["coverage"], network.lang),
    }
    caveat = network.say("deck.aggregate.caveat", **said)
    return [replace(slide, title=network.say("deck.aggregate", **said), caveat=caveat)]


def spread(network: Network, ask: Ask) -> list[Slide]:
    """How national NEET differs between members: a dot a member, the median, both ends named."""
    view = View(
        chart="strip",
        indicator=(network.terms.main,),
        groups=(network.terms.oic,),
        lang=network.lang,
    )
    found = ask(view)
    values = found.frame.loc[found.frame["role"] == "member"].dropna(subset=["value"])
    if values.empty:
        return of_answer(found)
    ends = values.sort_values("value")["iso3"].iloc[[0, -1]]
    (slide,) = of_answer(ask(view.but(members=tuple(dict.fromkeys(ends)))))
    low, high = (number(v, network.lang, 1) for v in (values["value"].min(), values["value"].max()))
    years = span(int(values["year"].min()), int(values["year"].max()), network.lang)
    title = network.say("deck.spread", low=low, high=high, k=len(values), years=years)
    counts = {f"s{n}": int((values["standard"] == n).sum()) for n in STANDARDS}
    unsaid = int((~values["standard"].isin(STANDARDS)).sum())
    caveat = network.say("deck.spread.caveat", n=len(found.set_aside), unsaid=unsaid, **counts)
    named = [
        network.say("deck.spread.standard", standard=n, areas=network.names(list(part["iso3"])))
        for n, part in values.groupby("standard")
        if n in STANDARDS
    ]
    return [replace(slide, title=title, caveat=caveat, notes=(*slide.notes, *named))]


def women_and_men(network: Network, ask: Ask) -> list[Slide]:
    """NEET of young women and men: in how many members it is higher among women."""
    found = ask(View(chart="gap", indicator=(network.terms.main,), lang=network.lang))
    slides = of_answer(found)
    sides = found.frame.dropna(subset=["value"]).pivot_table(
        index="iso3", columns="sex", values="value"
    )
    if not {"F", "M"} <= set(sides.columns):
        return slides
    k, n = int((sides["F"] > sides["M"]).sum()), len(sides)
    years = found.frame["year"].dropna()
    said = {"k": k, "n": n, "years": span(int(years.min()), int(years.max()), network.lang)}
    title = network.say("deck.gap", **said)
    caveat = network.say("deck.gap.caveat", k=found.set_aside["iso3"].nunique())
    return [replace(slide, title=title, caveat=caveat) for slide in slides]


def firms(network: Network, ask: Ask) -> list[Slide]:
    """New firms, employers and own-account work: three panels of dots by income group."""
    shown = network.terms.leading("firms")
    answers = [ask(View(chart="bars", indicator=(i,), lang=network.lang)) for i in shown]
    dots = [_dots(network, found) for found in answers]
    names = [_title(found) for found in answers]
    rows = pd.concat([found.frame for found in answers], ignore_index=True)
    title = _firms_text(network, answers[0], dots[0])
    table = View(chart="table", indicator=shown, lang=network.lang)
    notes = dict.fromkeys(note for found in answers for note in (*found.notes, *_aside(found)))
    told = zip(names, answers, dots, strict=True)
    panels = tuple(zip(names, (_panel(network, each) for each in dots), strict=True))
    plot = PanelPlot(
        panels=panels,
        across=len(panels),
        key=panels[0][1].key,
        alts={name: _panel_text(network, name, found, part) for name, found, part in told},
    )
    return [
        Slide(
            title=title,
            subtitle=network.say("deck.firms.lead"),
            source=source_line(
                answers[0].view, rows.loc[rows["role"] == "member"], network.terms, network.build
            ),
            caveat=network.say("deck.firms.caveat"),
            notes=tuple(notes),
            alt=title,
            address=table.on_explore(),
            plot=plot,
            rows=rows,
        )
    ]


def _firms_text(network: Network, found: Answer, dots: pd.DataFrame) -> str:
    """How new firms differ between income groups: the medians of the two furthest apart."""
    lang = network.lang
    known = found.frame.loc[(found.frame["role"] == "member") & found.frame["value"].notna()]
    years = known["year"]
    period = span(int(years.min()), int(years.max()), lang) if len(years) else "–"
    medians = {str(name): float(part["x"].median()) for name, part in dots.groupby("row")}
    if len(medians) < 2:
        return network.say("deck.firms", k=len(known), years=period)
    low, high = (end(medians, key=medians.__getitem__) for end in (min, max))
    return network.say(
        "deck.firms.medians",
        indicator=found.frame["indicator"].iloc[0],
        low=number(medians[low], lang, found.decimals),
        low_group=low,
        high=number(medians[high], lang, found.decimals),
        high_group=high,
        k=len(known),
        years=period,
    )


def _aside(found: Answer) -> list[str]:
    """Whom one of several indicators sets aside, and why."""
    _, reasons = aside(found)
    return [f"{found.frame['indicator'].iloc[0]} · {reason}" for reason in reasons]


def _title(found: Answer) -> str:
    names = found.frame["indicator"]
    return f"{names.iloc[0]} ({found.unit_short})" if len(names) else ""


def _groups(network: Network) -> Mapping[str, str]:
    """The names of the income groups, from low to high, and the group of each member."""
    terms = network.terms
    return {group: terms.groups[group].name[network.lang] for group in terms.groups_of("income")}


def _dots(network: Network, found: Answer) -> pd.DataFrame:
    """The dots of one indicator by income group: x, row, kind, label, tip, datum."""
    frame = found.frame
    shown = frame.loc[(frame["role"] == "member") & frame["value"].notna()]
    names = _groups(network)
    where = {
        iso3: name for code, name in names.items() for iso3 in network.terms.groups[code].areas
    }
    kinds = {
        True: network.say("charts.old", years=OLD_AFTER_YEARS),
        False: network.say("estimate.reported"),
    }
    return pd.DataFrame(
        {
            "x": shown["value"],
            "row": shown["iso3"].map(where),
            "kind": shown["old"].map(kinds),
            "label": "",
            "tip": [
                Tip(area, (str(year),))
                for area, year in zip(shown["area"], shown["year"], strict=True)
            ],
            "datum": [
                Datum(iso3, area, int(year))
                for iso3, area, year in zip(
                    shown["iso3"], shown["area"], shown["year"], strict=True
                )
            ],
        }
    ).dropna(subset=["row"])


def _panel(network: Network, rows: pd.DataFrame) -> PointPlot:
    """The dots of one indicator as a panel."""
    marks = {
        network.say("estimate.reported"): Mark("circle", 10, "accent"),
        network.say("charts.old", years=OLD_AFTER_YEARS): Mark(
            "diamond", 10, "reference", hollow=True
        ),
    }
    most = float(rows["x"].max()) if len(rows) else 1.0
    names = list(_groups(network).values())
    return plain.spots(rows, names=names, across=(0, most * 1.05), marks=marks)


def _panel_text(network: Network, name: str, found: Answer, rows: pd.DataFrame) -> str:
    """The text of a panel: of each income group how many members, and from which value to which."""
    parts = []
    for group in _groups(network).values():
        values = rows.loc[rows["row"] == group, "x"]
        if values.empty:
            parts.append(network.say("deck.told", name=group, said="–"))
            continue
        low, high = (number(v, network.lang, found.decimals) for v in (values.min(), values.max()))
        parts.append(network.say("deck.firms.told", group=group, k=len(values), low=low, high=high))
    return " ".join([f"{name}.", *parts])
