"""`python -m observatory`: the exports without a browser, by the same code as the pages."""

import io
import json
from base64 import urlsafe_b64encode
from zipfile import ZipFile
from zlib import compress

import pytest
from pptx import Presentation

from observatory.__main__ import main
from observatory.decks.build import SHOWN
from observatory.exports import csv
from observatory.i18n import LANGUAGES, text
from observatory.session import desk
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


def test_views_that_would_have_one_name_have_two(warehouse, tmp_path):
    views = ["chart=bars", "chart=bars&lang=fr", "chart=bars&members=MAR", "participation"]
    assert main(["csv", *views, "-o", str(tmp_path)]) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 4
    assert sum("-fr" in name for name in names) == 1


def test_a_view_into_a_folder_that_is_there_has_its_own_name(warehouse, tmp_path):
    assert main(["csv", "chart=bars", "-o", str(tmp_path)]) == 0
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("neet_rate-bars-")


@pytest.mark.parametrize("page", SHOWN)
def test_the_address_of_another_page_gives_that_pages_figure(warehouse, tmp_path, page):
    address = f"http://localhost:8501/{page}?lang=fr"
    for kind in ("csv", "zip", "pptx"):
        assert main([kind, address, "-o", str(tmp_path / f"x.{kind}")]) == 0
    with desk("fr") as at:
        rows = SHOWN[page](at.network, View(lang="fr"), at.ask).rows
    assert (tmp_path / "x.csv").read_bytes() == csv.machine(rows)


def test_the_package_of_the_whole_build(warehouse, tmp_path):
    assert main(["zip", "warehouse", "-o", str(tmp_path / "all.zip")]) == 0
    with ZipFile(tmp_path / "all.zip") as held:
        assert {"observation.csv", "datapackage.json"} <= set(held.namelist())


def slide_texts(path):
    file = Presentation(io.BytesIO(path.read_bytes()))
    return "\n".join(s.text_frame.text for p in file.slides for s in p.shapes if s.has_text_frame)


def test_a_decks_address_says_the_language_of_its_slides(warehouse, tmp_path):
    out = tmp_path / "x.pptx"
    assert main(["deck", "http://h/present?deck=meeting&lang=fr", "-o", str(out)]) == 0
    assert text("deck.decisions", "fr") in slide_texts(out)
    assert len(Presentation(io.BytesIO(out.read_bytes())).slides) >= 9
    assert (
        main(["deck", "http://h/present?deck=meeting&lang=fr", "-o", str(out), "--lang", "ar"]) == 0
    )
    assert text("deck.decisions", "ar") in slide_texts(out)


@pytest.mark.parametrize(("given", "root"), [
    (["--address", "https://pesnet.example/"], "https://pesnet.example/explore"),
    ([], "http://localhost:8501/explore"),
])  # fmt: skip
def test_notes_lead_to_the_site(warehouse, tmp_path, given, root):
    out = tmp_path / "x.pptx"
    assert main(["pptx", "chart=bars&members=MAR", "-o", str(out), *given]) == 0
    (slide, *_) = Presentation(io.BytesIO(out.read_bytes())).slides
    assert root in slide.notes_slide.notes_text_frame.text


def test_the_sites_address_may_stand_in_the_environment(warehouse, tmp_path, monkeypatch):
    monkeypatch.setenv("OBSERVATORY_ADDRESS", "https://other.example")
    out = tmp_path / "x.pptx"
    assert main(["pptx", "chart=bars&members=MAR", "-o", str(out)]) == 0
    (slide, *_) = Presentation(io.BytesIO(out.read_bytes())).slides
    assert "https://other.example/explore" in slide.notes_slide.notes_text_frame.text


def test_a_map_of_boundaries_is_a_slide_of_the_tile_grid(warehouse, tmp_path):
    out = tmp_path / "x.pptx"
    assert main(["pptx", "chart=map&map=boundaries", "-o", str(out)]) == 0
    (slide,) = Presentation(io.BytesIO(out.read_bytes())).slides
    with desk() as at:
        assert set(at.terms.members) <= {shape.name for shape in slide.shapes}
    assert "boundaries" not in slide.notes_slide.notes_text_frame.text


def folded(*rows):
    packed = compress(json.dumps(rows).encode(), 9)
    return "~" + urlsafe_b64encode(packed).decode().rstrip("=")


def test_letters_that_no_slide_can_show_are_left_out_and_said(warehouse, tmp_path, capsys):
    deck = folded(["explore?chart=bars&members=MAR", "a\ud800\x00\x0b\u202eb", ""])
    assert main(["deck", deck, "-o", str(tmp_path / "x.pptx")]) == 0
    assert "4 characters" in capsys.readouterr().err
    assert "\nab\n" in f"\n{slide_texts(tmp_path / 'x.pptx')}\n"


DEEP = "~" + urlsafe_b64encode(compress(b"[" * 39_000, 9)).decode().rstrip("=")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["csv", "chart=pie"], "The view cannot be read: chart=pie"),
        (["brief", "XXX"], "No member of the OIC has the code XXX"),
        (["deck", "party"], "No deck is called party"),
        (["csv", "not a view"], "“not a view” is no view"),
        (["csv", ""], "is no view"),
        (["zip", "http://h/member?members=MAR"], "address of a page with a figure: explore, part"),
        (["pptx", "http://h/?lang=fr"], "is no view"),
        (["csv", "//[=1"], "is no view"),
        (["deck", "http://h/present?lang=fr"], "holds no deck"),
        (["deck", "http://h/present?deck=theme:nope"], "No deck is called theme:nope"),
        (["deck", DEEP], "No deck is called ~"),
        (["deck", folded(["explore?chart=pie", "", ""])], "1: chart=pie"),
        (["deck", folded(["nothing", "", ""])], "1: nothing"),
        (["pptx", "chart=bars&lang=fr", "chart=bars&lang=ar"], "several languages (ar, fr)"),
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


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["brief", "MAR", "TUR", "-o", "x.pdf"], "2 briefs need a folder"),
        (["brief", "-o", "x.pdf"], "57 briefs need a folder"),
        (["csv", "chart=bars", "chart=map", "-o", "two.csv"], "2 views need a folder"),
        (["pptx", "chart=bars", "-o", "."], "is a folder"),
        (["deck", "meeting", "-o", "."], "is a folder"),
    ],
)
def test_several_files_need_a_folder_and_one_deck_a_file(
    tmp_path, monkeypatch, capsys, arguments, said
):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_named(warehouse, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "x.csv"
    assert main(["csv", "chart=bars", "-o", str(out)]) == 1
    err = capsys.readouterr().err
    assert str(out) in err
    assert "Errno" not in err


def test_what_nobody_foresaw_is_a_sentence_and_with_debug_a_traceback(
    warehouse, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(csv, "machine", lambda rows: rows.none)
    arguments = ["csv", "chart=bars", "-o", str(tmp_path / "x.csv")]
    assert main(arguments) == 1
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(AttributeError):
        main([*arguments, "--debug"])


def test_without_a_warehouse_it_says_so(no_warehouse, tmp_path, capsys):
    assert main(["deck", "meeting", "-o", str(tmp_path / "x")]) == 1
    assert capsys.readouterr().err


def test_wrong_usage_is_exit_code_2(capsys):
    with pytest.raises(SystemExit) as left:
        main(["csv"])
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err
