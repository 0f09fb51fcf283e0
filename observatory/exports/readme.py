"""`README.<lang>.md`: what a package holds, for a person, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from observatory.i18n import isolate, language, text
from observatory.methods.texts import bullets
from observatory.warehouse.build import Build
from observatory.words.titles import ESTIMATES, reason


def filename(lang: str) -> str:
    """The name of the file in a language."""
    return f"README.{lang}.md"


def page(title: str, parts: Iterable[str], lang: str) -> bytes:
    """A page of Markdown: its title, then its parts; from right to left where that is the way."""
    body = "\n\n".join([f"# {title}", *filter(None, parts)])
    if language(lang).rtl:
        body = f'<div dir="rtl">\n\n{body}\n\n</div>'
    return f"{body}\n".encode()


def stamp(
    build: Build, lang: str, obtained: str, *, digest: str = "", query: str | None = None
) -> str:
    """Build, day of the data, fingerprint of data.csv, and the view's address, as a list.

    `obtained` says when the series of the package were obtained; empty for the register's rows.
    """
    lines = [text("package.readme.build", lang, build=isolate(build.build_id, lang))]
    lines += [obtained] if obtained else []
    if digest:
        lines.append(text("package.readme.hash", lang, hash=f"`{digest}`"))
    if query is not None:
        link = f"`/explore?{query}`"
        lines.append(text("package.readme.link", lang, link=link))
    return bullets(lines)


def section(key: str, body: str, lang: str) -> str:
    """A part under its heading; nothing where there is nothing to say."""
    return f"## {text(f'package.readme.{key}', lang)}\n\n{body}" if body else ""


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], lang: str) -> str:
    """Rows under translated headers; the first column is code."""
    names = [text(f"package.readme.{name}", lang) for name in headers]
    lines = [
        "| " + " | ".join([f"`{first}`", *(_cell(c) for c in rest)]) + " |" for first, *rest in rows
    ]
    return "\n".join(["| " + " | ".join(names) + " |", "|---" * len(names) + "|", *lines])


def estimates(rows: pd.DataFrame, lang: str) -> str:
    """What the estimate types among some rows mean."""
    found = set(rows["estimate"]) if "estimate" in rows else set()
    return bullets(
        explanation(
            f"`{kind}` ({text(f'estimate.{kind}', lang)})",
            text(f"package.estimate.{kind}", lang),
            lang,
        )
        for kind in ESTIMATES
        if kind in found
    )


def missing(rows: pd.DataFrame, lang: str) -> str:
    """What the codes of missing values among some rows mean."""
    codes: set[str] = set(rows["missing"].dropna()) if "missing" in rows else set()
    return bullets(
        explanation(f"`{code}`", reason(code, lang), lang) for code in sorted(filter(None, codes))
    )


def explanation(name: str, meaning: str, lang: str) -> str:
    """A name and what it means, on one line."""
    return text("package.explained", lang, name=name, meaning=meaning)


def quote(body: str) -> str:
    """A plain text as it is, in a block."""
    return f"```text\n{body.rstrip()}\n```"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
