"""A member: its young people, its part in the network, its commitments, and what is missing."""

from observatory.ui import filters, frame, member, url_state

page = frame.begin("member", url_state.settling("member", "subject", *url_state.FILTERED))
iso3 = member.head(page)
if iso3:
    filters.row(page)
    member.young(page, iso3)
    member.network(page, iso3)
    member.context(page, iso3)
    for part in (member.commitments, member.gaps, member.peers):
        part(page, iso3)
frame.end(page)
