"""Files of code as the parser of Python reads them, each once a run."""

import ast
from functools import cache


@cache
def tree(path):
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path):
    """Every node of a file."""
    return tuple(ast.walk(tree(path)))
