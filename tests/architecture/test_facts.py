"""Facts about the world stand in `data/`: no code of the product names an indicator or a country."""

import ast
import csv
from pathlib import Path

import pytest
from parsed import nodes

from observatory.catalog.models import load

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [
    ROOT / "app.py",
    *(
        path
        for name in ("observatory", "etl", "pages")
        for path in sorted((ROOT / name).rglob("*.py"))
    ),
]
TERMS = load()

# Ids that code may name: the file, the id, and why it stands there.
NAMED = (
    ("observatory/view.py", "neet_rate", "a view's default is part of the address's contract"),
    ("observatory/view.py", "OIC", "a view's default is part of the address's contract"),
    ("observatory/view.py", "WORLD", "a view's default is part of the address's contract"),
    ("observatory/methods/participation.py", "PESNET", "the network that the product is about"),
    ("observatory/methods/participation.py", "PES-CaB", "the network's own programme (methods M8)"),
)


def column(file, name):
    with (ROOT / "data" / "network" / file).open(encoding="utf-8", newline="") as text:
        return {row[name] for row in csv.DictReader(text)}


def facts():
    """Every id of the catalogue and the register, and what it is the id of."""
    series = [each for _, each in TERMS.series()]
    return {
        **dict.fromkeys(TERMS.indicators, "indicator"),
        **dict.fromkeys(TERMS.groups, "group"),
        **{name: "series" for each in series for name in (each.code, str(each.series_id))},
        **dict.fromkeys(TERMS.members(), "member"),
        **dict.fromkeys(column("bodies.csv", "body_id"), "body"),
        **dict.fromkeys(column("event_frameworks.csv", "framework"), "framework"),
        **dict.fromkeys(column("offices.csv", "framework"), "framework"),
    }


def texts(path):
    """The text constants of a file."""
    return [
        n.value for n in nodes(path) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]


def test_no_code_names_an_indicator_a_group_a_series_a_member_a_body_or_a_framework():
    known = facts()
    found = {
        (path.relative_to(ROOT).as_posix(), name): known[name]
        for path in SHIPPED
        for name in texts(path)
        if name in known
    }
    allowed = {(file, name) for file, name, _ in NAMED}
    assert {where: what for where, what in found.items() if where not in allowed} == {}
    assert allowed - set(found) == set(), "named here, and nowhere in the code"


def places(method):
    """The places that code asks for: by a method, or by the argument `place` of a page's choices."""
    for path in SHIPPED:
        for node in nodes(path):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            by_name = [each.value for each in node.keywords if node.func.attr == "settling"]
            given = node.args[:1] if node.func.attr == method else by_name
            yield from (each.value for each in given if isinstance(each, ast.Constant))


@pytest.mark.parametrize("method", ["leading", "leading_groups"])
def test_code_asks_only_for_places_that_the_catalogue_has(method):
    known = {place for place, lead in TERMS.leads.items() if method == "leading" or lead.groups}
    assert set(places(method)) == known if method == "leading" else set(places(method)) <= known


def test_what_leads_is_on_offer_to_readers(subtests):
    for place, lead in TERMS.leads.items():
        for name in lead.indicators:
            with subtests.test(f"{place}: {name}"):
                assert TERMS.indicators[name].theme != "weights"
                assert not TERMS.indicators[name].discontinued
