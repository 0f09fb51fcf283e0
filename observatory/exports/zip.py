"""Files put together in one ZIP whose bytes depend on nothing but the files and the build."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from observatory.warehouse.build import Build

# Readable by all, as written by a Unix program, whatever the machine.
_UNIX, _MODE = 3, 0o644 << 16


def archive(files: Mapping[str, bytes], build: Build) -> bytes:
    """The files by name as a ZIP, in the order given, each dated as the build."""
    out = io.BytesIO()
    with ZipFile(out, "w") as folder:
        for name, body in files.items():
            entry = ZipInfo(name, date_time=build.built_at.timetuple()[:6])
            entry.create_system, entry.external_attr = _UNIX, _MODE
            folder.writestr(entry, body, compress_type=ZIP_DEFLATED, compresslevel=6)
    return out.getvalue()
