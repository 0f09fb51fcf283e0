"""A member: its young people, its part in the network, its commitments, and what is missing."""

from observatory.ui import chosen, frame, member

page = frame.begin("member", chosen.settling("member", "subject", "years", "groups"))
iso3 = member.head(page)
if iso3:
    for part in (member.young, member.network, member.commitments, member.gaps, member.peers):
        part(page, iso3)
frame.end(page)
