"""The slides of a meeting that show young people and firms, from the same answers as Explore."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from observatory.answer import Answer
from observatory.charts import plain
from observatory.charts.theme import LIGHT, Look
from observatory.i18n import number, span
from observatory.network import Network
from observatory.slides import Slide, numbered, of_answer
from observatory.view import View
from observatory.wording import covered, source_line

Ask = Callable[[View], Answer]
FIRMS = ("new_business_density", "employers_share", "own_account_share")
INCOME = ("INCOME_LOW", "INCOME_LOWER_MIDDLE", "INCOME_UPPER_MIDDLE", "INCOME_HIGH")


def aggregate(of: Network, ask: Ask, look: Look = LIGHT) -> list[Slide]:
    """Where young people stand: the OIC aggregate and a published world figure, over time."""
    found = ask(View(chart="trend", indicator=("neet_rate",), lang=of.lang))
    (slide,) = of_answer(found, look)
    frame = found.frame
    ours = frame.loc[
        (frame["iso3"] == "OIC") & frame["value"].notna() & (frame["estimate"] != "projected")
    ]
    if ours.empty:
        return [slide]
    row = ours.sort_values("year").iloc[-1]
    said = {
        "value": number(row["value"], of.lang, found.decimals),
        "year": row["year"],
        "kind": of.say(f"estimate.{row['estimate']}"),
        "n": row["n"],
        "coverage": covered(row["coverage"], of.lang),
    }
    caveat = of.say("deck.aggregate.caveat", **said)
    return [replace(slide, title=of.say("deck.aggregate", **said), caveat=caveat)]


def spread(of: Network, ask: Ask, look: Look = LIGHT) -> list[Slide]:
    """How national NEET differs between members: a dot a member, the median, no names."""
    found = ask(View(chart="strip", indicator=("neet_rate",), groups=("OIC",), lang=of.lang))
    (slide,) = of_answer(found, look)
    values = found.frame.loc[found.frame["role"] == "member"].dropna(subset=["value"])
    if values.empty:
        return [slide]
    low, high = (number(v, of.lang, 1) for v in (values["value"].min(), values["value"].max()))
    years = span(int(values["year"].min()), int(values["year"].max()), of.lang)
    title = of.say("deck.spread", low=low, high=high, k=len(values), years=years)
    aside = of.say("deck.spread.caveat", n=len(found.set_aside))
    names = [f"{row.area}: {row.reason}" for row in found.set_aside.itertuples()]
    return [replace(slide, title=title, caveat=aside, notes=(*slide.notes, *names))]


def women_and_men(of: Network, ask: Ask, look: Look = LIGHT) -> list[Slide]:
    """NEET of young women and men: in how many members it is higher among women."""
    found = ask(View(chart="gap", indicator=("neet_rate",), lang=of.lang))
    slides = of_answer(found, look)
    sides = found.frame.dropna(subset=["value"]).pivot_table(
        index="iso3", columns="sex", values="value"
    )
    if not {"F", "M"} <= set(sides.columns):
        return slides
    k, n = int((sides["F"] > sides["M"]).sum()), len(sides)
    years = found.frame["year"].dropna()
    said = {"k": k, "n": n, "years": span(int(years.min()), int(years.max()), of.lang)}
    caveat = of.say("deck.gap.caveat")
    named = [replace(slide, title=of.say("deck.gap", **said), caveat=caveat) for slide in slides]
    return numbered(named, of.lang)


def firms(of: Network, ask: Ask, look: Look = LIGHT) -> list[Slide]:
    """New firms, employers and own-account work: three panels of dots by income group."""
    answers = [ask(View(chart="bars", indicator=(i,), lang=of.lang)) for i in FIRMS]
    panels = [(_titled(found), _dots(of, found, look)) for found in answers]
    rows = pd.concat([found.frame for found in answers], ignore_index=True)
    first = answers[0].frame
    density = first.loc[(first["role"] == "member") & first["value"].notna()]
    years = density["year"]
    period = span(int(years.min()), int(years.max()), of.lang) if len(years) else "–"
    return [
        Slide(
            title=of.say("deck.firms", k=len(density), years=period),
            subtitle=of.say("deck.firms.lead"),
            source=source_line(
                answers[0].view, rows.loc[rows["role"] == "member"], of.terms, of.build
            ),
            caveat=of.say("deck.firms.caveat"),
            notes=tuple(dict.fromkeys(note for found in answers for note in found.notes)),
            alt=of.say("deck.firms", k=len(density), years=period),
            address=f"explore?{answers[0].view.query()}",
            panels=tuple(panels),
            rows=rows,
        )
    ]


def _titled(found: Answer) -> str:
    names = found.frame["indicator"]
    return f"{names.iloc[0]} ({found.unit_short})" if len(names) else ""


def _dots(of: Network, found: Answer, look: Look) -> object:
    """The dots of one indicator by income group."""
    frame = found.frame
    shown = frame.loc[(frame["role"] == "member") & frame["value"].notna()]
    groups = {i: of.terms.groups[i] for i in INCOME if i in of.terms.groups}
    names = {code: term.name[of.lang] for code, term in groups.items()}
    where = {iso3: names[code] for code, term in groups.items() for iso3 in term.areas}
    kinds = {True: of.say("charts.old"), False: of.say("estimate.reported")}
    rows = pd.DataFrame(
        {
            "x": shown["value"],
            "row": shown["iso3"].map(where),
            "kind": shown["old"].map(kinds),
            "label": "",
            "hover": shown["area"] + " " + shown["year"].astype(str),
        }
    ).dropna(subset=["row"])
    marks = {
        kinds[False]: {"size": 10, "symbol": "circle", "color": look.accent},
        kinds[True]: {"size": 10, "symbol": "diamond-open", "color": look.reference,
                      "line": {"width": 1.6, "color": look.reference}},
    }  # fmt: skip
    most = float(rows["x"].max()) if len(rows) else 1.0
    return plain.spots(
        rows, names=list(names.values()), across=(0, most * 1.05), marks=marks, look=look,
        lang=of.lang,
    )  # fmt: skip
