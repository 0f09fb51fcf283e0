"""Members: one row a member, with its figure and what published lists say of it; or its events."""

from observatory.ui import frame, members, show, url_state

page = frame.begin("members", url_state.settling(*members.CHOICES, *url_state.FILTERED))
members.head(page)
members.choices(page)
if page.view.part == "events":
    members.events(page)
else:
    members.table(page)
    members.figure(page)
members.further(page)
show.limits(page, "M9", "M8")
frame.end(page)
