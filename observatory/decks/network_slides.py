"""The slides of a meeting that show the network: what it did, decided, delivered, and awaits.

Counts and states are the register's; where it is silent a slide says what is awaited.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from observatory import commitments
from observatory.charts import plain
from observatory.charts.theme import LIGHT, Look
from observatory.exhibit import source_line
from observatory.i18n import listed
from observatory.measures.commitments import BLOCKS, OF_A_PLAN, adoptions
from observatory.measures.participation import MEETINGS
from observatory.network import Network
from observatory.places import placed
from observatory.slides import Slide

# The members of the OIC, the most that a count of countries can be.
MOST_COUNTRIES = 57
_DAYS = 365.25


def held(of: Network, look: Look = LIGHT) -> Slide:
    """What the network has done: its events on a line of time, those decided as open marks."""
    events = of.tables["events"]
    events = events.loc[events["network"]]
    if events.empty:
        return silent(of, "deck.held.lead")
    names = [of.say(f"deck.held.{name}") for name in ("meetings", "focal", "trainings")]
    rows = pd.DataFrame(
        {
            "x": _moments(events),
            "row": [names[_row(kind)] for kind in events["kind"]],
            "kind": [
                _manner(of, m, s) for m, s in zip(events["mode"], events["state"], strict=True)
            ],
            "label": [
                str(start)[:4] if kind in MEETINGS else ""
                for start, kind in zip(events["start_date"], events["kind"], strict=True)
            ],
            "hover": of.texts(events).astype(str),
        }
    )
    first, last = int(rows["x"].min()), int(rows["x"].max()) + 1
    figure = plain.spots(
        rows,
        names=names,
        across=(first - 1, last + 1),
        marks=_manners(of, look),
        look=look,
        lang=of.lang,
        years=True,
    )
    meetings = events.loc[events["kind"].isin(MEETINGS)]
    k = int((meetings["state"] == "held").sum())
    decided = int((meetings["state"] == "planned").sum())
    title = of.say("deck.held", k=k, year=int(rows["x"].min()), n=decided)
    return _slide(of, title, "deck.held.lead", "participation", events, figure=figure)


def _moments(events: pd.DataFrame) -> list[float]:
    """Dates of reduced precision as years with fractions: a year alone stands at its middle."""
    out = []
    for text in events["start_date"]:
        parts = [int(part) for part in str(text).split("-")]
        day = (
            (parts[1] - 1) * 30.4 + (parts[2] if len(parts) > 2 else 15) if len(parts) > 1 else 182
        )
        out.append(parts[0] + day / _DAYS)
    return out


def _row(kind: str) -> int:
    return 1 if kind == "nfp_meeting" else 0 if kind in MEETINGS else 2


def _manner(of: Network, mode: str, state: str) -> str:
    """How an event was or will be held, as the key calls it."""
    if state != "held":
        return of.say("deck.held.decided")
    return of.say("mode.virtual" if mode == "virtual" else "mode.in_person")


def _manners(of: Network, look: Look) -> Mapping[str, Mapping[str, object]]:
    line = {"width": 1.8, "color": look.reference}
    return {
        of.say("mode.in_person"): {"size": 15, "symbol": "circle", "color": look.accent},
        of.say("mode.virtual"): {"size": 14, "symbol": "square", "color": look.categorical[1]},
        of.say("deck.held.decided"): {
            "size": 14,
            "symbol": "diamond-open",
            "color": look.reference,
            "line": line,
        },
    }


def communique(of: Network) -> Slide:
    """What became of the last communiqué: its paragraphs in four blocks, and their status."""
    frames = []
    latest = commitments.communiques(of)
    if latest.empty:
        return silent(of, "deck.communique.lead")
    for block in BLOCKS:
        rows = commitments.paragraphs(of, latest["instrument_id"].iloc[0], block)
        frames.append(rows.assign(block=of.say(f"commitments.{block}")))
    whole = pd.concat(frames, ignore_index=True)
    shown = whole[["block", "number", "paragraph", "addressee", "status"]]
    names = {name: of.say(f"deck.column.{name}") for name in shown.columns}
    statement, unknown = of.say("status.statement"), of.say("status.no_information")
    followed = whole.loc[whole["status"] != statement, "status"]
    done = {of.say(f"status.{name}") for name in ("under_way", "well_advanced", "completed")}
    title = of.say(
        "deck.communique",
        k=int(followed.isin(done).sum()),
        n=len(followed),
        m=int((followed == unknown).sum()),
    )
    return _slide(
        of,
        title,
        "deck.communique.lead",
        "commitments",
        whole,
        table=shown.rename(columns=names),
        caveat="deck.communique.caveat",
    )


def plan_of(of: Network) -> tuple[str, pd.DataFrame]:
    """The period of the newest plan, and its activities in the register, adoptions left out."""
    periods = commitments.plans(of)
    if not periods:
        return "", of.tables["activities"].iloc[:0]
    frame = of.tables["activities"]
    frame = frame.loc[(frame["plan"] == periods[0]) & frame["plan_link"].isin(OF_A_PLAN)]
    return periods[0], frame.loc[~adoptions(frame, of.tables["instruments"])]


def progress(of: Network, look: Look = LIGHT) -> Slide | None:
    """How far the work plan is: its activities by type and state; None while they are awaited."""
    period, frame = plan_of(of)
    if frame.empty:
        return None
    kinds = of.coded(frame["type"], "type")
    states = of.coded(frame["state"], "activity")
    rows = pd.DataFrame({"row": kinds, "kind": states}).value_counts().rename("value").reset_index()
    order = ("realised", "scheduled", "proposed", "postponed", "cancelled", "no_information")
    colours = (look.accent, look.categorical[1], look.sequential[1], look.categorical[2],
               look.categorical[3], look.disputed)  # fmt: skip
    named = zip((of.say(f"activity.{state}") for state in order), colours, strict=True)
    present = set(rows["kind"])
    figure = plain.counts(
        rows,
        names=list(dict.fromkeys(rows["row"])),
        fills={name: colour for name, colour in named if name in present},
        look=look,
        lang=of.lang,
    )
    done = int((frame["state"] == "realised").sum())
    title = of.say("deck.progress", k=done, n=len(frame), plan=of.years(period))
    return _slide(of, title, "deck.progress.lead", "commitments", rows, figure=figure)


def moved(of: Network, look: Look = LIGHT) -> Slide | None:
    """What was planned and what moved: planned and actual dates; None while they are awaited."""
    _, frame = plan_of(of)
    if frame.empty or frame["planned_start"].isna().all():
        return None
    shown = commitments.calendar(of, look)
    postponed = int((frame["state"] == "postponed").sum())
    as_planned = int((frame["state"] == "realised").sum())
    title = of.say("deck.moved", k=as_planned, m=postponed)
    return _slide(of, title, "deck.moved.lead", "commitments", shown.rows, figure=shown.figure)


def delivered(of: Network, look: Look = LIGHT) -> Slide:
    """The capacity building delivered: participations that sources state, activity by activity."""
    events = of.events
    events = events.loc[~events["kind"].isin(MEETINGS)]
    stated = events.loc[events["participants_stated"].notna()]
    if stated.empty:
        return silent(of, "deck.delivered.lead")
    labels = [
        f"{title} ({start[:4]})"
        for title, start in zip(of.texts(stated), stated["start_date"], strict=True)
    ]
    kind = of.say("deck.delivered.kind")
    rows = pd.DataFrame({"row": labels, "kind": kind, "value": stated["participants_stated"]})
    figure = plain.counts(
        rows.astype({"value": "float64"}),
        names=labels,
        fills={kind: look.accent},
        look=look,
        lang=of.lang,
    )
    years = sorted({start[:4] for start in events["start_date"]})
    title = of.say(
        "deck.delivered",
        k=len(events),
        p=int(stated["participants_stated"].sum()),
        n=len(stated),
        years=of.years("-".join(dict.fromkeys([years[0], years[-1]]))) if years else "",
    )
    return _slide(
        of,
        title,
        "deck.delivered.lead",
        "participation",
        events,
        figure=figure if len(stated) else None,
        caveat="deck.delivered.caveat",
    )


def took_part(of: Network, look: Look = LIGHT) -> Slide:
    """How many countries sources state, in two panels by mode, no line."""
    events = of.events
    events = events.loc[events["kind"].isin(MEETINGS) & events["countries_stated"].notna()]
    if events.empty:
        return silent(of, "deck.took_part.lead")
    x = pd.Series(_moments(events), index=events.index)
    panels, said = [], {}
    for mode in ("in person", "virtual"):
        part = events.loc[events["mode"] == mode]
        name = of.say(f"mode.{mode.replace(' ', '_')}")
        counts = part["countries_stated"].astype(float)
        rows = pd.DataFrame({"x": x[part.index], "y": counts, "label": of.counts(counts)})
        marker = _manners(of, look)[name]
        figure = plain.scale(
            rows,
            across=(x.min() - 1.5, x.max() + 1.5),
            up=(0, MOST_COUNTRIES + 3),
            marker=marker,
            look=look,
            lang=of.lang,
        )
        panels.append((name, figure))
        said[mode.replace(" ", "_")] = listed(of.counts(counts), of.lang)
    return _slide(
        of,
        of.say("deck.took_part", **said),
        "deck.took_part.lead",
        "participation",
        events,
        caveat="deck.took_part.caveat",
        panels=tuple(panels),
    )


def focal_points(of: Network, look: Look = LIGHT) -> Slide:
    """Who has named a focal point: the tile grid by what is known; grey is no information."""
    frame = of.tables["focal_points"].drop_duplicates("iso3", keep="last").set_index("iso3")
    states = {iso3: str(frame["status"].get(iso3, "unknown")) for iso3 in of.members}
    words = {state: of.say(f"focal.{state}") for state in ("notified", "not_notified", "unknown")}
    rows = placed(
        pd.DataFrame(
            {
                "iso3": list(states),
                "kind": [words[state] for state in states.values()],
                "hover": [f"{of.name(iso3)}: {words[s]}" for iso3, s in states.items()],
            }
        )
    )
    colours = {"notified": look.accent, "not_notified": look.old, "unknown": look.disputed}
    figure = plain.tiles(rows, fills={words[s]: colours[s] for s in words}, look=look, lang=of.lang)
    known = sum(state == "notified" for state in states.values())
    unknown = sum(state == "unknown" for state in states.values())
    return _slide(
        of,
        of.say("deck.focal" if known else "deck.focal.none", k=known, m=unknown),
        "deck.focal.lead",
        "member",
        rows[["iso3", "kind"]],
        figure=figure,
        caveat="deck.focal.caveat",
    )


def topics(of: Network) -> Slide | None:
    """Who can train and who asks, topic by topic; None while no declarations are there."""
    frame = of.tables["needs"]
    if frame.empty:
        return None
    titles = of.texts(frame)
    table = pd.DataFrame(
        {
            of.say(f"deck.column.{direction}"): frame.loc[frame["direction"] == direction]
            .groupby(titles)["iso3"]
            .agg(lambda codes: of.names(list(codes)))
            for direction in ("offer", "need")
        }
    ).fillna("")
    table = table.rename_axis(of.say("deck.column.topic")).reset_index()
    wanted = set(titles[frame["direction"] == "need"])
    offered = set(titles[frame["direction"] == "offer"])
    title = of.say("deck.topics", k=len(wanted & offered), n=len(wanted))
    return _slide(of, title, "deck.topics.lead", "member", frame, table=table)


def silent(of: Network, lead: str) -> Slide:
    """A slide in its place of which the register holds nothing, and says so."""
    none = of.say("participation.none")
    return Slide(of.say(lead), lines=(none,), source=source_line(of.build, of.lang))


def awaited(of: Network, missing: list[str]) -> Slide:
    """What is awaited, a line for each of the slides that it would fill."""
    lines = tuple(of.say(f"deck.awaited.{name}") for name in missing)
    return _slide(
        of, of.say("deck.awaited"), "deck.awaited.lead", "commitments", pd.DataFrame(), lines=lines
    )


def _slide(
    of: Network,
    title: str,
    lead: str,
    page: str,
    rows: pd.DataFrame,
    *,
    caveat: str = "",
    **shown: object,
) -> Slide:
    """A slide of the register: its rows bear the build, its source line names it."""
    query = "" if of.lang == "en" else f"?lang={of.lang}"
    return Slide(
        title=title,
        subtitle=of.say(lead),
        source=source_line(of.build, of.lang),
        caveat=of.say(caveat) if caveat else "",
        notes=(of.say(lead), *((of.say(caveat),) if caveat else ())),
        alt=f"{title}. {of.say(lead)}",
        address=f"{page}{query}",
        rows=rows.assign(build_id=of.build.build_id) if len(rows) else rows,
        **shown,  # type: ignore[arg-type]
    )
