"""A package as a reader finds it: its files, and what frictionless says of it."""

import io
from zipfile import ZipFile

from frictionless import Package


def opened(zipped):
    with ZipFile(io.BytesIO(zipped)) as folder:
        assert folder.testzip() is None
        return {name: folder.read(name) for name in folder.namelist()}


def validated(zipped, folder):
    """The report of frictionless on a package as a reader unzips it."""
    with ZipFile(io.BytesIO(zipped)) as files:
        files.extractall(folder)
    return Package(str(folder / "datapackage.json")).validate()
