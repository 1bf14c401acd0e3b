"""What poppler (through GObject) says of a PDF's highlights and notes, and where it sees letters on their pages (middle
in points, letter), as JSON; run by the system's Python."""

import json
import re
import sys

import gi  # type: ignore[import-not-found]

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # type: ignore[import-not-found]  # noqa: E402

found = []
letters = {}
document = Poppler.Document.new_from_file(f"file://{sys.argv[1]}", None)
for number in range(document.get_n_pages()):
    page = document.get_page(number)
    _, height = page.get_size()
    marks = []
    for mapping in page.get_annot_mapping():
        mark = mapping.annot
        if not isinstance(mark, (Poppler.AnnotTextMarkup, Poppler.AnnotText)):
            continue
        colour = mark.get_color()
        marks.append(mark)
        found.append(
            {
                "page": number,
                "name": mark.get_name(),
                "contents": mark.get_contents() or "",
                "author": mark.get_label() or "",
                "date": mark.get_modified() or "",
                "colour": [round(part / 257) for part in (colour.red, colour.green, colour.blue)],
            }
        )
    if marks:
        # get_quadrilaterals corrupts memory in PyGObject; who asks has the quads from elsewhere.
        _, boxes = page.get_text_layout()
        # The text has controls of direction, for which there is no box.
        text = re.sub("[\u202a-\u202e]", "", page.get_text())
        letters[number] = [
            [(box.x1 + box.x2) / 2, height - (box.y1 + box.y2) / 2, letter]
            for box, letter in zip(boxes, text, strict=False)
        ]
print(json.dumps({"marks": found, "letters": letters}))
