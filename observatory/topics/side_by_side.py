"""The page side by side: an indicator beside participation, member by member (methods M8, M9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts import side_by_side as dots
from observatory.charts.exhibit import Exhibit
from observatory.charts.theme import Frame
from observatory.i18n import join_names, number, percent
from observatory.methods import side_by_side as beside
from observatory.methods.participation import (
    NETWORK,
    bounds,
    gate_open,
    known_share,
    modes,
)
from observatory.topics import focal_points
from observatory.topics.group_references import Ask
from observatory.topics.group_references import references as averages
from observatory.view import DEFAULT, MEASURES, View
from observatory.words import titles
from observatory.words.filters import filter_words
from observatory.words.participation import listed_at
from observatory.words.register import Network

# Who may see cuts, bands and an order of outreach, and only with the gate open.
AUDIENCE = "secretariat"
# The word for how the meetings of a measure were held.
MODE_OF = {"in_person": "in_person", "online": "virtual"}


@dataclass(frozen=True)
class Pair:
    """An indicator and a measure of participation, of all members, in alphabetical order.

    `rows`: what `measures.beside.set_out` gives, with area, unit, series_id, source and licence of
    the value, and national_missing: where a modelled value stands for a national one, why there is
    no national one (M10). Of meetings there are no bounds of both modes together: those in person
    and those online stand in columns that begin with the mode, such as `online_lower`. `cuts` are
    None unless the gate is open, the build is for the Secretariat and the measure is of one mode.
    """

    network: Network
    view: View
    rows: pd.DataFrame
    is_open: bool
    cuts: beside.Cuts | None
    unit: str
    decimals: int
    source_line: str

    @property
    def measures(self) -> dict[str, str]:
        """The measures shown, each with what the names of its columns begin with."""
        found = modes(self.view.measure)
        return {each: "" if len(found) == 1 else f"{each}_" for each in found}

    @property
    def points(self) -> pd.DataFrame:
        """The members with a value and with events open to them."""
        return self.rows.loc[self.rows["aside"] == ""].reset_index(drop=True)


def pair(network: Network, view: View, ask: Ask) -> Pair:
    """A view's indicator beside its measure, under its filters."""
    indicator_id = view.indicator[0]
    asked = view.same_filters(chart="bars", indicator=(indicator_id,), groups=(), lang=network.lang)
    values = (
        _values(asked, ask).reindex(list(network.members)).rename_axis(index="iso3").reset_index()
    )
    found = {each: network.cells(each) for each in modes(view.measure)}
    rows = _set_out(values, {each: bounds(own) for each, own in found.items()})
    is_open = all(map(gate_open, found.values()))
    single = len(found) == 1
    unit = network.terms.units[network.terms.indicators[indicator_id].unit]
    shown = rows.loc[rows["value"].notna()]
    return Pair(
        network=network,
        view=asked.but(measure=view.measure, groups=view.groups),
        rows=rows,
        is_open=is_open,
        cuts=beside.cuts(rows) if is_open and single and _has_cuts(network, rows) else None,
        unit=unit.name[network.lang],
        decimals=unit.decimals,
        source_line=titles.source_line(asked, shown, network.terms, network.build),
    )


def _set_out(values: pd.DataFrame, found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Values and the bounds of each measure; of several the columns begin with the measure."""
    if len(found) == 1:
        return beside.plot_rows(values, *found.values())
    every = pd.concat(list(found.values()))[["iso3", "open"]]
    out = beside.plot_rows(values, every.groupby("iso3", as_index=False).sum())
    out = out.drop(columns="open")
    for measure, own in found.items():
        named = {name: f"{measure}_{name}" for name in own.columns if name != "iso3"}
        out = out.merge(own.rename(columns=named), on="iso3", how="left", validate="one_to_one")
    return out


def _has_cuts(network: Network, rows: pd.DataFrame) -> bool:
    """Whether medians are drawn behind an open gate: for the Secretariat, of national values."""
    return network.build.audience == AUDIENCE and bool(rows["compared"].any())


def _values(asked: View, ask: Ask) -> pd.DataFrame:
    """A value a member: national, else modelled; under a lens of that estimate type alone."""
    if asked.lens != "auto":
        return _members(ask(asked)).assign(national_missing="")
    national = _members(ask(asked.but(lens="reported")))
    instead = asked.but(lens="modelled")
    years = national["year"].dropna()
    if asked.same and len(years):  # one year for all is one year for both estimate types
        instead = instead.but(first=int(years.max()), last=int(years.max()))
    gaps = national.index[national["value"].isna()]
    values = pd.concat([national.drop(index=gaps), _members(ask(instead)).loc[gaps]])
    gone = values["value"].isna()
    values.loc[gone, "missing"] = national["missing"]
    return values.assign(national_missing=national["missing"].where(~gone, ""))


def _members(found: Answer) -> pd.DataFrame:
    frame = found.frame.loc[found.frame["role"] == "member"]
    columns = ["area", "value", "year", "unit", "indicator_id", "series_id", "sex", "estimate"]
    kept = [*columns, "edition", "old", "missing", "source", "licence", "role", "modelled",
            "modelled_series"]  # fmt: skip
    return frame.set_index("iso3")[kept]


def side_by_side(network: Network, view: View, ask: Ask) -> Exhibit:
    """The two rows of dots, and the rows of all members: those plotted and those set aside."""
    return dots_of(pair(network, view, ask))


def dots_of(this: Pair, chosen: str | None = None) -> Exhibit:
    """The two rows of dots of the members of a pair, and the rows of all of them.

    `chosen`: what a reader chose, in words; the filters of the view where it is not given.
    """
    lead_in, filters = _subtitle(this)
    chosen = filters if chosen is None else chosen
    network, view, shown = this.network, this.view, this.points
    facts = [_facts(this, row) for _, row in shown.iterrows()]
    drawn = dots.plot(
        shown.assign(facts=pd.Series(facts, index=shown.index, dtype="object")),
        names=_titles(this),
        measures=this.measures,
        at=this.cuts,
        lang=network.lang,
    )
    words = Frame(_title(this), " ".join(filter(None, (lead_in, chosen))), this.source_line)
    name = f"side-by-side-{view.indicator[0]}-{view.measure}-{network.build.build_id}"
    notes = tuple(_aside_notes(this))
    return Exhibit(
        name,
        drawn,
        _alt(this),
        file_rows(this),
        words,
        network.build,
        network.lang,
        notes=notes,
    )


def _aside_notes(this: Pair) -> Iterator[str]:
    """For the notes of a slide: how many members are set aside, and whom for which reason."""
    gone = remainder(this)
    if gone.empty:
        return
    yield this.network.say("side_by_side.aside", k=len(gone))
    for reason, rows in gone.groupby("reason", sort=False):
        areas = join_names(rows["area"], this.network.lang)
        yield this.network.say("deck.aside.reason", reason=reason, areas=areas)


def _title(this: Pair) -> str:
    network = this.network
    indicator = network.terms.indicators[this.view.indicator[0]].name[network.lang]
    measure = network.say(f"side_by_side.measure.{this.view.measure}")
    n = len(this.points)
    return network.say("side_by_side.title.figure", indicator=indicator, measure=measure, n=n)


def _subtitle(this: Pair) -> tuple[str, str]:
    """What stands above and what below; and the filters that it does not say, in words."""
    sex = this.network.say(f"sex.{this.view.sex}")
    key = "side_by_side.subtitle.same" if this.view.same else "side_by_side.subtitle"
    line = this.network.say(key, unit=this.unit, sex=sex)
    # The groups stand under the figure, not in it.
    further = this.view.but(groups=DEFAULT.groups, sex=DEFAULT.sex, same=DEFAULT.same)
    return line, filter_words(further, this.network.terms)


def lead(this: Pair) -> str:
    """What the table of members shows: of which estimate type its values are."""
    values = this.network.say(f"side_by_side.table.values.{this.view.lens}")
    return f"{values} {this.network.say('side_by_side.table.lead')}"


def references(this: Pair, ask: Ask) -> list[str]:
    """The averages of the groups chosen, which stand under the figure."""
    return averages(this.network, this.view, this.view.groups, ask)


def _alt(this: Pair) -> str:
    """What the figure shows in figures: how many members, the ranges, what is set aside."""
    network, shown = this.network, this.points
    if shown.empty:
        return network.say("side_by_side.none")
    low, high = (
        number(x, network.lang, this.decimals) for x in (shown["value"].min(), shown["value"].max())
    )
    return network.say(
        "side_by_side.alt",
        title=_title(this),
        low=low,
        high=high,
        n=len(shown),
        aside=len(this.rows) - len(shown),
    )


def _titles(this: Pair) -> dict[str, str]:
    """The titles of the axes, and the words of the medians where they are drawn."""
    network = this.network
    out = {"value": this.unit, "share": network.say("side_by_side.share")}
    if len(this.measures) > 1:
        out |= {each: network.say(f"mode.{MODE_OF[each]}") for each in this.measures}
    if this.cuts is not None:
        value = number(this.cuts.value, network.lang, this.decimals)
        share = percent(100 * this.cuts.lower, network.lang, 0)
        out["median_value"] = network.say("side_by_side.median", value=value, n=this.cuts.n)
        out["median_share"] = network.say("side_by_side.median", value=share, n=this.cuts.n)
    return out


def _facts(this: Pair, row: pd.Series) -> tuple[str, ...]:
    """What a dot says below its member's name: the value, and the events it is listed at."""
    network = this.network
    kind = network.say(f"estimate.{row['estimate']}")
    value = number(row["value"], network.lang, this.decimals)
    return (
        f"{value} {this.unit} · {row['year']} · {kind}",
        *kind_lines(this, row),
        *(_listed_words(this, row, each, before) for each, before in this.measures.items()),
    )


def kind_lines(this: Pair, row: pd.Series) -> list[str]:
    """What is said with the estimate type of a value: the other one, or that a note bars it (M2).

    A modelled value that stands for a national one which a country note bars says so.
    """
    lines = titles.twin_lines(row, this.decimals, this.network.lang)
    return [*lines, this.network.say("side_by_side.barred")] if is_barred(row) else lines


def is_barred(row: pd.Series) -> bool:
    """Whether a modelled value stands for a national one that a country note bars."""
    return bool(row["national_missing"] == "not_comparable")


def _listed_words(this: Pair, row: pd.Series, measure: str, before: str) -> str:
    """At how many events of a measure a member is listed; the measure is named beside another."""
    network = this.network
    counts = {"k": "attended", "n": "open", "unknown": "unknown"}
    told = {key: _count(row, before + name) for key, name in counts.items()}
    said = network.say("side_by_side.listed", **told)
    if not before:
        return said
    name = network.say(f"side_by_side.measure.{measure}")
    return network.say("participation.gate.of", measure=name, said=said)


def _count(row: pd.Series, name: str) -> int:
    """A count of events; none is open to a member that has no row of the measure."""
    return 0 if pd.isna(row[name]) else int(row[name])


def file_rows(this: Pair) -> pd.DataFrame:
    """The rows of the file: every member, with the reason where it is set aside."""
    rows = this.rows.drop(columns=["role", "compared"]).assign(
        measure=this.view.measure,
        gate="open" if this.is_open else "closed",
        aside=[_reason(this, row) for _, row in this.rows.iterrows()],
        build_id=this.network.build.build_id,
    )
    terms = this.network.terms.series
    series = rows["series_id"].map(terms.get)
    rows = rows.assign(
        vintage=series.map(lambda term: (term and term.vintage) or ""),
        obtained_on=series.map(lambda term: str((term and term.obtained_on) or "")),
    )
    if this.cuts is not None:
        rows = rows.assign(
            compared=this.rows["compared"],
            near_the_line=beside.near(this.rows, this.cuts),
            median_value=this.cuts.value,
            median_lower=this.cuts.lower,
        )
    return rows


def _reason(this: Pair, row: pd.Series) -> str:
    """Why a member is set aside, in words; empty for one that is plotted."""
    if row["aside"] == "no_value":
        return titles.reason(row["missing"], this.network.lang)
    return this.network.say("side_by_side.not_open") if row["aside"] else ""


def remainder(this: Pair) -> pd.DataFrame:
    """The members that are not plotted, each with the reason."""
    gone = this.rows.loc[this.rows["aside"] != ""]
    return pd.DataFrame(
        {"area": gone["area"], "reason": [_reason(this, row) for _, row in gone.iterrows()]}
    )


def table(this: Pair) -> pd.DataFrame:
    """Every member: its value, and what is known of it in the network, measure by measure.

    Grain: member, in alphabetical order whatever the reader chose.
    """
    network = this.network
    rows = this.rows
    out = pd.DataFrame(
        {
            "area": rows["area"],
            "value": [
                "" if pd.isna(x) else number(x, network.lang, this.decimals) for x in rows["value"]
            ],
            "year": ["" if pd.isna(year) else str(year) for year in rows["year"]],
            "estimate": _estimates(this),
        }
    )
    for measure in MEASURES[1:]:
        out[measure] = _participation_lines(network, measure, list(rows["iso3"]))
    out["offices"] = [offices(network, iso3) for iso3 in rows["iso3"]]
    out["focal_point"] = [focal_point(network, iso3) for iso3 in rows["iso3"]]
    for before in this.measures.values():
        out[f"{before}not_known"] = [
            _unknown_share(row, before, network.lang) for _, row in rows.iterrows()
        ]
    if this.cuts is not None:
        close = beside.near(rows, this.cuts)
        out["near_the_line"] = [network.say("side_by_side.near") if each else "" for each in close]
    return out


def _estimates(this: Pair) -> list[str]:
    """The estimate type of each value, with what is said of the other one (M2)."""
    rows = this.rows
    kinds = this.network.code_words(rows["estimate"].where(rows["estimate"] != ""), "estimate")
    lines = [kind_lines(this, row) for _, row in rows.iterrows()]
    return [" · ".join([kind, *line]) for kind, line in zip(kinds, lines, strict=True)]


def _participation_lines(network: Network, measure: str, members: list[str]) -> list[str]:
    """What is known of each member in a measure: listed at k of n events, so many not known."""
    found = bounds(network.cells(measure))
    if found.empty:
        return [network.say("participation.state.no_event")] * len(members)
    by_member = found.set_index("iso3").reindex(members)
    return [participation_words(network, row) for _, row in by_member.iterrows()]


def participation_words(network: Network, row: pd.Series, before: str = "") -> str:
    """A member's participation in words; `before`: what the names of the columns begin with."""
    attended, unknown, held = (
        _count(row, before + name) for name in ("attended", "unknown", "open")
    )
    return listed_at(attended, unknown, held, network.lang)


def _unknown_share(row: pd.Series, before: str, lang: str) -> str:
    unknown, whole = row[f"{before}unknown"], row[f"{before}open"]
    return percent(100 * unknown / whole, lang, 0) if whole > 0 else ""


def offices(network: Network, iso3: str) -> str:
    """The offices of the network that a member's bodies hold or held."""
    frame = network.tables["offices"]
    mine = frame.loc[(frame["iso3"] == iso3) & (frame["framework"] == NETWORK)]
    terms = network.dates(mine, "since", "until")
    words = zip(network.code_words(mine["role"], "office"), terms, strict=True)
    return join_names((f"{office} {term}" for office, term in words), network.lang)


def focal_point(network: Network, iso3: str) -> str:
    """What is known of a member's focal point; that nothing is known is no `no`."""
    frame = focal_points.in_force(network)
    mine = frame.loc[frame["iso3"] == iso3]
    return network.say(f"focal.{mine['status'].iloc[-1] if len(mine) else 'unknown'}")


def outreach(this: Pair) -> pd.DataFrame:
    """The order of outreach: what is known of each, and which list would settle the rest.

    Only behind the gate and in the Secretariat's audience; empty otherwise.
    """
    if this.cuts is None:
        return pd.DataFrame()
    network = this.network
    chosen = beside.outreach(this.rows, this.cuts)
    events = network.events.set_index("event_id")
    found = network.cells(this.view.measure)
    open_cells = found.loc[found["state"] == "unknown"]
    lists = open_cells.groupby("iso3")["event_id"].agg(list)
    return pd.DataFrame(
        {
            "area": chosen["area"],
            "value": [number(x, network.lang, this.decimals) for x in chosen["value"]],
            "year": chosen["year"].astype(str),
            "attended": chosen["attended"],
            "open": chosen["open"],
            "lower": [percent(100 * x, network.lang, 0) for x in chosen["lower"]],
            "upper": [percent(100 * x, network.lang, 0) for x in chosen["upper"]],
            "near_the_line": [
                network.say("side_by_side.near") if each else "" for each in chosen["near"]
            ],
            "settled_by": [
                join_names(network.texts(events.loc[lists.get(iso3, [])]), network.lang)
                for iso3 in chosen["iso3"]
            ],
        }
    )


def gate(this: Pair) -> str:
    """What the gate says of this view: whether it is open, and what stands behind it."""
    network = this.network
    found = {each: network.cells(each) for each in this.measures}
    shares = {m: percent(100 * known_share(own), network.lang, 0) for m, own in found.items()}
    if len(shares) > 1:
        parts = [
            network.say(
                "side_by_side.share.of", measure=network.say(f"filters.measure.{each}"), share=share
            )
            for each, share in shares.items()
        ]
        end = "open" if this.is_open else "closed"
        return " ".join([*parts, network.say(f"side_by_side.gate.modes.{end}")])
    share = shares[this.view.measure]
    if not this.is_open:
        return network.say("side_by_side.gate.closed", share=share)
    if this.cuts is None:
        national = network.build.audience == AUDIENCE
        return network.say(f"side_by_side.gate.{'national' if national else 'open'}", share=share)
    return network.say(
        "side_by_side.gate.cuts",
        share=share,
        n=this.cuts.n,
        value=number(this.cuts.value, network.lang, this.decimals),
        lower=percent(100 * this.cuts.lower, network.lang, 0),
    )
