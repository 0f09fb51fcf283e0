"""The file that declares the warehouse, with its tables, keys, checks and comments."""

from __future__ import annotations

from pathlib import Path

SCHEMA = Path(__file__).resolve().with_name("schema.sql")
