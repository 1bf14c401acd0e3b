"""Where words stand: code points, positions in Qt's document, rectangles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from viewer.brief.blocks import BlockReader
from viewer.brief.loader import Head
from viewer.brief.model import Block, FrontMatter, Run, Source
from viewer.pages.document import BriefDocument
from viewer.pages.images import find_image
from viewer.pages.theme import load_theme
from viewer.report.pictures import PictureRefusedError

WIDTH = 640
MARKDOWN = """# A heading with 😀

A paragraph with *italics*, H~2~O, a hard<br>
break and 😀😀 astral characters, then [a link](https://example.org) and `code`.

- one
- two

    - nested 𝔘nicode

| left | right |
|---|--:|
| cell 😀 a | cell b |
| cell c | cell d |

```python
def f():
    return "😀"
```

!!! note "Boxed"
    In a box.

> Quoted words.

Last words.[^1]

[^1]: A footnote.
"""


def read(markdown: str) -> list[Block]:
    blocks, start = [], 0
    for chunk in BlockReader().read(markdown, "body"):
        for block in chunk:
            placed = Block(**{name: getattr(block, name) for name in Block.__slots__} | {"start": start})
            start = placed.end + 1
            blocks.append(placed)
    return blocks


def document_for(blocks: list[Block], folder: Path | None = None) -> BriefDocument:
    document = BriefDocument(load_theme("light"), 1.0, folder)
    front = FrontMatter(title="Title", marking="TLP:GREEN", date="2025-03-23")
    document.begin(Head("a.brief.md", "Title", front, "", ()))
    document.append(blocks)
    document.finish(front)
    document.qt.setTextWidth(WIDTH)
    return document


@pytest.fixture
def page(qapp: object) -> Iterator[BriefDocument]:
    yield document_for(read(MARKDOWN))


def test_a_source_says_its_date_once(qapp: object) -> None:
    document = BriefDocument(load_theme("light"), 1.0, None)
    titles = ("Press coverage, late March 2025", "An interview")
    document.finish(FrontMatter(sources=tuple(Source(title=title, date="2025-03") for title in titles)))
    lines = document.qt.toPlainText().splitlines()
    assert [line for line in lines if "2025" in line] == ["Press coverage, late March 2025", "An interview, March 2025"]


def text_of(page: BriefDocument) -> str:
    return "\n".join(block.text for block in page.blocks)


def test_every_code_point_finds_its_position_and_comes_back(page: BriefDocument) -> None:
    text = text_of(page)
    for offset, character in enumerate(text):
        position = page.position(offset)
        assert page.offset(position) == offset
        shown = page.qt.characterAt(position)
        if ord(character) <= 0xFFFF:
            assert shown.replace("\u2028", "\n").replace("\u2029", "\n") in (character, "\n", "\ufdd0", "\ufdd1")
            if character != "\n":
                assert shown == character


def test_rectangles_of_two_neighbouring_words_do_not_overlap(page: BriefDocument) -> None:
    text = text_of(page)
    start = text.index("astral")
    (word,) = page.rectangles(start, start + 6)
    (following,) = page.rectangles(start + 7, start + 17)
    assert word.right() <= following.left()
    assert word.top() == following.top()
    assert 0 < word.height() < 30


def test_a_stretch_over_several_blocks_has_rectangles_in_each(page: BriefDocument) -> None:
    text = text_of(page)
    start, end = text.index("one"), text.index("nested") + 6
    tops = [box.top() for box in page.rectangles(start, end)]
    assert len(tops) == 3
    assert tops == sorted(tops)


def test_cells_of_a_row_stand_side_by_side(page: BriefDocument) -> None:
    text = text_of(page)
    left, right = (page.rectangles(at, at + 6)[0] for at in (text.index("cell c"), text.index("cell d")))
    assert left.top() == right.top()
    assert left.right() < right.left()


def test_blocks_in_view_are_those_that_are_drawn_there(page: BriefDocument) -> None:
    height = page.qt.size().height()
    everything = {block.userState() for block, _ in page.blocks_between(0, height)}
    assert everything >= set(range(len(page.blocks)))
    for index in range(len(page.blocks)):
        box = page.layout().blockBoundingRect(page.qt_block(index))
        seen = {block.userState() for block, _ in page.blocks_between(box.top(), box.bottom())}
        assert index in seen


def test_what_the_program_adds_is_no_part_of_the_text(page: BriefDocument) -> None:
    assert page.offset(0) == 0
    assert page.qt.begin().text().strip("\u00a0") == "TLP:GREEN"
    assert page.position(0) > len("TLP:GREEN")


# Letters of several scripts with marks, joiners and characters beyond the basic plane, in short words.
WORDS = st.text(st.sampled_from("ab é\u0301שׁמ\u05b8عر漢字😀👩\u200d🚀𝔘"), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=4), st.data())
def test_any_words_have_rectangles_inside_the_column(qapp: object, lines: list[list[str]], data: st.DataObject) -> None:
    texts = [" ".join(words) for words in lines]
    blocks, start = [], 0
    for text in texts:
        blocks.append(Block("paragraph", (Run(text),), text, start))
        start += len(text) + 1
    page = document_for(blocks)
    whole = "\n".join(texts)
    first = data.draw(st.integers(0, len(whole) - 1))
    last = data.draw(st.integers(first + 1, len(whole)))
    area = QRectF(-1, 0, WIDTH + 2, page.qt.size().height())
    for box in page.rectangles(first, last):
        assert area.contains(box)


def picture(path: Path, colour: str = "red") -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("../outside.png", "not in the brief's folder"),
        ("link.png", "not in the brief's folder"),
        ("https://example.org/a.png", "not in the brief's folder"),
        ("missing.png", "file not found"),
        ("drawing.svg", "not a PNG, JPEG, WebP or GIF"),
        ("broken.png", "damaged file"),
    ],
)
def test_an_image_from_elsewhere_is_not_opened(qapp: object, tmp_path: Path, target: str, why: str) -> None:
    folder = tmp_path / "briefs"
    folder.mkdir()
    picture(tmp_path / "outside.png")
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "drawing.svg").write_text("<svg/>")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    with pytest.raises(PictureRefusedError, match=why):
        find_image(folder, target)


def test_an_image_of_the_brief_takes_its_room(qapp: object, tmp_path: Path) -> None:
    picture(tmp_path / "map.png")
    page = document_for(read("Look: ![A map](map.png) here."), tmp_path)
    text = text_of(page)
    (box,) = page.rectangles(text.index("\ufffc"), text.index("\ufffc") + 1)
    assert round(box.width()) == 40
