"""A copy of the checkout in which a row of CONTRIBUTING is carried out as it says."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import surroundings

ROOT = Path(__file__).resolve().parents[2]
LISTED = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")


def listed():
    """The files of the checkout, without what a build, a cache or an environment leaves there."""
    found = subprocess.run(LISTED, cwd=ROOT, capture_output=True, check=True).stdout
    names = [name for name in found.decode().split("\0") if name]
    return [name for name in names if (ROOT / name).is_file() and not (ROOT / name).is_symlink()]


class Checkout:
    """A copy of the checkout: it is written as a contributor would, and its checks are run."""

    def __init__(self, folder):
        self.folder = folder
        self._before = {}
        for name in listed():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
            self._before[name] = target.read_bytes()

    def read(self, name):
        return (self.folder / name).read_text("utf-8")

    def write(self, name, text):
        """Make a file, or write one anew."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def add(self, name, text):
        """Put a block or a row at the end of a file."""
        self.write(name, self.read(name).rstrip("\n") + "\n" + text)

    def insert(self, name, before, text):
        """Put lines before a line that stands in a file once."""
        whole = self.read(name)
        assert whole.count(before) == 1, f"{name}: {before!r}"
        self.write(name, whole.replace(before, text + before))

    @property
    def touched(self):
        """The files that are new or differ, caches and builds aside."""
        changed = {n for n, old in self._before.items() if (self.folder / n).read_bytes() != old}
        found = {str(p.relative_to(self.folder)) for p in self.folder.rglob("*") if p.is_file()}
        aside = ("__pycache__", ".pytest_cache", ".hypothesis", "data/warehouse", "data/raw")
        new = {n for n in found - self._before.keys() if not any(each in n for each in aside)}
        return changed | new

    def run(self, *arguments, **environment):
        """Run a module of the copy: `run("etl", "validate")`; what it said and how it ended."""
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            check=False,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=600,
            env=surroundings(PYTHONPATH="", **environment),
        )

    def passes(self, *arguments, **environment):
        """Run tests of the copy; they pass, and there are some."""
        quiet = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist")
        done = self.run("pytest", *quiet, *arguments, **environment)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path / "checkout")
