"""Who may import whom, and how large things may grow (docs/architecture.md, house style)."""

import ast
import statistics
from functools import cache
from pathlib import Path

import pytest
from parsed import nodes

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("observatory", "etl", "pages", "tests", "benchmarks")
PYTHON = [
    ROOT / "app.py",
    *(path for name in FOLDERS for path in sorted((ROOT / name).rglob("*.py"))),
]
SHIPPED = [
    path for path in PYTHON if path.relative_to(ROOT).parts[0] not in ("tests", "benchmarks")
]

# The one order of imports: a room imports only rooms that stand before it. What the product says
# comes first, then the pages that show it; the ETL, which makes the builds, is a line of its own.
ORDER = (
    "observatory.errors",
    "observatory.i18n",
    "observatory.catalog",
    "observatory.chart_kind",
    "observatory.view",
    "observatory.warehouse",
    "observatory.methods",
    "observatory.words",
    "observatory.answers",
    "observatory.charts",
    "observatory.draw",
    "observatory.topics",
    "observatory.decks",
    "observatory.exports",
    "observatory.session",
    "observatory.__main__",
    "observatory.ui",
    "pages",
)
ETL = (
    "etl.schema",
    "etl.shapes",
    "etl.sources",
    "etl.figures",
    "etl.fetch",
    "etl.register",
    "etl.build",
    "etl.pipeline",
    "etl.reports",
    "etl.register_commands",
    "etl.__main__",
)
# What the ETL reads of the product: the names of things, their errors, words and methods.
SHARED = ("errors", "i18n", "catalog", "warehouse", "methods")

# Which rooms may know a library: it is imported nowhere else.
LIBRARIES = {
    "streamlit": ("app", "pages", "observatory.ui"),
    "duckdb": ("observatory.warehouse", "observatory.answers", "observatory.session", "etl"),
    "requests": ("etl.fetch",),
    "plotly": ("observatory.draw",),
    "pptx": ("observatory.exports.pptx",),
    "docx": ("observatory.exports.report",),
    "icalendar": ("observatory.exports.calendar",),
}  # fmt: skip


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path):
    names = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def inside(name, room):
    return name == room or name.startswith(room + ".")


def room_of(name, order):
    return next((room for room in order if inside(name, room)), None)


def test_every_room_has_its_place_in_the_order():
    rooms = {".".join(module_of(path).split(".")[:2]) for path in SHIPPED}
    known = {*ORDER, *ETL, "observatory", "etl", "app"}
    assert {room for room in rooms if not room.startswith("pages")} - known == set()
    assert {room for room in (*ORDER, *ETL) if "." in room} - rooms == set()


def test_a_room_imports_only_rooms_before_it(subtests):
    for path in SHIPPED:
        module = module_of(path)
        for order in (ORDER, ETL):
            own = room_of(module, order)
            if own is None:
                continue
            later = order[order.index(own) + 1 :]
            with subtests.test(module):
                upward = [name for name in imports(path) if room_of(name, later)]
                assert upward == []


def test_the_product_does_not_import_the_etl_and_the_etl_little_of_the_product(subtests):
    for path in SHIPPED:
        module = module_of(path)
        with subtests.test(module):
            if inside(module, "etl"):
                rooms = [
                    name.split(".")[1] for name in imports(path) if inside(name, "observatory")
                ]
                assert set(rooms) <= {*SHARED, "__version__"}
            else:
                assert [name for name in imports(path) if inside(name, "etl")] == []


def test_a_library_is_imported_where_it_belongs_and_nowhere_else(subtests):
    for path in SHIPPED:
        for library, rooms in LIBRARIES.items():
            if any(inside(module_of(path), room) for room in rooms):
                continue
            with subtests.test(f"{library} in {module_of(path)}"):
                assert [name for name in imports(path) if inside(name, library)] == []


def test_a_source_does_not_import_another_source_nor_touch_disk_or_network(subtests):
    sources = [path for path in (ROOT / "etl" / "sources").glob("*.py") if path.stem != "__init__"]
    for path in sources:
        others = [f"etl.sources.{other.stem}" for other in sources if other != path]
        banned = (*others, "duckdb", "requests", "urllib3", "pathlib", "os", "etl.fetch")
        with subtests.test(path.stem):
            assert [n for n in imports(path) if any(inside(n, ban) for ban in banned)] == []


def test_streamlit_state_and_caches_stand_in_the_ui_only(subtests):
    for path in SHIPPED:
        if "ui" in path.parts:
            continue
        with subtests.test(module_of(path)):
            assert "session_state" not in path.read_text("utf-8")
            assert "st.cache_" not in path.read_text("utf-8")


def test_selects_stand_in_the_warehouse_and_the_etl_only(subtests):
    for path in SHIPPED:
        if any(inside(module_of(path), room) for room in ("etl", "observatory.warehouse")):
            continue
        strings = [
            node.value.lower()
            for node in nodes(path)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        with subtests.test(module_of(path)):
            assert not [
                text
                for text in strings
                if text.strip().startswith("select ") and " from " in " ".join(text.split())
            ]


def test_sql_is_never_an_f_string(subtests):
    verbs = ("select ", "insert ", "delete ", "update ")
    for path in SHIPPED:
        for node in nodes(path):
            if not isinstance(node, ast.JoinedStr):
                continue
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            with subtests.test(f"{module_of(path)}:{node.lineno}"):
                assert not "".join(parts).lstrip().lower().startswith(verbs), ast.unparse(node)


def functions(path):
    for node in nodes(path):
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
    assert {name: lines for name, lines in sizes.items() if lines > 50} == {}


def test_a_page_is_layout_only(subtests):
    for path in (ROOT / "app.py", *(ROOT / "pages").glob("*.py")):
        with subtests.test(path.name):
            assert len(path.read_text("utf-8").splitlines()) <= 60


@pytest.mark.parametrize("root", ["observatory", "etl"])
def test_few_modules_lie_loose(root):
    assert len(list((ROOT / root).glob("*.py"))) <= 8


def test_no_drawer_modules():
    drawers = {"utils", "helpers", "common", "misc", "manager", "process", "core", "lib"}
    assert [path for path in SHIPPED if path.stem in drawers] == []
