"""Explore: one view of one indicator or two, as trend, bars, map, scatter or table."""

from observatory.ui import downloads, filters, frame, read, show

page = frame.begin("explore")
view = filters.explore(page)
answer = read.view_answer(view, page.build.build_id)
show.chart(page, answer)
downloads.offer(page, answer)
show.notes(page, answer)
frame.end(page)
