"""Facts about the world stand in `data/`: no code of the product names an indicator or a country."""

import ast
import csv
from pathlib import Path

import pytest

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
    ("observatory/decks/spare_slides.py", "PSE", "paragraph 10 of the communiqué names Palestine"),
    ("observatory/answers/answer.py", "neet_rate", "the second axis of a scatter: place `scatter`"),
    ("observatory/answers/answer.py", "youth_unemployment_rate", "the same"),
    ("observatory/answers/answer.py", "OIC_AFRICAN", "the OIC's groups: kind `oic_region`"),
    ("observatory/answers/answer.py", "OIC_ARAB", "the same"),
    ("observatory/answers/answer.py", "OIC_ASIAN", "the same"),
    ("observatory/topics/member/figures.py", "neet_rate", "places `card`, `split` and `peers`"),
    ("observatory/topics/member/figures.py", "youth_unemployment_rate", "the same"),
    ("observatory/topics/member/figures.py", "youth_employment_ratio", "the same"),
    ("observatory/topics/member/figures.py", "new_business_density", "the same"),
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
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


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


@pytest.mark.parametrize("method", ["leading", "leading_groups"])
def test_code_asks_only_for_places_that_the_catalogue_has(method):
    asked = {
        node.args[0].value
        for path in SHIPPED
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    }
    places = {place for place, lead in TERMS.leads.items() if method == "leading" or lead.groups}
    assert asked <= places


def test_what_leads_is_on_offer_to_readers(subtests):
    for place, lead in TERMS.leads.items():
        for name in lead.indicators:
            with subtests.test(f"{place}: {name}"):
                assert TERMS.indicators[name].theme != "weights"
                assert not TERMS.indicators[name].discontinued
