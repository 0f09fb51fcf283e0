"""What the documents say of the tree is true: each path they name is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/how-to.md")
PATH = re.compile(r"`((?:observatory|etl|tests|docs|data|pages|benchmarks|static|\.ci)/[\w./-]*)`")
# Folders that come into being with the first build.
MADE = ("data/raw", "data/warehouse")


def test_every_path_in_a_document_is_there(subtests):
    for name in DOCUMENTS:
        text = (ROOT / name).read_text("utf-8")
        for path in sorted(set(PATH.findall(text))):
            if path.startswith(MADE) or "NN" in path:
                continue
            with subtests.test(f"{name}: {path}"):
                assert (ROOT / path).exists()


def test_every_room_of_the_tree_stands_in_the_architecture(subtests):
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for root in ("observatory", "etl"):
        rooms = [path for path in sorted((ROOT / root).iterdir()) if path.is_dir()]
        for room in rooms:
            if room.name == "__pycache__":
                continue
            with subtests.test(f"{root}/{room.name}"):
                assert f"{room.name}/" in text


def test_the_architecture_is_read_in_one_sitting():
    assert len((ROOT / "docs" / "architecture.md").read_text("utf-8").splitlines()) <= 120
