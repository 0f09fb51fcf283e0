"""What changed in the register between two builds: the command, the pages, the slide."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import fifth_meeting
import pandas as pd
import pytest
from commands import command
from open_page import open_page

from etl.register import read
from observatory.decks import changes_slide
from observatory.i18n import LANGUAGES, text
from observatory.session import desk
from observatory.topics import commitments
from observatory.topics.register_changes import since_meeting
from observatory.warehouse.build import connect, current

ROOT = Path(__file__).resolve().parents[2]
SECRET = "Qwixel"
HOW_TO = (ROOT / "docs" / "how-to.md").read_text("utf-8")


@pytest.fixture
def network(tmp_path, monkeypatch):
    """A copy of the register's folder that commands read and write."""
    copy = shutil.copytree(read.NETWORK, tmp_path / "network")
    original = read.read

    def elsewhere(terms, folder=copy):
        return original(terms, folder)

    monkeypatch.setattr(read, "NETWORK", copy)
    monkeypatch.setattr(read, "read", elsewhere)
    return copy


@pytest.fixture
def etl(tmp_path, network, few_figures, monkeypatch):
    """`python -m etl …` in a data folder of its own; it must end well."""
    monkeypatch.setenv("OBSERVATORY_DATA", str(tmp_path / "data"))

    def run(*arguments):
        done = command("etl", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def refreshed(etl, *more):
    """The id of a build that was made now."""
    return etl("refresh", "--offline", *more).rsplit("Published ", 1)[1].split()[0]


def edit(folder, table, change):
    """A file of the register, changed by a function."""
    path = folder / f"{table}.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    change(rows).to_csv(path, index=False)


def walk(etl, folder):
    """The path of the how-to after a meeting, from its first command to the last; what each says."""
    section = HOW_TO.split("## After a meeting")[1].split("\n## ")[0]
    said, builds = {}, []
    for line in re.findall(r"`python -m etl ([^`]+)`", section):
        named = dict(zip(("BUILD_A", "BUILD_B"), builds, strict=False))
        words = [named.get(word, word) for word in line.split()]
        said[line] = etl(
            *(str(folder / word) if word.endswith(".xlsx") else word for word in words)
        )
        if words[0] == "template":
            fifth_meeting.fill(folder / words[1])
        if words[0] in ("status", "refresh"):
            builds.append(current())
    return said, builds


def test_after_a_meeting_diff_pages_and_deck_tell_what_entered_the_register(
    etl, network, tmp_path, subtests
):
    first = refreshed(etl)
    with desk() as at:
        assert changes_slide.since_meeting(at.network) is None
    edit(network, "offices", lambda rows: rows.drop(index=0))
    said, builds = walk(etl, tmp_path)
    assert [line.split()[0] for line in said] == ["status", "template", "validate", "import", "import", "refresh", "diff"]  # fmt: skip
    assert builds[0] == first
    second, told = builds[1], said["diff BUILD_A BUILD_B"]
    for line in (
        "New in lists: 8",
        "participation  PESNET-M5-2026 GUY  new  attended",
        "events  PESNET-M5-2026  list_status: none → complete",
        "Focal points: 1",
        "Assessments: 1",
        "assessments  sample-a15  new  well_advanced",
        "events  PESNET-M5-2026  state: planned → held",
        "Newcomers: 1",
        "participation  GUY  newcomer  PESNET-M5-2026",
        "instruments  sample-communique-2026  new",
        "events  PESNET-M5-2026  countries_stated: nothing → 7",
        "removed",
    ):
        with subtests.test(line):
            assert line in told
    assert "no difference" in etl("diff", second, second)
    with desk() as at:
        assert "since" in {each.name for each in at.slides_of("meeting", "en")}
        for lang in LANGUAGES:
            with subtests.test(lang):
                of = at.network_in(lang)
                slide = changes_slide.since_meeting(of)
                names = of.names(list(fifth_meeting.LISTED))
                assert any(names in line for line in slide.notes)
                assert "absent" not in " ".join(slide.notes)
                # The slide counts, a row a kind; every word of it is a reader's.
                listed = text(
                    "register_changes.count_listed", lang, k=len(fifth_meeting.LISTED), n=1
                )
                assert listed in list(slide.table.iloc[:, 1])
                assert len(slide.table) <= 7
                assert not re.search(r"[a-z]+_[a-z]+|sample-a1\d", " ".join(slide.notes))
                stated = text("network.countries_stated", lang)
                assert any(stated in line for line in slide.notes)
                decided = commitments.paragraphs(of, "communique-marrakech-2024", "decisions")
                until = of.say("review.open", date=of.when("2099-12"))
                assert until in set(decided["review_state"])
    for page in ("overview", "data"):
        with subtests.test(page):
            run = open_page(page)
            assert not run.exception
            heading = text("register_changes.subject", "en")
            assert sum(heading in each.value.columns for each in run.dataframe) == 1
    # The next build has nothing of its own to tell; the slide still says what the meeting brought.
    refreshed(etl)
    with desk() as at:
        assert at.network.tables["changes"]["noticed_in"].unique().tolist() == [second]
        assert changes_slide.since_meeting(at.network) is not None


def test_a_changed_cell_is_told_in_words_and_a_superseded_assessment_not_at_all(
    warehouse, subtests
):
    cells = [
        ("event", "PESNET-M4-2024", "countries_stated", "22", "35", ["network.countries_stated", "22", "35"]),
        ("event", "PESNET-M4-2024", "mode", "virtual", "in person", ["network.mode", "mode.virtual", "mode.in_person"]),
        ("event", "PESNET-M4-2024", "start_date", "2024-03", "2024-03-01", ["network.date"]),
        ("event", "PESNET-M4-2024", "scope", "members", "open", ["register_changes.corrected"]),
        ("event", "PESNET-M4-2024", "host_iso3", "TUR", "MAR", ["register_changes.corrected"]),
    ]  # fmt: skip
    with desk() as at:
        for lang in LANGUAGES:
            network = at.network_in(lang)
            table, key, *more, _ = cells[0]
            mine = [(table, key, "changed", *more)]
            for table, key, column, before, after, said in cells:
                rows = changes(network, [(table, key, "changed", column, before, after)])
                found = since_meeting(replace(network, tables={**network.tables, "changes": rows}))
                with subtests.test(f"{column} {lang}"):
                    told = found["change"].iloc[0]
                    assert column not in told
                    for part in said:
                        assert (text(part, lang) if "." in part else part) in told
            new = [
                ("assessment", key, "new", "status", None, "completed")
                for key in ("gone-by", "marrakech-11-adopted")
            ]
            rows = changes(network, [*new, *mine])
            found = since_meeting(replace(network, tables={**network.tables, "changes": rows}))
            with subtests.test(f"assessments {lang}"):
                assert "gone-by" not in found.to_csv()
                assert len(found) == 2


def changes(network, rows):
    """Changes of the register as a build has noticed them."""
    columns = ["table_name", "row_key", "change", "column_name", "before_text", "after_text"]
    made = pd.DataFrame(rows, columns=columns)
    return made.assign(noticed_in=network.build.build_id, noticed_on="2026-11-01")


def test_what_is_withdrawn_from_an_audience_is_told_to_nobody_below_it(etl, network, tmp_path):
    def note(visibility):
        def change(rows):
            rows = rows.loc[rows["text_en"] != SECRET]
            mine = (
                rows.loc[rows["iso3"] == "NGA"]
                .iloc[[0]]
                .assign(visibility=visibility, effect="coverage")
            )
            mine = mine.assign(text_en=SECRET, text_fr=SECRET, text_ar=SECRET)
            mine["from"] = "1991"
            return pd.concat([rows, mine])

        return change

    edit(network, "country_notes", note(""))
    refreshed(etl)
    edit(network, "country_notes", note("secretariat"))
    edit(
        network,
        "documents",
        lambda rows: rows.assign(note=rows["note"].where(rows.index != 0, "Reworded")),
    )
    second = refreshed(etl)
    folder = tmp_path / "data" / "warehouse"
    assert SECRET.encode() not in (folder / f"{second}.duckdb").read_bytes()
    with connect(folder / f"{second}.duckdb") as connection:
        found = connection.execute("select table_name, row_key, column_name, before_text, after_text from register_change").fetchall()  # fmt: skip
    assert [(table, column, before, after) for table, _, column, before, after in found] == [
        ("document", "note", None, None)
    ]
    third = refreshed(etl, "--audience", "secretariat")
    shutil.copy(folder.with_name("warehouse-secretariat") / f"{third}.duckdb", folder)
    done = command("etl", "diff", second, third)
    assert done.returncode == 1
    assert "made for another audience" in done.stderr
    assert SECRET not in done.stdout + done.stderr
