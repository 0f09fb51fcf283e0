"""Commands run in this process, as `python -m …` runs them in one of its own."""

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from etl.__main__ import main as etl_main
from observatory.__main__ import main as observatory_main

MODULES = {"etl": etl_main, "observatory": observatory_main}


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def command(module, *arguments, **environment):
    """Run `python -m module arguments…` with these variables; an error nobody foresaw is raised."""
    out, err = io.StringIO(), io.StringIO()
    with patch.dict(os.environ, environment), redirect_stdout(out), redirect_stderr(err):
        code = MODULES[module](list(arguments))
    return Done(code, out.getvalue(), err.getvalue())


def surroundings(**more):
    """The environment of a run of the copy: a run of its own, which shares no build with this one."""
    own = {name: value for name, value in os.environ.items() if name != "PYTEST_XDIST_WORKER"}
    return {**own, "PYTHONDONTWRITEBYTECODE": "1", **more}
