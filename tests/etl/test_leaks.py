"""What is for the Secretariat is in no file of a public build: searched for in the bytes of each."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pypdf
import pytest

from etl import pipeline
from etl.figures import gather, snapshot
from etl.register.tables import Register, Row, tables
from observatory.catalog import models
from observatory.decks.build import SHOWN
from observatory.session import desk
from observatory.topics.evaluation import evaluation

SIGN = "Qwixel"
# Tables of which no row can be kept from the public: each member has its one row.
PUBLIC = {"member"}
NOTED = ("event_framework", "event_body", "participation", "participation_body", "paragraph_indicator",
         "activity_provider", "activity_beneficiary", "activity_event", "activity_paragraph", "need_offer")  # fmt: skip


def words(column, table):
    return {f"{column}_{lang}": f"{SIGN} {table} {lang}" for lang in ("en", "fr", "ar")}


def secrets():
    """A row for the Secretariat in every table, each with the sign and its table in a text."""
    event, body, activity = {"event_id": "QX-1"}, {"body_id": "qx-body"}, {"activity_id": "QX-A"}
    text, topic = {"instrument_id": "qx-text"}, {"topic_id": "qx-topic"}
    rows = {
        "document": {"document_id": "qx-doc", "title": f"{SIGN} document"},
        "body": {**body, "kind": "other", **words("name", "body")},
        "event": {**event, "kind": "training", "mode": "virtual", "start_date": "2025-07", "state": "held",
                  "list_status": "partial", "participants_stated": "77", **words("title", "event")},
        "event_framework": {**event, "framework": "PES-CaB"},
        "event_body": {**event, **body, "role": "host"},
        "participation": {**event, "iso3": "SUR", "state": "attended", "document_id": "qx-doc"},
        "participation_body": {**event, **body, "role": "guest"},
        "instrument": {**text, "kind": "communique", "adopted_on": "2026-07", **words("title", "instrument")},
        "recital": {**text, "number": "1", "kind": "recalls", **words("title", "recital")},
        "paragraph": {**text, "number": "1", "kind": "decides", "trackable": "true", "due": "2026-08",
                      **words("title", "paragraph")},
        "paragraph_indicator": {**text, "number": "1", "indicator_id": "neet_rate", "relation": "context"},
        "activity": {**activity, "plan": "2024-2026", "plan_link": "stated", "state": "scheduled",
                     "budget": "991133", "currency": "USD", "lesson": f"{SIGN} lesson", **words("title", "activity")},
        "activity_provider": {**activity, "provider": "SUR"},
        "activity_beneficiary": {**activity, "beneficiary": "SUR"},
        "activity_event": {**activity, **event},
        "activity_paragraph": {**activity, **text, "number": "1"},
        "assessment": {"assessment_id": "qx-1", "subject_kind": "paragraph", "status": "under_way",
                       "subject_id": "communique-marrakech-2024:12", "review_state": "draft",
                       "document_id": "qx-doc", "member_comment": f"{SIGN} assessment"},
        "office": {**body, "role": "partner", "framework": "PESNET", "from": "2025", "note": f"{SIGN} office"},
        "focal_point": {"iso3": "SUR", "status": "notified", "unit": f"{SIGN} focal_point", "notified_on": "2026"},
        "topic": {**topic, **words("title", "topic")},
        "need_offer": {"iso3": "SUR", **topic, "direction": "offer"},
        "funding": {"activity_id": "T-1", "source": f"{SIGN} funding", "amount": "5", "currency": "USD",
                    "state": "secured"},
        "contact_log": {"iso3": "SUR", "step": "letter sent", "on_date": "2026-03", "channel": f"{SIGN} contact_log"},
        "country_note": {"iso3": "SUR", "theme": "all", "from": "2000", "to": "2026", "effect": "coverage",
                         **words("text", "country_note")},
        "discrepancy": {"discrepancy_id": "qx", "subject_kind": "member", "subject_id": "SUR", "about": "members",
                        "stated": f"{SIGN} discrepancy"},
        "translation": {"text_en": f"{SIGN} office", "text_fr": f"{SIGN} translation", "text_ar": SIGN},
    }  # fmt: skip
    for name in NOTED:
        rows[name]["note"] = f"{SIGN} {name}"
    return {name: {**cells, "visibility": "secretariat"} for name, cells in rows.items()}


@pytest.fixture(scope="module")
def audiences(completed, tmp_path_factory):
    """A folder with a public build and the Secretariat's, both of a register with secrets."""
    folder, terms = tmp_path_factory.mktemp("leaks"), models.load()
    made = {name: [*completed[name]] for name in tables()}
    for name, cells in secrets().items():
        made[name].append(Row("secret:1", cells))
    found = gather.gather(terms, snapshot.read())
    for audience, where in (("public", "warehouse"), ("secretariat", "warehouse-secretariat")):
        pipeline.publish_build(
            terms, found, folder=folder / where, now=datetime.now(UTC),
            register=Register(made), audience=audience,
        )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OBSERVATORY_DATA", str(folder))
        patch.delenv("OBSERVATORY_AUDIENCE", raising=False)
        yield folder


def leaves(name, data):
    """A file and all that is packed in it: its parts by name, and the text of a PDF."""
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for each in parts.namelist():
                yield from leaves(f"{name}/{each}", parts.read(each))
    if data.startswith(b"%PDF"):
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        yield f"{name}:text", "\n".join(page.extract_text() for page in pages).encode()


def signs(files):
    """Where the sign stands, and the tables that stand beside it."""
    found = {}
    for name, data in files:
        for place, part in leaves(name, data):
            hits = re.findall(rb"Qwixel(?: (\w+))?|qx-\w+|QX-\w+", part)
            if hits:
                found[place] = {hit.decode() for hit in hits}
    return found


def exports(at):
    """Every kind of file that is made of a build, for views and pages that hold the register."""
    makers = {"xlsx": at.workbook, "zip": at.package, "pptx": lambda asked: at.slides([asked])}
    pages = (*SHOWN, "explore?chart=table&indicator=neet_rate&members=SUR")
    for place, page in enumerate(pages):
        asked = at.parse_request(page)
        yield f"{page}.csv", at.csv(asked)
        # Pages by kinds of files in turn: each page in two of the four, each kind of two pages.
        kind = list(makers)[place % len(makers)]
        yield f"{page}.{kind}", makers[kind](asked)
    yield "meeting.pptx", at.deck("meeting")
    yield "member.pptx", at.deck("member:SUR")
    yield "brief.pdf", at.brief("SUR")
    yield "whole.zip", at.everything("en")
    said = evaluation(at.network, "2024-2026")
    yield "evaluation", repr(said).encode()


def test_no_secret_is_in_any_file_of_a_public_build(audiences):
    with desk("en", audience="public") as at:
        assert signs(exports(at)) == {}


def test_no_secret_is_in_the_bytes_of_the_public_folder(audiences):
    files = [
        (str(path), path.read_bytes())
        for path in (audiences / "warehouse").rglob("*")
        if path.is_file()
    ]
    assert files
    assert signs(files) == {}


def test_the_secretariats_build_holds_the_secret_of_every_table(audiences):
    """The search finds what is there: each table's sign is in the package of the whole build."""
    with desk("en", audience="secretariat") as at:
        found = signs([("whole.zip", at.everything("en"))])
    folder = audiences / "warehouse-secretariat"
    assert signs((str(path), path.read_bytes()) for path in folder.rglob("*.duckdb"))
    for name in secrets():
        assert found[f"whole.zip/{name}.csv"], name
    assert set(secrets()) | PUBLIC == set(tables())
