"""`python -m observatory`: the exports without a browser, by the same code as the pages."""

import io
from zipfile import ZipFile

import pytest
from pptx import Presentation

from observatory.__main__ import main
from observatory.desk import desk
from observatory.exports import csv
from observatory.i18n import LANGUAGES
from observatory.view import View


@pytest.mark.parametrize("lang", LANGUAGES)
def test_csv_of_a_link_is_that_of_the_page(warehouse, tmp_path, lang):
    out = tmp_path / "x.csv"
    assert (
        main(["csv", "http://localhost:8501/explore?chart=bars", "-o", str(out), "--lang", lang])
        == 0
    )
    with desk() as at:
        assert out.read_bytes() == csv.machine(at.ask(View(chart="bars", lang=lang)).frame)


def test_several_views_go_into_a_folder_a_file_each(warehouse, tmp_path):
    assert main(["zip", "chart=bars", "chart=map", "-o", str(tmp_path / "out")]) == 0
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == 2
    for path in files:
        with ZipFile(path) as held:
            assert "data.csv" in held.namelist()


def test_several_views_are_slides_of_one_deck(warehouse, tmp_path):
    out = tmp_path / "x.pptx"
    assert main(["pptx", "chart=trend&members=MAR", "explore?chart=map", "-o", str(out)]) == 0
    assert len(Presentation(io.BytesIO(out.read_bytes())).slides) == 2


def test_briefs_of_some_members(warehouse, tmp_path):
    assert main(["brief", "MAR", "-o", str(tmp_path / "m.pdf"), "--lang", "ar"]) == 0
    assert main(["brief", "TUR", "SEN", "-o", str(tmp_path / "all")]) == 0
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "all").iterdir())) == 2


def test_the_meetings_deck(warehouse, tmp_path):
    out = tmp_path / "x.pptx"
    assert main(["deck", "meeting", "-o", str(out), "--lang", "fr"]) == 0
    assert len(Presentation(io.BytesIO(out.read_bytes())).slides) >= 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["csv", "chart=pie"], "The view cannot be read: chart=pie"),
        (["brief", "XXX"], "No member of the OIC has the code XXX"),
        (["deck", "party"], "No deck is called party"),
    ],
)
def test_a_fault_in_the_input_is_one_paragraph_and_exit_code_1(
    warehouse, tmp_path, capsys, arguments, said
):
    out = tmp_path / "x"
    assert main([*arguments, "-o", str(out)]) == 1
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
    assert not out.exists()


def test_without_a_warehouse_it_says_so(no_warehouse, tmp_path, capsys):
    assert main(["deck", "meeting", "-o", str(tmp_path / "x")]) == 1
    assert capsys.readouterr().err


def test_wrong_usage_is_exit_code_2(capsys):
    with pytest.raises(SystemExit) as left:
        main(["csv"])
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err
