"""Names that a stranger guesses: functions are verbs or nouns, a class has its name for itself."""

import ast
from collections import defaultdict
from pathlib import Path

from parsed import nodes

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    each for room in ("observatory", "etl", "pages") for each in (ROOT / room).rglob("*.py")
)
IRREGULAR = frozenset(
    "said shown told kept drawn held made given known found left hidden sent meant written".split()
)
# They end as participles do and are none.
NOUNS = frozenset({"speed", "feed", "need", "seed", "embed"})


def _definitions(kind):
    for file in FILES:
        for node in nodes(file):
            if isinstance(node, kind):
                yield file.relative_to(ROOT), node


def test_no_function_method_or_module_is_named_by_a_participle_alone():
    def is_participle(name):
        word = name.strip("_")
        return word in IRREGULAR or (word.endswith("ed") and "_" not in word and word not in NOUNS)

    names = [(str(file), node.name) for file, node in _definitions(ast.FunctionDef)]
    names += [(str(file.relative_to(ROOT)), file.stem) for file in FILES]
    assert len(names) > 1000
    assert [(file, name) for file, name in names if is_participle(name)] == []


def test_no_argument_is_named_of():
    found = [
        (str(file), node.lineno)
        for file, node in _definitions(ast.FunctionDef)
        if "of"
        in {each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
    ]
    assert found == []


def test_a_class_has_its_name_for_itself():
    places = defaultdict(list)
    for file, node in _definitions(ast.ClassDef):
        places[node.name].append(str(file))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
