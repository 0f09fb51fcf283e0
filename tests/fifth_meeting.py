"""A made-up fifth meeting, as the Secretariat would type it into the workbook of the register.

Nothing of it took place: Sampleville is nowhere, and its list is drawn by lot of the alphabet.
"""

import openpyxl

EVENT, LIST, TEXT = "PESNET-M5-2026", "sample-m5-list", "sample-m5-communique"
# No list of the network has named the last one before.
LISTED = ("MAR", "TUR", "DZA", "TUN", "SEN", "IDN", "GUY")
ON = "2026-10-12"


def add(page, **cells):
    """A row below the last of a sheet, each text under its header."""
    header = [cell.value for cell in page[1]]
    number = page.max_row + 1
    for name, value in cells.items():
        page.cell(number, header.index(name) + 1).value = value


def change(page, where, **cells):
    """Other texts in the row that holds `where`."""
    header = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if all(row[header.index(name)].value == value for name, value in where.items()):
            for name, value in cells.items():
                row[header.index(name)].value = value
            return
    raise LookupError(where)


def texts(column, words):
    return {f"{column}_{lang}": f"{words} ({lang})" for lang in ("en", "fr", "ar")}


def fill(path):
    """Enter the meeting, its list, its communiqué and what it changes; save the workbook."""
    book = openpyxl.load_workbook(path)
    day = {"recorded_on": ON}
    for document_id, title in ((LIST, "List of participants"), (TEXT, "Final communiqué")):
        add(book["documents"], document_id=document_id, title=f"{title} of the fifth meeting (made up)",
            publisher="SESRIC", published_on="2026-10-11", **day)  # fmt: skip
    change(book["events"], {"event_id": EVENT}, mode="in person", start_date="2026-10-10",
           end_date="2026-10-11", place="Sampleville", place_fr="Sampleville", place_ar="سامبلفيل",
           countries_stated=len(LISTED), list_status="complete", state="held", document_id=LIST,
           evidence_grade="A", **day)  # fmt: skip
    for iso3 in LISTED:
        add(book["participation"], event_id=EVENT, iso3=iso3, state="attended", role="participant",
            modality="in person", evidence_grade="A", document_id=LIST)  # fmt: skip
    add(book["instruments"], instrument_id="sample-communique-2026", kind="communique",
        adopted_on="2026-10-11", adopted_at_event=EVENT, document_id=TEXT, evidence_grade="A",
        **texts("title", "Final communiqué of the fifth meeting"), **day)  # fmt: skip
    add(book["paragraphs"], instrument_id="sample-communique-2026", number=1, kind="decides",
        addressee="network", due="2028", trackable="true", document_id=TEXT, evidence_grade="A",
        **texts("title", "Meet a sixth time in 2028"), **day)  # fmt: skip
    add(book["assessments"], assessment_id="sample-a15", subject_kind="paragraph",
        subject_id="communique-marrakech-2024:15", status="well_advanced", basis="secretariat",
        review_state="draft", comments_until="2099-12", assessed_on="2026-10-12", document_id=LIST, evidence_grade="A", **day)  # fmt: skip
    add(book["focal_points"], iso3="SEN", status="notified", unit="Employment service, cooperation",
        notified_on="2026-10-10", document_id=LIST, evidence_grade="A", **day)  # fmt: skip
    book.save(path)
