"""Who may import whom, and how large things may grow (docs/decisions, house style)."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("observatory", "etl", "pages", "tests", "benchmarks")
PYTHON = [
    ROOT / "app.py",
    *(path for name in FOLDERS for path in sorted((ROOT / name).rglob("*.py"))),
]
SHIPPED = [
    path for path in PYTHON if path.relative_to(ROOT).parts[0] not in ("tests", "benchmarks")
]

PURE = ("streamlit", "duckdb", "pathlib", "os", "observatory.ui")

# folder → what it may not import (a prefix of the dotted name).
FORBIDDEN = {
    "app.py": ("etl", "duckdb", "requests", "sqlite3"),
    "pages": ("etl", "duckdb", "requests", "sqlite3"),
    "observatory": ("etl",),
    "observatory/exports": ("streamlit", "duckdb", "datetime", "time", "observatory.ui"),
    "observatory/charts": (*PURE, "observatory.exports"),
    "observatory/tables.py": (*PURE, "observatory.exports"),
    "observatory/measures": (*PURE, "observatory.queries"),
    "observatory/queries": ("streamlit", "observatory.ui", "observatory.charts"),
    "observatory/warehouse.py": ("streamlit", "observatory.ui", "observatory.queries"),
    "etl": ("streamlit", "observatory.queries", "observatory.charts", "observatory.ui"),
    "etl/sources": ("duckdb", "requests", "urllib3", "pathlib", "os", "etl.http", "etl.archive"),
}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rules_for(path):
    inside = path.relative_to(ROOT).as_posix()
    for place, names in FORBIDDEN.items():
        if inside == place or inside.startswith(place + "/"):
            yield from names


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way_only(path):
    banned = tuple(rules_for(path))
    wrong = [
        name
        for name in imports(path)
        if any(name == ban or name.startswith(ban + ".") for ban in banned)
    ]
    assert wrong == []


def test_a_source_does_not_import_another_source():
    sources = [path for path in (ROOT / "etl" / "sources").glob("*.py") if path.stem != "__init__"]
    for path in sources:
        others = {f"etl.sources.{other.stem}" for other in sources if other != path}
        assert others.isdisjoint(imports(path)), path.name


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_streamlit_state_and_caches_stand_in_the_ui_only(path):
    if "ui" in path.parts:
        return
    assert "session_state" not in path.read_text("utf-8")
    assert "st.cache_" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_selects_stand_in_queries_and_the_etl_only(path):
    if path.relative_to(ROOT).parts[0] == "etl" or "queries" in path.parts:
        return
    if path.name == "warehouse.py":  # the stamp is read before any query can be
        return
    strings = [
        node.value.lower()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [
        text
        for text in strings
        if text.strip().startswith("select ") and " from " in " ".join(text.split())
    ]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sql_is_never_an_f_string(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            head = "".join(
                part.value for part in node.values if isinstance(part, ast.Constant)
            ).lstrip()
            assert not head.lower().startswith(("select ", "insert ", "delete ", "update ")), (
                ast.unparse(node)
            )


def functions(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            yield node.name, node.end_lineno - start.lineno + 1


def test_functions_are_small():
    sizes = {
        f"{path.relative_to(ROOT)}:{name}": lines
        for path in SHIPPED
        for name, lines in functions(path)
    }
    ordered = sorted(sizes.values())
    assert statistics.median(ordered) <= 12
    assert ordered[int(len(ordered) * 0.95)] <= 40
    assert {name: lines for name, lines in sizes.items() if lines > 60} == {}


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_are_short(path):
    lines = len(path.read_text("utf-8").splitlines())
    page = path == ROOT / "app.py" or path.parent == ROOT / "pages"
    budget = 60 if page else 400
    assert lines <= budget


def test_no_drawer_modules():
    drawers = {"utils", "helpers", "common", "misc", "manager", "process", "core", "lib"}
    assert [path for path in SHIPPED if path.stem in drawers] == []
