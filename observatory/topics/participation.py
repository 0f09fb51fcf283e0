"""The page of participation: who is listed where, what is known of whom, what would settle it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from textwrap import wrap

import pandas as pd

from observatory.charts import matrix
from observatory.charts.exhibit import Exhibit, source_line
from observatory.charts.plot import Plot
from observatory.charts.theme import Frame
from observatory.i18n import LRI, PDI, RLI, isolate_foreign, percent
from observatory.methods.participation import (
    MEETINGS,
    NETWORK_FRAMEWORKS,
    bounds,
    count_lists,
    gate_open,
    known_share,
    modes,
    settling,
)
from observatory.words.register import Network, fill_empty, without_empty

# Letters of a line of an event's name beside the matrix.
NAME_LINE = 48
# Letters of a line of an event's name above a column, and the signs of direction within it.
COLUMN_LINE = 10
UNDIRECTED = dict.fromkeys(map(ord, (LRI, RLI, PDI)))
MARK = {"in person": "●", "virtual": "○", "hybrid": "◐", "unknown": "·"}


def rows(network: Network) -> pd.DataFrame:
    """Every cell of the network's events held and members, with its evidence in words.

    Grain: event x member, events in the order of time. Columns: event_id, event, date, mode, iso3,
    area, state, state_words, role, evidence_grade, document_id, document, url, note.
    """
    events = network.events
    parts = network.tables["participation"].merge(events[["event_id"]], on="event_id")
    by_event = pd.DataFrame(
        {
            "event_id": events["event_id"],
            "event": network.texts(events),
            "date": network.dates(events, "start_date", "end_date"),
            "mode": network.code_words(events["mode"], "mode"),
        }
    )
    out = parts.merge(by_event, on="event_id")
    return pd.DataFrame(
        {
            **{name: out[name] for name in ("event_id", "event", "date", "mode", "iso3")},
            "area": out["iso3"].map(network.name),
            "state": out["state"],
            "state_words": network.code_words(out["state"], "participation.state"),
            "role": network.code_words(out["role"], "role"),
            **{
                name: out[name].fillna("")
                for name in ("evidence_grade", "document_id", "document", "url", "note")
            },
        }
    )


def labels(network: Network) -> dict[str, str]:
    """The events' names for an axis, in their order: title, mode's mark and year."""
    events = network.events
    return {
        event_id: _shorten(f"{title} {MARK[mode]}\u00a0{start[:4]}")
        for event_id, title, mode, start in zip(
            events["event_id"],
            network.texts(events),
            events["mode"],
            events["start_date"],
            strict=True,
        )
    }


def _shorten(label: str) -> str:
    """A label of at most two lines; a longer one is cut in the middle, the year stays."""
    lines = wrap(label, NAME_LINE)
    if len(lines) <= 2:
        return label
    return f"{lines[0]} … {label[-(NAME_LINE - 2) :].split(' ', 1)[-1]}"


def attendance(network: Network) -> Exhibit:
    """The matrix of events and members, with exactly its cells as rows."""
    shown = _with_facts(rows(network))
    found = matrix.plot(shown, events=labels(network), members=network.members, lang=network.lang)
    return _exhibit(network, shown, found, network.members)


def by_member(network: Network, members: Mapping[str, str]) -> Exhibit:
    """The matrix with some members as its rows, the events in columns by how they were held.

    `members`: names by code, in the order shown.
    """
    shown = rows(network)
    shown = _with_facts(shown.loc[shown["iso3"].isin(members)].reset_index(drop=True))
    found = matrix.plot_by_member(
        shown, events=column_names(network), members=members, lang=network.lang
    )
    made = _exhibit(network, shown, found, members)
    lead = network.say("members.events.lead")
    return replace(made, words=replace(made.words, subtitle=lead))


def _with_facts(shown: pd.DataFrame) -> pd.DataFrame:
    """The cells with what each says when it is pointed at."""
    lines = shown[["event", "date", "state_words", "role"]].itertuples(index=False)
    facts = [tuple(filter(None, cell)) for cell in lines]
    return shown.assign(facts=pd.Series(facts, index=shown.index, dtype="object"))


def _exhibit(
    network: Network, shown: pd.DataFrame, found: Plot, members: Mapping[str, str]
) -> Exhibit:
    """A matrix of some members with its words, its rows and the plot of a slide."""
    n = network.events["event_id"].nunique()
    names = brief_names(network)
    words = Frame(
        network.say("participation.matrix", n=n),
        network.say("participation.matrix.lead"),
        source_line(network.build, network.lang),
    )
    days = network.events[["event_id", "start_date", "end_date"]]
    kept = shown.drop(columns=["state_words", "date", "facts"])
    titles = zip(network.events["event_id"], network.texts(network.events), strict=True)
    return Exhibit(
        name=f"participation-{network.build.build_id}",
        plot=found,
        alt=_attendance_text(network, shown, len(members)),
        rows=kept.merge(days, on="event_id").assign(build_id=network.build.build_id),
        words=words,
        build=network.build,
        lang=network.lang,
        slide_plot=matrix.plot(shown, events=names, members=members, lang=network.lang),
        lead=network.say("participation.matrix.slide", n=n),
        notes=tuple(f"{names[event_id]}: {title}" for event_id, title in titles),
    )


def _attendance_text(network: Network, shown: pd.DataFrame, n_members: int) -> str:
    """What the matrix holds, a sentence a measure: meetings in person, online, trainings (M8)."""
    n = network.events["event_id"].nunique()
    parts = [network.say("participation.matrix.alt", n=n, m=n_members)]
    names = {each: f"filters.measure.{each}" for each in modes("meetings")}
    for measure, key in {**names, "received": "deck.held.trainings"}.items():
        events = network.cells(measure)["event_id"].unique()
        counts = shown.loc[shown["event_id"].isin(events), "state"].value_counts()
        said = {state: int(counts.get(state, 0)) for state in matrix.STATES}
        parts.append(
            network.say(
                "participation.matrix.alt.of", measure=network.say(key), n=len(events), **said
            )
        )
    return " ".join(parts)


def column_names(network: Network) -> dict[str, str]:
    """The events by id as the head of a column has room for, on short lines.

    Meetings stand before trainings, those in person before those online, each in order of time.
    """
    events = network.events
    order = pd.DataFrame(
        {
            "training": ~events["kind"].isin(MEETINGS),
            "mode": [list(MARK).index(mode) for mode in events["mode"]],
            "start": events["start_date"],
        }
    ).sort_values(["training", "mode", "start"], kind="stable")
    names = brief_names(network)
    found = events["event_id"].loc[order.index]
    plain = {each: names[each].translate(UNDIRECTED) for each in found}
    return {each: "<br>".join(wrap(name, COLUMN_LINE)) for each, name in plain.items()}


def brief_names(network: Network) -> dict[str, str]:
    """The events by id as a cell of a slide has room for: how held, what kind, month and year."""
    events = network.events
    out = {}
    for event_id, kind, mode, start in zip(
        events["event_id"], events["kind"], events["mode"], events["start_date"], strict=True
    ):
        what = kind if kind in MEETINGS else "training"
        out[event_id] = network.say(
            f"participation.brief.{what}", mark=MARK[mode], when=network.when(start[:7])
        )
    return out


def evidence(network: Network, iso3: str) -> pd.DataFrame:
    """What is known of one member at each event of the network, with the document behind it."""
    mine = rows(network)
    mine = mine.loc[mine["iso3"] == iso3]
    columns = ["event", "date", "mode", "state_words", "role", "evidence_grade", "document", "url"]
    parts = network.tables["participation"]
    own = parts.loc[parts["iso3"] == iso3].set_index("event_id").reindex(mine["event_id"])
    more = pd.DataFrame(
        {
            "modality": network.code_words(own["modality"], "mode"),
            "level": own["level"].fillna(""),
            "women": network.counts(own["delegates_women"]),
            "men": network.counts(own["delegates_men"]),
            "confirmed": _confirmations(network, own["confirmed_on"]),
        }
    ).set_axis(mine.index)
    rest = mine[[*columns, "note"]].rename(columns={"state_words": "state"})
    return rest.join(without_empty(more, list(more.columns)))


def _confirmations(network: Network, days: pd.Series) -> pd.Series:
    """When the focal point confirmed each row, or that it has not yet; empty where it never did."""
    not_yet = network.say("member.row_not_confirmed") if days.notna().any() else ""
    words = [not_yet if pd.isna(day) else network.when(day) for day in days]
    return pd.Series(words, index=days.index, dtype="str")


def gate(network: Network, measure: str) -> str:
    """What may be said of a measure: its lists, how much is known, whether comparison is open.

    Of meetings in person and online the two are told apart, a sentence each (M8).
    """
    found = {each: network.cells(each) for each in modes(measure)}
    if all(cells_of.empty for cells_of in found.values()):
        return network.say("participation.none")
    if len(found) == 1:
        return _gate(network, found[measure])
    said = {
        network.say(f"filters.measure.{each}"): _gate(network, own) for each, own in found.items()
    }
    return " ".join(
        network.say("participation.gate.of", measure=name, said=words)
        for name, words in said.items()
    )


def _gate(network: Network, found: pd.DataFrame) -> str:
    """What the gate says of the cells of one measure."""
    k, n = count_lists(found)
    key = "participation.gate.open" if gate_open(found) else "participation.gate.closed"
    return network.say(key, k=k, n=n, share=percent(100 * known_share(found), network.lang, 0))


def comparable(network: Network, measure: str) -> bool:
    """Whether members may be put in order by a measure (M8): by each of its modes."""
    return all(gate_open(network.cells(each)) for each in modes(measure))


def bounds_table(network: Network, measure: str) -> pd.DataFrame:
    """Participation of each member as bounds, in the alphabetical order of the language.

    Meetings have the bounds of those in person and of those online beside each other, never a
    sum: the columns then begin with the mode, such as `online_lower`.
    """
    found = {each: bounds(network.cells(each)).set_index("iso3") for each in modes(measure)}
    known = {iso3 for own in found.values() for iso3 in own.index}
    members = [iso3 for iso3 in network.members if iso3 in known]
    out = pd.DataFrame({"area": [network.name(iso3) for iso3 in members]}, index=members)
    for each, own in found.items():
        before = "" if len(found) == 1 else f"{each}_"
        part = own.reindex(members)
        for name in ("attended", "open", "unknown"):
            out[before + name] = part[name].fillna(0).astype("int64")
        for name in ("lower", "upper"):
            out[before + name] = [_share(value, network.lang) for value in part[name]]
    return out.reset_index(drop=True)


def _share(value: float, lang: str) -> str:
    return "" if pd.isna(value) else percent(100 * value, lang, 0)


def settle_table(network: Network) -> pd.DataFrame:
    """The lists that would settle what is not known, those that decide most cells first."""
    events = network.events.set_index("event_id")
    parts = [settling(network.cells(measure)) for measure in ("meetings", "received")]
    found = pd.concat(parts, ignore_index=True)
    found = found.sort_values("unknown", ascending=False, kind="stable")
    mine = events.loc[found["event_id"]]
    return pd.DataFrame(
        {
            "event": list(network.texts(mine)),
            "date": list(network.dates(mine, "start_date", "end_date")),
            "countries_stated": list(network.counts(mine["countries_stated"])),
            "named": [_count_named(network, event_id) for event_id in mine.index],
            "unknown": list(found["unknown"]),
        }
    )


def _count_named(network: Network, event_id: str) -> int:
    parts = network.tables["participation"]
    return int(((parts["event_id"] == event_id) & (parts["state"] == "attended")).sum())


def members_named(network: Network) -> dict[str, list[str]]:
    """The members that a source names as taking part in each event, those who gave it left out.

    Every page that says who took part says it from here.
    """
    parts = network.tables["participation"]
    took = parts.loc[(parts["state"] == "attended") & (parts["role"] != "provider")]
    return {str(event): list(codes) for event, codes in took.groupby("event_id")["iso3"]}


def trainings(network: Network) -> pd.DataFrame:
    """The network's trainings: who provided each, who is named as taking part, what is stated."""
    events = network.events
    events = events.loc[~events["kind"].isin(MEETINGS)]
    parts = network.tables["participation"]
    parts = parts.loc[parts["state"] == "attended"]
    gave = parts.loc[parts["role"] == "provider"].groupby("event_id")["iso3"].agg(list)
    took = members_named(network)
    blank = network.say("participation.not_named")
    return pd.DataFrame(
        {
            "event": network.texts(events),
            "date": network.dates(events, "start_date", "end_date"),
            "mode": network.code_words(events["mode"], "mode"),
            "provider": events["event_id"].map(lambda e: network.names(gave.get(e, [])) or blank),
            "beneficiaries": events["event_id"].map(
                lambda e: network.names(took.get(e, [])) or blank
            ),
            "countries_stated": network.counts(events["countries_stated"]),
            "participants_stated": network.counts(events["participants_stated"]),
            "document": events["document"].fillna(""),
            "url": events["url"].fillna(""),
        }
    ).join(_more(network, events))


def _more(network: Network, events: pd.DataFrame) -> pd.DataFrame:
    """What the register says of some events beyond the usual: a column only where it says it."""
    more = pd.DataFrame(
        {
            "women": network.counts(events["participants_women"]),
            "men": network.counts(events["participants_men"]),
            **{name: events[name].fillna("") for name in ("languages", "evaluation", "follow_up")},
        }
    )
    return without_empty(more, list(more.columns))


def meetings(network: Network) -> pd.DataFrame:
    """The network's meetings with the counts that sources state and name, side by side."""
    events = network.events
    events = events.loc[events["kind"].isin(MEETINGS)]
    return pd.DataFrame(
        {
            "event": network.texts(events),
            "date": network.dates(events, "start_date", "end_date"),
            "mode": network.code_words(events["mode"], "mode"),
            "place": network.places(events),
            "countries_stated": network.counts(events["countries_stated"]),
            "named": events["event_id"].map(lambda event_id: _count_named(network, event_id)),
            "participants_stated": network.counts(events["participants_stated"]),
            "list_status": network.code_words(events["list_status"], "list"),
            "document": events["document"].fillna(""),
            "url": events["url"].fillna(""),
        }
    ).join(_more(network, events))


def offices(network: Network, *, of_network: bool) -> pd.DataFrame:
    """Terms of office in the network, or in the organisations around it."""
    frame = network.tables["offices"]
    return offices_of(network, frame.loc[frame["framework"].isin(NETWORK_FRAMEWORKS) == of_network])


def offices_of(network: Network, frame: pd.DataFrame) -> pd.DataFrame:
    """Some terms of office in words; the body stays empty where the country itself held one."""
    own = frame["framework"].isin(NETWORK_FRAMEWORKS)
    around = network.code_words(frame["role"], "office_around")
    return pd.DataFrame(
        {
            "office": network.code_words(frame["role"], "office").where(own, around),
            "framework": frame["framework"],
            "body": network.texts(frame, "name").fillna(""),
            "area": fill_empty(frame["iso3"], network.name),
            "term": network.dates(frame, "since", "until"),
            "note": frame["note"].fillna(""),
            "document": frame["document"].fillna(""),
            "url": frame["url"].fillna(""),
        }
    )


def context(network: Network, iso3: str = "") -> pd.DataFrame:
    """Events of other frameworks: beside the network, never counted with it.

    With `iso3` those at which a source names that member, and in which role.
    """
    events = network.tables["events"]
    events = events.loc[~events["network"]]
    parts = network.tables["participation"]
    parts = parts.loc[parts["state"] == "attended"]
    named = parts.groupby("event_id")["iso3"].agg(list)
    mine = parts.loc[parts["iso3"] == iso3].set_index("event_id")
    if iso3:
        events = events.loc[events["event_id"].isin(mine.index)]
    own = mine.reindex(events["event_id"])
    behind = own.set_axis(events.index) if iso3 else events
    listing = events["event_id"].map(lambda e: network.names(named.get(e, [])))
    said = network.code_words(own["role"], "role").set_axis(events.index)
    return pd.DataFrame(
        {
            "event": network.texts(events),
            "date": network.dates(events, "start_date", "end_date"),
            "frameworks": events["frameworks"],
            "place": network.places(events),
            **({"role": said} if iso3 else {"named": listing}),
            "document": behind["document"].fillna(""),
            "url": behind["url"].fillna(""),
        }
    )


def contradictions(network: Network) -> pd.DataFrame:
    """Where sources say different things: every statement with its document."""
    frame = network.tables["discrepancies"]
    return pd.DataFrame(
        {
            "subject": [
                _subject(network, *pair)
                for pair in zip(frame["subject_kind"], frame["subject_id"], strict=True)
            ],
            "about": network.code_words(frame["about"], "about"),
            "stated": frame["stated"].map(lambda words: isolate_foreign(words, network.lang)),
            "note": frame["note"].fillna(""),
            "document": frame["document"].fillna(""),
            "url": frame["url"].fillna(""),
        }
    )


def _subject(network: Network, kind: str, subject: str) -> str:
    """The title of an event or activity, the name of a body or member."""
    table, key = {
        "event": ("events", "event_id"),
        "activity": ("activities", "activity_id"),
    }.get(kind, ("", ""))
    if not table:
        return network.name(subject)
    found = network.tables[table].loc[network.tables[table][key] == subject]
    return str(network.texts(found).iloc[0]) if len(found) else subject
