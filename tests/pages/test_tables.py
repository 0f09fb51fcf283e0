"""Tables of the register: what each holds is said to those who do not see it."""

import json

from cases import crossed
from open_page import open_page

from observatory.i18n import LANGUAGES

PAGES = {
    "overview": "app.py",
    "member": "pages/20_member.py",
    "participation": "pages/30_participation.py",
    "commitments": "pages/40_commitments.py",
    "data": "pages/90_data.py",
}


@crossed(("page", "lang"), PAGES, LANGUAGES)
def test_every_table_says_in_words_what_it_holds(warehouse, subtests, page, lang):
    found = open_page(page, lang=lang, members="MAR")
    assert not found.exception
    said = [table.proto.alt for table in found.dataframe]
    assert said
    assert len(set(said)) == len(said)
    for table in found.dataframe:
        with subtests.test("whole", table=table.proto.alt):
            # Where not all columns fit on one line each, all stand in the page, on several lines.
            settings = json.loads(table.proto.columns)
            widths = [each["width"] for each in settings.values() if each.get("width")]
            assert sum(widths) <= 1280
            assert not widths or table.proto.row_height > 64
    for words in said:
        with subtests.test(words):
            # Words of the language, no id such as `stated-meetings` and no key without a text.
            assert not words.isascii() or lang != "ar"
            assert not any(sign in words for sign in ("_", "network.table"))
            assert len(words.split()) > 1 or page in ("data", "overview")
