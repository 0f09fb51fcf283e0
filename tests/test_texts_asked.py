"""Every text of the interface is asked for somewhere; what nothing asks for is no text."""

import ast
import re
from pathlib import Path

from parsed import nodes

from observatory.i18n import LANGUAGES, words, yaml_tree
from observatory.ui.navigation import PAGES

ROOT = Path(__file__).resolve().parents[1]
CODE = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "observatory").rglob("*.py")]
ANY = "[^ ]+"
KEY = re.compile(r"(?:[\w\\.\-]|\[\^ \]\+)+")
# Keys that are put together of names alone, which no pattern can tell from one another: a heading
# of a page with its part, a table's headings, a message with what to do about it.
FAMILIES = (
    r"participation\.(evidence|bounds|settle|trainings|meetings|organisers|offices|contradictions)(\.lead)?",
    r"overview\.(changed|missing)\.\w+",
    r"frame\.\w+_how",
    r"widgets\.\w+",
)
# Words of codes: `code_words(column, "role")` asks for `role.` and whatever code the register holds,
# `reword(english, "release", lang)` for each pattern of a release.
CODED = ("code_words", "words", "reword", "in_words")


def pattern(node):
    """The keys that a literal or an f-string may be, as a regular expression; None for others."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = node.values
        return "".join(re.escape(p.value) if isinstance(p, ast.Constant) else ANY for p in parts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left = pattern(node.left)
        return f"{left}{ANY}" if left else None
    return None


def asked():
    """Every pattern of keys in the code that begins with a word of its own."""
    for path in CODE:
        for node in nodes(path):
            found = pattern(node)
            if found and KEY.fullmatch(found) and "\\." in found and not found.startswith(ANY):
                yield found
            called = (
                getattr(node.func, "attr", getattr(node.func, "id", ""))
                if isinstance(node, ast.Call)
                else ""
            )
            if called in CODED:
                for given in node.args[1:]:
                    if isinstance(given, ast.Constant):
                        yield rf"{re.escape(str(given.value))}\.{ANY}"
    for path in (ROOT / "observatory" / "locales").glob("*.yaml"):
        for thing in re.findall(r"\{\w+:(\w+)\}", path.read_text("utf-8")):
            yield rf"count\.{thing}"


def unasked(keys):
    patterns = [re.compile(each) for each in {*asked(), *FAMILIES}]
    return [key for key in keys if not any(each.fullmatch(key) for each in patterns)]


def test_every_text_is_asked_for():
    assert unasked(sorted(words())) == []


def test_a_text_that_nothing_asks_for_is_told_from_those_that_are():
    keys = ["frame.name", "deck.not_asked_for", "role.host", "filters.sex.T", "nowhere.title"]
    assert unasked(keys) == ["deck.not_asked_for", "nowhere.title"]


def test_a_page_has_one_word_for_its_file_its_module_and_its_texts():
    folder = ROOT / "observatory" / "locales"
    held = {file: yaml_tree(file.read_text("utf-8")) for file in folder.glob("*.yaml")}
    for page, path in PAGES.items():
        file = folder / f"{page}.yaml"
        assert file.is_file(), page
        assert path == "app.py" or re.fullmatch(rf"pages/\d\d_{page}\.py", path)
        assert any(key.startswith(f"{page}.") for key in held[file]), page
        for other, there in held.items():
            if other.stem != page and other.stem not in LANGUAGES:
                headings = [key for key in there if key in (f"{page}.title", f"{page}.lead")]
                assert headings == [], other.name
    rooms = ("ui", "topics")
    modules = {p.stem for room in rooms for p in (ROOT / "observatory" / room).iterdir()}
    assert {"side_by_side", "participation", "commitments", "member", "overview"} <= modules
