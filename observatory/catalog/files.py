"""How the files of the catalogue are read: YAML blocks and CSV rows, with every fault named.

Nothing here knows what an indicator or a group is. A `Reading` collects what is wrong, in an
editor's words (`file:row:column`, what was found, what was expected), and which ids each file
declares; `observatory.catalog.models` puts the pieces together.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.constructor import SafeConstructor

from observatory.errors import CatalogError, DuplicateId, Finding, MissingText
from observatory.i18n import official

# PyYAML without its part in C has the one in Python alone.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Model = TypeVar("Model", bound=BaseModel)

# The `check` of a finding; a catalogue whose faults are all of one kind raises that kind's error.
CATALOGUE = "catalogue"
DUPLICATE = "duplicate id"
MISSING_TEXT = "missing text"


@dataclass
class Reading:
    """What a reading of the catalogue has found so far: faults, and the ids each file declares."""

    faults: list[Finding] = field(default_factory=list)
    declared: dict[str, set[str]] = field(default_factory=dict)

    def fault(self, place: str, found: str, expected: str, *, check: str = CATALOGUE) -> None:
        """Note one fault: where, what was found, what was expected."""
        self.faults.append(Finding("error", check, place, found, expected))

    def knows(self, file: str, name: str) -> bool:
        """Whether a file declares this id; yes where the file itself could not be read.

        A block that is faulty is declared all the same: one fault is not reported twice.
        """
        return not self.read(file) or name in self.declared[file]

    def read(self, file: str) -> bool:
        """Whether a file could be read at all."""
        return file in self.declared

    def declare(self, file: str, name: str, place: str) -> None:
        """Note that a file declares an id; a second time is a fault."""
        names = self.declared.setdefault(file, set())
        if name in names:
            self.fault(place, f"{name} again", "each id once", check=DUPLICATE)
        names.add(name)

    def error(self) -> CatalogError:
        """The error that carries these faults: the special one where all are of its kind."""
        kinds = {finding.check for finding in self.faults}
        if kinds == {MISSING_TEXT}:
            return MissingText.of(self.faults)
        if kinds == {DUPLICATE}:
            return DuplicateId.of(self.faults)
        return CatalogError.of(self.faults)


class _NotesTwice(SafeConstructor):
    """Makes of YAML what it holds, and notes a key given twice instead of keeping the last."""

    twice: list[tuple[str, int]]

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 (the signature is PyYAML's)
    ) -> dict[object, object]:
        """The mapping of a node; keys given twice are noted with their line."""
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                self.twice.append((str(key.value), key.start_mark.line + 1))
            seen.add(str(key.value))
        return dict(super().construct_mapping(node, deep))


class _Loader(_NotesTwice, yaml.SafeLoader):
    """PyYAML's reader in Python: what is wrong with a file is said in its words."""


class _FastLoader(_NotesTwice, _PARSER):  # type: ignore[misc]
    """PyYAML's reader in C, where it has one: eight times faster, with words of its own."""


def _load(text: str, reader: Any) -> tuple[object, list[tuple[str, int]]]:  # noqa: ANN401
    """What a YAML text holds, and the keys given twice with their lines."""
    loader = reader(text)
    loader.twice = []
    return loader.get_single_data(), loader.twice


def _read(text: str) -> tuple[object, list[tuple[str, int]]]:
    """The same, read fast; a text that is no YAML is read again for the words of its fault."""
    try:
        return _load(text, _FastLoader)
    except yaml.YAMLError:
        return _load(text, _Loader)


def _tree(path: Path, reading: Reading) -> dict[object, object] | None:
    """The mapping that a YAML file holds; None, and a fault, where it holds none."""
    try:
        tree, twice = _read(path.read_text("utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reading.fault(f"{path.name}:{line}", str(error.problem), "a readable YAML file")
        return None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reading.fault(path.name, unreadable(error), "a readable YAML file")
        return None
    for key, line in twice:
        reading.fault(f"{path.name}:{line}", f"{key} again", "each key once", check=DUPLICATE)
    if isinstance(tree, dict):
        return tree
    found = "nothing" if tree is None else type(tree).__name__
    reading.fault(path.name, found, "a mapping of ids to blocks")
    return None


def unreadable(error: Exception) -> str:
    """Why a file cannot be read, without the path of the machine it stands on."""
    return "no such file" if isinstance(error, FileNotFoundError) else " ".join(str(error).split())


def blocks(
    path: Path, model: type[Model], reading: Reading, *, key: str | None = None
) -> dict[str, Model]:
    """The blocks of a YAML file by their id, which stands in the field `key` where one is named."""
    out: dict[str, Model] = {}
    for name, block in (_tree(path, reading) or {}).items():
        place = f"{path.name}:{name}"
        reading.declare(path.name, str(name), place)
        named_block = {**block, key: name} if key and isinstance(block, dict) else block
        try:
            out[str(name)] = model.model_validate(named_block)
        except ValidationError as error:
            explain(place, error, reading)
    return out


def rows(
    path: Path,
    columns: Sequence[str],
    reading: Reading,
    *,
    key: str | None = None,
    later: Collection[str] = (),
) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV, each with its place `file:line`; none if the header is another.

    The column `key`, where one is named, declares an id a row. A file of before the columns `later`
    were added has none of them.
    """
    try:
        with path.open(encoding="utf-8", newline="") as text:
            reader = csv.reader(text, strict=True)
            lines = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reading.fault(path.name, unreadable(error), "a readable UTF-8 CSV")
        return
    header = lines[0][1] if lines else []
    before = [name for name in columns if name not in later]
    columns = before if header == before else columns
    if header != list(columns):
        reading.fault(f"{path.name}:1", ", ".join(header) or "nothing", ", ".join(columns))
        return
    reading.declared.setdefault(path.name, set())
    for number, row in lines[1:]:
        place, cells = f"{path.name}:{number}", dict(zip(columns, row, strict=False))
        if key in cells:
            reading.declare(path.name, cells[key], f"{place}:{key}")
        if len(row) == len(columns):
            yield place, cells
        else:
            reading.fault(place, f"{len(row)} cells", f"{len(columns)} cells")


def with_names(row: Mapping[str, str]) -> dict[str, object]:
    """A row with its columns of names, one a language, joined into one text."""
    block: dict[str, object] = {k: cell for k, cell in row.items() if not k.startswith("name_")}
    block["name"] = {lang: row[f"name_{lang}"] for lang in official()}
    return block


def explain(place: str, error: ValidationError, reading: Reading) -> None:
    """Note a model's complaints in the editor's words: place, found, expected."""
    for complaint in error.errors():
        kind, path = complaint["type"], complaint["loc"]
        where = ".".join(str(part) for part in path)
        untold = kind in {"missing", "string_too_short"}
        found = "nothing" if untold else repr(complaint["input"])[:80]
        text = bool(path) and path[-1] in official()
        check = MISSING_TEXT if untold and text else CATALOGUE
        reading.fault(f"{place}:{where}", found, _wish(kind, complaint["msg"]), check=check)


def _wish(kind: str, message: str) -> str:
    """What was expected, as a thing and not as a complaint."""
    wishes = {
        "missing": "a value",
        "extra_forbidden": "no such key",
        "string_too_short": "a text that is not empty",
        "int_parsing": "a whole number",
        "bool_parsing": "true or false",
    }
    return wishes.get(kind, message.removeprefix("Value error, ").removeprefix("Input should be "))
