"""What the template asks the Secretariat to type in is shown, or is declared as kept only."""

import ast
import re
from pathlib import Path

import yaml
from parsed import nodes

from etl.register.tables import tables

ROOT = Path(__file__).resolve().parents[2]
DECLARED = yaml.safe_load((ROOT / "data" / "network" / "kept_only.yaml").read_text("utf-8"))
# The rooms whose words reach a reader: a column that they name is shown.
ROOMS = ("topics", "words", "methods", "answers", "decks", "exports", "ui")


def texts(path):
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def queries():
    """Each query on the register, by the tables it reads."""
    module = ROOT / "observatory" / "warehouse" / "register.py"
    return [text for text in texts(module) if "select" in text]


def named():
    paths = [path for room in ROOMS for path in (ROOT / "observatory" / room).rglob("*.py")]
    return {text for path in paths for text in texts(path)}


def kept_only(table, column):
    return column in DECLARED["*"] or column in (DECLARED.get(table) or {})


def test_every_column_of_the_template_is_read_or_declared_as_kept_only(subtests):
    sql, words = queries(), named()
    for name, table in tables().items():
        own = [text for text in sql if re.search(rf"\b(from|join) {name}\b", text)]
        for column in table.names:
            with subtests.test(f"{name}.{column}"):
                if kept_only(name, column):
                    continue
                assert any(re.search(rf"\b{column}\b", text) for text in own), (
                    "no query asks for it"
                )
                base = re.sub(r"_(en|fr|ar)$", "", column)
                aliased = {"from": {"since", "first"}, "to": {"until", "last"}}.get(column, set())
                plural = {"framework": "frameworks", "provider": "providers",
                          "beneficiary": "beneficiaries", "title": "title"}  # fmt: skip
                known = {column, base, plural.get(column, column), *aliased}
                assert known & words, "no page names it"


def test_nothing_is_declared_that_the_template_does_not_have(subtests):
    for name, columns in DECLARED.items():
        if name == "*":
            continue
        for column in columns:
            with subtests.test(f"{name}.{column}"):
                assert column in tables()[name].names


def test_every_declaration_says_why():
    assert all(reason for columns in DECLARED.values() for reason in columns.values())
