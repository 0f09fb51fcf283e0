"""What the catalogue declares is read: by pages, commands or the ETL, or it says why it stands."""

import ast
from pathlib import Path

from parsed import nodes

from observatory.catalog import models

ROOT = Path(__file__).resolve().parents[2]
# The catalogue itself, and the step that copies it into a build, are no readers.
WRITERS = ("observatory/catalog", "etl/build")
MODELS = (
    models.Unit,
    models.Source,
    models.Series,
    models.Indicator,
    models.Country,
    models.Group,
    models.Lead,
)
# Fields that only the catalogue or the build reads, each with the reason why it stands.
KEPT = {
    ("Series", "several"): "makes the id of a series",
    ("Group", "group_id"): "is the key of the group: readers hold it already",
    ("Indicator", "weight"): "the build weights group averages by it (methods M1)",
    ("Indicator", "weight_fallback"): "the same, where the first is not collected",
    ("Country", "region"): "a column of the warehouse, promised to those who read it",
    ("Country", "income_group"): "the same",
}


def attributes(path):
    return {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}


def test_every_field_of_the_catalogue_is_read_or_says_why_it_stands():
    readers = [
        path
        for root in ("observatory", "etl", "pages")
        for path in sorted((ROOT / root).rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(WRITERS)
    ]
    read = {name for path in readers for name in attributes(path)}
    declared = {(model.__name__, name) for model in MODELS for name in model.model_fields}
    assert {field for field in declared if field[1] not in read} == set(KEPT)
