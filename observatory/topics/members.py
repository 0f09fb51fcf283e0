"""The page of members: one row a member, with a figure and what lists say of it (methods M8, M9).

Nothing here puts members in order by a figure: they stand in the alphabet of the language, and by
a measure of participation only where its gate is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from observatory.charts.exhibit import Exhibit
from observatory.i18n import join_names, language, number, percent
from observatory.methods.missing import last_day
from observatory.methods.participation import (
    MEETINGS,
    MODES,
    bounds,
    count_lists,
    known_share,
    modes,
)
from observatory.methods.thresholds import OLD_AFTER_YEARS
from observatory.topics import focal_points, participation, side_by_side
from observatory.topics.group_references import Ask
from observatory.topics.side_by_side import Pair
from observatory.view import DEFAULT, MEASURES, View
from observatory.words import titles
from observatory.words.filters import filter_parts
from observatory.words.register import Network
from observatory.words.search import fold, labels

# The measures of a row, each with columns that begin with its name.
SHOWN_MEASURES = MEASURES[1:]
TRAININGS = ("given", "received")
# What is said once where it is the same for all 57.
CONSTANT = (*TRAININGS, "focal_point")


@dataclass(frozen=True)
class Roster:
    """The 57 members as rows, and which of them a reader chose.

    `rows`: the rows of `pair` with age (years), stale, listed (`named` where a published list of a
    meeting names the member, else `never`), `given_…` and `received_…` as the meetings have them,
    focal_point (code), offices (words) and lists_missing (ids of events). Grain: member, in the
    order shown. `chosen`: the codes of the rows that stand.
    """

    network: Network
    view: View
    pair: Pair
    rows: pd.DataFrame
    chosen: frozenset[str]

    @property
    def seen(self) -> pd.DataFrame:
        """The rows that the reader's choice leaves."""
        return self.rows.loc[self.rows["iso3"].isin(self.chosen)].reset_index(drop=True)

    @property
    def order(self) -> str:
        """What the members stand in order by: what a reader chose where its gate is open."""
        return self.view.order if self.view.order in orders(self.network) else "name"

    @property
    def figure_parts(self) -> list[str]:
        """What the filters say of the figure, in words: sex, estimate type, years, one year."""
        # The averages of groups do not stand on this page.
        parts = filter_parts(self.view.but(groups=DEFAULT.groups), self.network.terms)
        years = self.rows["year"].dropna()
        return [*parts, str(int(years.max()))] if self.view.same and len(years) else parts

    @property
    def age(self) -> tuple[str, dict[str, int]]:
        """Against what the age of the figures stands (M11): a word of the texts, and its numbers.

        `newest`: against the build; `chosen`: the same, in years that a reader chose; `window`:
        against the last of these; `same`: one year for all has no age.
        """
        first, last = self.view.first, self.view.last
        if self.view.same:
            return "same", {}
        if last is not None and last < self.network.build.built_at.year:
            return "window", {"years": OLD_AFTER_YEARS, "year": last}
        return "chosen" if first or last else "newest", {"years": OLD_AFTER_YEARS}


def roster(network: Network, view: View, ask: Ask) -> Roster:
    """The members under a view: its indicator and filters, and what it chooses of the rows."""
    view = view.but(lang=network.lang)
    pair = side_by_side.pair(network, view.but(measure="meetings"), ask)
    rows = _rows(pair)
    return Roster(network, view, pair, _in_order(network, view, rows), _choose(network, view, rows))


def _rows(pair: Pair) -> pd.DataFrame:
    """A row a member, in alphabetical order: the figure, and what is known of its part."""
    network, rows = pair.network, pair.rows.copy()
    year = pd.to_numeric(rows["year"]).astype("Int64")
    shown = year.dropna()
    last = int(shown.max()) if pair.view.same and len(shown) else pair.view.last
    rows["age"] = last_day(network.build.built_at.date(), last).year - year
    rows["stale"] = rows["value"].isna() | rows["old"].fillna(value=False).astype(bool)
    named = rows[[f"{mode}_attended" for mode in MODES]].fillna(0).gt(0).any(axis="columns")
    rows["listed"] = ["named" if each else "never" for each in named]
    for measure in TRAININGS:
        own = bounds(network.cells(measure))
        own = own.rename(columns={each: f"{measure}_{each}" for each in own if each != "iso3"})
        rows = rows.merge(own, on="iso3", how="left", validate="one_to_one")
    points = focal_points.in_force(network)
    statuses = points.set_index("iso3")["status"]
    rows["focal_point"] = rows["iso3"].map(statuses).astype("object").fillna("unknown")
    rows["offices"] = [side_by_side.offices(network, iso3) for iso3 in rows["iso3"]]
    lists = _lists_missing(network)
    rows["lists_missing"] = [";".join(lists.get(iso3, ())) for iso3 in rows["iso3"]]
    return rows


def _lists_missing(network: Network) -> dict[str, list[str]]:
    """The events open to each member whose list is not available, in the order of time."""
    found = pd.concat([network.cells(measure) for measure in (*MODES, "received")])
    order = {event: at for at, event in enumerate(network.events["event_id"])}
    found = found.loc[found["state"] == "unknown"]
    found = found.sort_values("event_id", key=lambda ids: ids.map(order), kind="stable")
    return {str(iso3): list(own) for iso3, own in found.groupby("iso3")["event_id"]}


def orders(network: Network) -> tuple[str, ...]:
    """What members may be put in order by: their names, and each measure whose gate is open."""
    open_ones = (each for each in SHOWN_MEASURES if participation.comparable(network, each))
    return ("name", *open_ones)


def _in_order(network: Network, view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows by a measure whose gate is open, most lists first; else as they stand."""
    if view.order == "name" or view.order not in orders(network):
        return rows
    ends = [f"{view.order}_lower", f"{view.order}_upper"]
    return rows.sort_values(ends, ascending=False, kind="stable").reset_index(drop=True)


def _choose(network: Network, view: View, rows: pd.DataFrame) -> frozenset[str]:
    """The codes of the members that meet every choice of a view."""
    kept = rows["stale"] if view.stale else pd.Series(data=True, index=rows.index)
    if view.listed != "any":
        kept &= rows["listed"] == view.listed
    kept &= rows["iso3"].isin(members_of_choice(network, view))
    return frozenset(rows.loc[kept, "iso3"])


def members_of_choice(network: Network, view: View) -> list[str]:
    """The members of the groups that a view chooses, and whose name it looks for."""
    codes = list(network.members)
    for areas in _areas(network, view.regions):
        codes = [iso3 for iso3 in codes if iso3 in areas]
    if not view.find.strip():
        return codes
    found = _find(network, view.find)
    return [iso3 for iso3 in codes if iso3 in found]


def _areas(network: Network, chosen: Iterable[str]) -> Iterator[set[str]]:
    """The areas of the groups chosen, joined within a kind: each kind narrows the others."""
    kinds: dict[str, set[str]] = {}
    for group_id in chosen:
        group = network.terms.groups[group_id]
        kinds.setdefault(group.kind, set()).update(group.areas)
    yield from kinds.values()


def _find(network: Network, words: str) -> set[str]:
    """The members whose code or any of whose names, old ones among them, holds a text.

    Accents, hamza and case aside.
    """
    sought = fold(words.strip())
    codes = network.terms.members
    known = labels(network.terms.countries, codes, network.lang)
    return {iso3 for iso3 in codes if sought in fold(known[iso3])}


def sentences(this: Roster) -> list[str]:
    """What the rows say, counted: who stands on a list, whose figure is old, what is not known."""
    network, seen = this.network, this.seen
    if network.events.empty:
        return [network.say("participation.none")]
    if seen.empty:
        return [network.say("members.nobody")]
    never = seen.loc[seen["listed"] == "never"]
    named = len(seen) - len(never)
    parts = [network.say("members.named", k=named)] if named else []
    if len(never):
        parts.append(network.say("members.never.too" if named else "members.never", k=len(never)))
    counted = network.in_a_row(parts) + network.say("members.stop")
    counted_of = never if len(never) and not this.view.stale else seen
    return [counted, *_figures(this, counted_of), *_never(this, never)]


def figure_name(this: Roster) -> str:
    """The name of the indicator with what the filters say of it."""
    network = this.network
    indicator = network.terms.indicators[this.view.indicator[0]].name[network.lang]
    return language(network.lang).comma.join([indicator, *this.figure_parts])


def _figures(this: Roster, rows: pd.DataFrame) -> Iterator[str]:
    """For how many of some members the figure is old or missing, modelled, or set aside."""
    network, (age, numbers) = this.network, this.age
    n, stale = len(rows), int(rows["stale"].sum())
    group = "never" if (rows["listed"] == "never").all() else "all"
    some = 0 < stale < n
    whom = network.say(f"members.for.{'some' if some else 'each'}.{group}", n=n, k=stale)
    end = "old" if stale else "new"
    found = network.say(f"members.{end}.{age}", **numbers)
    yield network.say("members.figures", name=figure_name(this), whom=whom, found=found)
    modelled = int(((rows["estimate"] == "modelled") & ~rows["stale"]).sum())
    if modelled and this.view.lens == "auto":
        key = "members.modelled" if stale else "members.modelled.among"
        yield network.say("members.modelled.each" if modelled == n else key, k=modelled)
    barred = rows.loc[[side_by_side.is_barred(row) for _, row in rows.iterrows()], "area"]
    if len(barred):
        yield network.say("members.barred", areas=join_names(barred, network.lang))


def _never(this: Roster, never: pd.DataFrame) -> Iterator[str]:
    """What it does not mean that no list names a member: none was open, or lists are missing."""
    if never.empty:
        return
    network = this.network
    counts = {mode: count_lists(network.cells(mode)) for mode in MODES}
    if not any(n for _, n in counts.values()):
        return
    shut = never.loc[[_count_open(row) == 0 for _, row in never.iterrows()], "area"]
    if len(shut):
        areas = join_names(shut, network.lang)
        yield network.say("members.not_open", areas=areas)
    if all(complete == n for complete, n in counts.values()):
        return
    held = {f"n_{mode}": n for mode, (_, n) in counts.items()}
    yield network.say("members.lists", **{mode: k for mode, (k, _) in counts.items()}, **held)


def _count_open(row: pd.Series) -> int:
    """How many meetings were open to a member."""
    found = (row[f"{mode}_open"] for mode in MODES)
    return sum(0 if pd.isna(n) else int(n) for n in found)


def choice_words(this: Roster) -> str:
    """What a reader chose of the figure and the rows, in words; empty where nothing is chosen."""
    view, network = this.view, this.network
    groups = [network.terms.groups[each].name[network.lang] for each in view.regions]
    parts = [
        *this.figure_parts,
        network.say(f"filters.listed.{view.listed}") if view.listed != "any" else "",
        stale_words(this) if view.stale else "",
        join_names(groups, network.lang),
        network.say("members.find", words=view.find.strip()) if view.find.strip() else "",
    ]
    words = " · ".join(filter(None, parts))
    return network.say("filters.said", parts=words) if words else ""


def stale_words(this: Roster) -> str:
    """What a figure is that is old or missing, under the years that a reader chose."""
    age, numbers = this.age
    return this.network.say(f"members.stale.{age}", **numbers)


def table(this: Roster) -> pd.DataFrame:
    """The rows chosen in a reader's words; what is the same for all 57 is left out.

    Columns: area, value, year, estimate, age, in_person, online, given, received, focal_point,
    lists_missing; all texts, empty where nothing is known. Grain: member.
    """
    network, seen = this.network, this.seen
    out = pd.DataFrame({"area": seen["area"]})
    decimals = this.pair.decimals
    out["value"] = ["–" if pd.isna(x) else number(x, network.lang, decimals) for x in seen["value"]]
    out["year"] = ["" if pd.isna(year) else str(year) for year in seen["year"]]
    out["estimate"] = [_kind(this, row) for _, row in seen.iterrows()]
    out["age"] = ["" if pd.isna(age) else str(age) for age in seen["age"]]
    for measure in SHOWN_MEASURES:
        out[measure] = [_between(network, row, measure) for _, row in seen.iterrows()]
    out["focal_point"] = [network.say(f"focal.{code}") for code in seen["focal_point"]]
    out["lists_missing"] = _list_years(network, seen)
    return out.drop(columns=list(_constants(this)))


def _constants(this: Roster) -> dict[str, str]:
    """The columns in which all 57 say the same, each with what they say."""
    network, rows = this.network, this.rows
    out = {}
    for name in CONSTANT:
        said = (
            {network.say(f"focal.{code}") for code in rows["focal_point"]}
            if name == "focal_point"
            else {_between(network, row, name) for _, row in rows.iterrows()}
        )
        if len(said) == 1:
            out[name] = said.pop()
    return out


def same_for_all(this: Roster) -> list[str]:
    """What is the same for all 57, a line a column that the table leaves out."""
    network = this.network
    return [
        network.say("members.same", column=network.say(f"network.{name}"), said=said)
        for name, said in _constants(this).items()
    ]


def _kind(this: Roster, row: pd.Series) -> str:
    """The estimate type of a figure, with what is said of the other one (M2).

    Of a missing figure the reason.
    """
    network = this.network
    if pd.isna(row["value"]):
        return titles.reason(row["missing"], network.lang)
    lines = side_by_side.kind_lines(this.pair, row)
    return " · ".join([network.say(f"members.kind.{row['estimate']}"), *lines])


def _between(network: Network, row: pd.Series, measure: str) -> str:
    """At how many events a member is listed: at least so many, at most so many (M8)."""
    if network.cells(measure).empty:
        return network.say("participation.state.no_event")
    return side_by_side.participation_words(network, row, f"{measure}_")


def _list_years(network: Network, rows: pd.DataFrame) -> list[str]:
    """The years of the meetings open to each member whose list is not available."""
    events = network.events.set_index("event_id")
    meetings = events.loc[events["kind"].isin(MEETINGS), "start_date"].str[:4]
    return [
        join_names(
            dict.fromkeys(meetings[each] for each in ids.split(";") if each in meetings),
            network.lang,
        )
        for ids in rows["lists_missing"]
    ]


def evidence(network: Network, iso3: str) -> pd.DataFrame:
    """What is known of a member at each event, in the order of the columns of the matrix.

    Columns: event, date, said (state and role in words), document, url.
    """
    rows = participation.rows(network)
    mine = rows.loc[rows["iso3"] == iso3].set_index("event_id")
    mine = mine.reindex(list(participation.column_names(network))).dropna(subset=["state"])
    said = [
        network.in_a_row([state, role])
        for state, role in zip(mine["state_words"], mine["role"], strict=True)
    ]
    return mine.assign(said=said)[["event", "date", "said", "document", "url"]]


def why_this_order(this: Roster) -> str:
    """Why the members stand in this order, and what would open another."""
    network, order = this.network, this.order
    lines = [*_gates(this), network.say(f"members.order.{'name' if order == 'name' else 'by'}")]
    on_offer = [each for each in orders(network)[1:] if each != order]
    if on_offer:
        names = join_names(
            (network.say(f"filters.order.{each}") for each in on_offer), network.lang
        )
        lines.append(network.say("members.order.open", measures=names))
    return " ".join([*lines, network.say("members.order.figure")])


def _gates(this: Roster) -> Iterator[str]:
    """How many answers are known of the measure asked for, and whether that opens its order.

    Of both modes of meetings where the order asked for is the alphabet.
    """
    network, asked = this.network, this.view.order
    measures = MODES if asked == "name" else (asked,)
    found = {each: network.cells(each) for each in measures}
    held = {each: own for each, own in found.items() if len(own)}
    for each, own in held.items():
        name = network.say(f"filters.order.{each}")
        share = percent(100 * known_share(own), network.lang, 0)
        yield network.say("side_by_side.share.of", measure=name, share=share)
    if not set(held) <= set(orders(network)):
        yield network.say("members.order.closed")


def members(network: Network, view: View, ask: Ask) -> Exhibit:
    """What the page shows beside its table, with all rows chosen: the dots, or the events."""
    this = roster(network, view, ask)
    if view.part == "events":
        shown = {iso3: network.members[iso3] for iso3 in this.seen["iso3"]}
        return participation.by_member(network, shown)
    pair = this.pair
    if modes(view.measure) != modes(pair.view.measure):
        pair = side_by_side.pair(network, this.view, ask)
    part = replace(pair, rows=_same_rows(pair.rows, this.seen))
    return replace(
        side_by_side.dots_of(part, choice_words(this)),
        name=f"members-{view.indicator[0]}-{network.build.build_id}",
        rows=file_rows(this),
    )


def _same_rows(rows: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """The rows of the members seen, in their order."""
    return rows.set_index("iso3").reindex(seen["iso3"]).reset_index()


def file_rows(this: Roster) -> pd.DataFrame:
    """The rows of the file: every member seen, each empty cell with the code of its reason."""
    rows = side_by_side.file_rows(replace(this.pair, rows=this.seen))
    return rows.drop(columns=["near_the_line", "median_value", "median_lower"], errors="ignore")
