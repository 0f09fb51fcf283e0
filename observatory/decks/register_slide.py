"""What every slide of the register has: its documents, its notes, and what it says when silent."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from observatory.charts.exhibit import source_line
from observatory.charts.plot import Datum
from observatory.decks.slide import Slide
from observatory.i18n import FIRST
from observatory.words import sources
from observatory.words.register import Network


def slide(
    network: Network,
    title: str,
    lead: str,
    page: str,
    rows: pd.DataFrame,
    *,
    caveat: str = "",
    told: Iterable[str] = (),
    notes: Iterable[str] = (),
    behind: pd.DataFrame | None = None,
    **shown: object,
) -> Slide:
    """A slide of the register: its rows bear the build, its source line names its documents.

    `lead` and `caveat` are texts; `told` are the sentences of the alternative text that hold the
    figures drawn; `behind` are the rows that bear the documents, where they are not those shown.
    """
    found = sources.behind(with_documents(network, rows if behind is None else behind))
    return Slide(
        title=title,
        subtitle=lead,
        source=sources.line(found, source_line(network.build, network.lang), network.lang),
        caveat=caveat,
        notes=(*filter(None, (lead, caveat)), *notes, *sources.notes(found, network.lang)),
        alt=" ".join([f"{title}.", f"{lead}.", *told]),
        address=at(network, page),
        rows=rows.assign(build_id=network.build.build_id) if len(rows) else rows,
        **shown,  # type: ignore[arg-type]
    )


def at(network: Network, page: str, query: str = "") -> str:
    """The address of a page in the language of the register, with a query where one is given."""
    language = "" if network.lang == FIRST else f"lang={network.lang}"
    return "?".join(filter(None, (page, "&".join(filter(None, (query, language))))))


def silent(network: Network, lead: str) -> Slide:
    """A slide in its place of which the register holds nothing, and says so."""
    none = network.say("participation.none")
    return Slide(
        network.say(lead),
        lines=(none,),
        empty=True,
        notes=(none,),
        source=source_line(network.build, network.lang),
    )


def events_data(network: Network, events: pd.DataFrame) -> list[Datum]:
    """What a workbook says of each event: its id and title, its year, its first and last day."""
    dates = events[["start_date", "end_date"]].astype("str").where(events.notna(), "")
    return [
        Datum(event_id, str(title), int(start[:4]), start=start, end=end or start)
        for event_id, title, start, end in zip(
            events["event_id"],
            network.texts(events),
            dates["start_date"],
            dates["end_date"],
            strict=True,
        )
    ]


def with_documents(network: Network, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the titles and addresses of their documents, where they have their ids alone."""
    if "document" in rows or "document_id" not in rows:
        return rows
    known = pd.concat(
        [
            table[["document_id", "document", "url"]]
            for table in network.tables.values()
            if {"document_id", "document", "url"} <= set(table.columns)
        ]
    ).drop_duplicates("document_id")
    return rows.merge(known, on="document_id", how="left")
