"""The workbook of a figure: what a person reads first, in words, and never more than the page says."""

import io

import openpyxl
import pytest
from cases import crossed

from observatory.i18n import LANGUAGES, text
from observatory.session import desk
from observatory.view import Asked, View

PAGES = ("members", "side_by_side", "participation", "commitments", "data")
ROWS = {chart: Asked(View(chart=chart)) for chart in ("bars", "change", "gap", "table")}
ROWS |= {page: Asked(View(), page) for page in PAGES}


def sheets(at, asked, lang):
    """The sheets of a workbook, each as rows of values."""
    found = at.workbook(Asked(asked.view.but(lang=lang), asked.page))
    book = openpyxl.load_workbook(io.BytesIO(found))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


@crossed(("name", "lang"), ROWS, LANGUAGES)
def test_the_first_sheet_has_words_in_at_most_twelve_columns_and_the_last_has_every_row(
    warehouse, name, lang
):
    codes = {"absent", "attended", "unknown", "not_eligible", "member", "reported", "notified"}
    asked = ROWS[name]
    with desk(lang) as at:
        shown, about, machine = sheets(at, asked, lang)
        rows = at.exhibit(Asked(asked.view.but(lang=lang), asked.page)).rows
    assert 1 <= len(shown[0]) <= 12
    assert len(set(shown[0])) == len(shown[0])
    assert len(shown) == len(machine) == len(rows) + 1
    assert machine[0] == tuple(rows.columns)
    assert not codes & {cell for row in shown[1:] for cell in row if cell}
    assert at.build.build_id in " ".join(str(line) for (line,) in about)


def test_values_stand_as_numbers_beside_the_mark_of_an_old_one_and_the_bounds_of_the_page(
    warehouse,
):
    with desk("en") as at:
        asked = Asked(View(), "members")
        shown, _, _ = sheets(at, asked, "en")
        rows = at.exhibit(asked).rows.set_index("area")
    for line in shown[1:]:
        found = dict(zip(shown[0], line, strict=True))
        row = rows.loc[found["Area"]]
        assert found["Year"] == row["year"]
        assert (
            found["Value (percent)"] == pytest.approx(row["value"], nan_ok=True)
            or not found["Year"]
        )
        assert (found["Older than 5 years"] == "yes") == bool(row["old"])
        said = found["Listed at meetings in person"].replace("\u00a0", " ")
        k, unknown, n = (row[f"in_person_{part}"] for part in ("attended", "unknown", "open"))
        if not n:
            assert said == text("participation.state.not_eligible", "en")
        elif unknown == n:
            assert said == text("participation.state.unknown", "en")
        elif unknown:
            assert said == f"at least {k}, at most {k + unknown} of {n}"
        else:
            assert said == f"{k} of {n}"
    assert any(line[shown[0].index("Older than 5 years")] for line in shown[1:])


def test_a_choice_that_leaves_no_row_and_an_empty_register_give_a_workbook_that_says_so(
    empty_warehouse, built, monkeypatch
):
    with desk("en") as at:
        for page in PAGES:
            assert sheets(at, Asked(View(), page), "en")[0]
    monkeypatch.setenv("OBSERVATORY_DATA", str(built))
    with desk("en") as at:
        shown, _, _ = sheets(at, Asked(View(find="zzzz"), "members"), "en")
    assert shown[1][0] == text("excel.none", "en")


def test_the_same_view_of_the_same_build_gives_the_same_bytes_and_an_average_never_says_all(
    warehouse,
):
    with desk("en") as at:
        asked = Asked(View(chart="table", groups=("WORLD", "OIC"), members=("MAR",)))
        assert at.workbook(asked) == at.workbook(asked)
        shown, _, machine = sheets(at, asked, "en")
    share = [row[machine[0].index("coverage")] for row in machine[1:]]
    printed = [row[shown[0].index(text("excel.coverage", "en"))] for row in shown[1:]]
    for given, said in zip(share, printed, strict=True):
        assert given is None or given == 1 or said < 0.9995
