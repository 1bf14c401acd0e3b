"""The annotations of an exported PDF, as other readers see them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Name
from PySide6.QtGui import QColor, QGuiApplication, QImage

from tests.pages.printing import agree, marks, words_under
from tests.report.briefs import brief_of, note_on, orphan, report_on, whole_note
from viewer.annotations.assessment import with_assessment
from viewer.brief.loader import load_brief
from viewer.brief.model import Brief
from viewer.pages.pdf import export_pdf
from viewer.pages.theme import load_theme
from viewer.report.model import Report
from viewer.resource_files import shipped_briefs

PARAGRAPH = "President Félix Tshisekedi offers cobalt, copper and first tantalum after an efficient office. "
MIXED = f"""# Emoji 😀 and scripts

{PARAGRAPH * 4}

Mathematical 𝔘nicode, emoji 😀😀 in between, then plain words. O\u0308l with e\u0301 combining marks, H~2~O and x^2^.

הממשלה אמרה כי cobalt הוא חשוב.

Latin text with שלום עולם inside, and العربية as well, and then on.

刚果民主共和国 offers 钴 and 铜 to 美国。

- one item with *italics* and `code`
- another **bold** item

| left | middle | right |
|:--|:-:|--:|
| alpha | beta | gamma |
| delta 😀 | epsilon | 42 |

```python
def after(office):
    return "fjord"  # 😀
```

> {PARAGRAPH}

!!! warning "Careful"
    {PARAGRAPH}

{(PARAGRAPH * 6 + chr(10) * 2) * 12}

Last words.
"""
KEYS = (
    "/Type /Subtype /P /Rect /QuadPoints /C /CA /F /NM /T /M /CreationDate /Contents /Subj /AP /Popup "
    "/BriefingViewerGroup"
).split()


@pytest.fixture(scope="module")
def mixed() -> Brief:
    return brief_of(MIXED)


def exported(report: Report, folder: Path) -> Path:
    target = folder / "out.pdf"
    export_pdf(report, target)
    return target


def check_words(report: Report, path: Path) -> None:
    found = marks(path)
    under = words_under(path, found)
    for note in report.in_place:
        assert note.span
        quote = report.brief.text[slice(*note.span)]
        name = note.annotation.id.removeprefix("urn:uuid:")
        assert any(mark.group == name for mark in found)
        assert agree(quote, under.get(name, "")), (quote, under.get(name))


def test_an_underline_is_one_for_other_viewers_too(qapp: QGuiApplication, mixed: Brief, tmp_path: Path) -> None:
    note = with_assessment(note_on(mixed, "cobalt, copper", "N", colour="pink"), "type", "question")
    path = exported(report_on(mixed, note.with_look("pink", "underline"), appendices=False), tmp_path)
    with pikepdf.open(path) as pdf:
        line = pdf.pages[0].Annots[0]
        assert line.Subtype == Name.Underline and float(line.CA) == 1
        assert str(line.Subj) == "question"
        operators = [str(item.operator) for item in pikepdf.parse_content_stream(line.AP.N)]
        assert operators == ["gs", "rg", "re", "f"]
    (under,) = words_under(path, marks(path)).values()
    assert agree("cobalt, copper", under)


def test_the_keys_of_a_highlight(qapp: QGuiApplication, mixed: Brief, tmp_path: Path) -> None:
    more = {"tags": ["supply", "x y"], "colour": "blue", "entity": "mineral:27"}
    note = note_on(mixed, "cobalt, copper", "A *note*\nof two lines", **more)
    path = exported(replace(report_on(mixed, note, appendices=False), names={"mineral:27": "cobalt"}), tmp_path)
    with pikepdf.open(path) as pdf:
        (highlight, popup) = pdf.pages[0].Annots
        assert sorted(highlight.keys()) == sorted(KEYS)
        assert highlight.P.objgen == pdf.pages[0].objgen
        assert highlight.Subtype == Name.Highlight and highlight.F == 4
        assert str(highlight.NM) == note.id.removeprefix("urn:uuid:") == str(highlight.BriefingViewerGroup)
        assert str(highlight.T) == "Ann"
        assert str(highlight.Contents) == "A *note*\nof two lines"
        assert str(highlight.Subj) == "#supply, #x y, cobalt"
        assert str(highlight.M) == str(highlight.CreationDate) == "D:20250323123000Z"
        theme = load_theme("light")
        blue = theme.highlights["blue"]
        rgb = [blue.redF(), blue.greenF(), blue.blueF()]
        assert [float(value) for value in highlight.C] == pytest.approx(rgb, abs=1e-4)
        assert float(highlight.CA) == theme.highlight_opacity
        assert popup.Subtype == Name.Popup and popup.Parent.objgen == highlight.objgen
        assert highlight.Popup.objgen == popup.objgen
        look = highlight.AP.N
        assert look.Subtype == Name.Form
        state = look.Resources.ExtGState.G
        assert str(state.BM) == "/Multiply" and float(state.ca) == theme.highlight_opacity
        assert [float(value) for value in look.BBox] == [float(value) for value in highlight.Rect]
        assert b"/G gs" in look.read_bytes()
        left, bottom, right, top = (float(value) for value in highlight.Rect)
        points = [float(value) for value in highlight.QuadPoints]
        assert left < min(points[::2]) and max(points[::2]) < right
        assert bottom < min(points[1::2]) and max(points[1::2]) < top


def test_one_highlight_a_page_tied_by_a_group(qapp: QGuiApplication, mixed: Brief, tmp_path: Path) -> None:
    long = note_on(mixed, (20, len(mixed.text) - 5), "Long", colour="green")
    report = report_on(mixed, long, note_on(mixed, "alpha"))
    path = exported(report, tmp_path)
    found = [mark for mark in marks(path) if mark.contents == "Long"]
    name = long.id.removeprefix("urn:uuid:")
    assert len(found) > 1 and [mark.name for mark in found] == [f"{name}-p{n + 1}" for n in range(len(found))]
    assert {mark.group for mark in found} == {name}
    assert [mark.page for mark in found] == list(range(len(found)))
    check_words(report, path)


def test_notes_that_are_about_no_words(qapp: QGuiApplication, mixed: Brief, tmp_path: Path) -> None:
    notes = [whole_note(mixed, f"Whole {number}") for number in range(50)]
    path = exported(report_on(mixed, *notes, orphan(mixed, "words that are gone", "Where?")), tmp_path)
    found = marks(path)
    assert len(found) == 51 and {(mark.page, mark.kind) for mark in found} == {(0, "Text")}
    assert "[Not found in this version of the brief: “words that are gone”]\n\nWhere?" in {m.contents for m in found}
    with pikepdf.open(path) as pdf:
        rects = [tuple(map(float, one.Rect)) for one in pdf.pages[0].Annots if one.Subtype == Name.Text]
        assert len(set(rects)) == len(rects)
        assert all(0 < left < right < 595 and 0 < bottom < top < 842 for left, bottom, right, top in rects)
        assert all("/AP" in one for one in pdf.pages[0].Annots if one.Subtype == Name.Text)


def test_moved_notes_say_so_and_colourless_ones_are_grey(qapp: QGuiApplication, mixed: Brief, tmp_path: Path) -> None:
    report = report_on(mixed, note_on(mixed, "alpha", "My note"))
    (note,) = report.notes
    beta = mixed.text.index("beta")
    path = exported(replace(report, notes=(replace(note, state="moved", start=beta, end=beta + 4),)), tmp_path)
    (mark,) = marks(path)
    assert mark.contents == "[Moved, please check. Marked as: “alpha”]\n\nMy note"
    assert agree("beta", words_under(path, [mark])[mark.group])
    with pikepdf.open(path) as pdf:
        (highlight,) = [one for page in pdf.pages for one in page.get("/Annots", ()) if one.Subtype == Name.Highlight]
        red, green, blue = (float(value) for value in highlight.C)
        assert max(red, green, blue) - min(red, green, blue) < 0.1


def test_nothing_to_lay_a_highlight_on(qapp: QGuiApplication, tmp_path: Path) -> None:
    brief = brief_of("One\n\nTwo\n\n| a | |\n|---|---|\n| b | c |\n")
    path = exported(report_on(brief, note_on(brief, (3, 4), "The break")), tmp_path)
    (mark,) = marks(path)
    assert mark.kind == "Text" and mark.contents == "The break"


@pytest.mark.parametrize("path", shipped_briefs(), ids=lambda path: path.name)
def test_highlights_lie_on_their_words_in_the_shipped_briefs(qapp: QGuiApplication, tmp_path: Path, path: Path) -> None:
    brief = load_brief(path)
    step = len(brief.text) // 60
    notes = [
        note_on(brief, (start, min(len(brief.text), start + size)), f"Note {start}", colour="pink")
        for start, size in zip(range(0, len(brief.text) - 1, step), [3, 17, 60, 200, 1200] * 20, strict=False)
    ]
    report = report_on(brief, *notes, folder=path.parent, underline_mentions=True)
    check_words(report, exported(report, tmp_path))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_highlights_lie_on_their_words_in_any_script(
    qapp: QGuiApplication, mixed: Brief, tmp_path: Path, data: st.DataObject
) -> None:
    last = len(mixed.text) - 1
    start = st.one_of(st.integers(0, 900), st.integers(0, last))
    spans = data.draw(st.lists(st.tuples(start, st.integers(1, 300)), min_size=1, max_size=25))
    notes = [note_on(mixed, (start, min(last + 1, start + size))) for start, size in spans]
    report = report_on(mixed, *notes, page="letter")
    check_words(report, exported(report, tmp_path))


def test_the_colour_is_where_the_words_are(qapp: QGuiApplication, mixed: Brief, tmp_path: Path) -> None:
    if not shutil.which("pdftoppm"):
        pytest.skip("poppler is not installed")
    path = exported(report_on(mixed, note_on(mixed, "copper and first tantalum", colour="green")), tmp_path)
    (mark,) = marks(path)
    dots = 4  # per point
    subprocess.run(
        ["pdftoppm", "-r", str(72 * dots), "-png", "-singlefile", path, tmp_path / "page"], check=True, timeout=60
    )
    picture = QImage(str(tmp_path / "page.png"))
    theme = load_theme("light")
    pure, share = theme.highlights["green"], theme.highlight_opacity
    expected = [round(255 * (1 - share + share * part)) for part in (pure.redF(), pure.greenF(), pure.blueF())]

    def at(x: float, y: float) -> QColor:
        return picture.pixelColor(round(x * dots), round((842 - y) * dots))

    for left, bottom, right, top in mark.quads:
        # The lowest and uppermost edge of the quad are free of ink.
        inside = [at(x, top - 0.4) for x in (left + 1, (left + right) / 2, right - 1)]
        for colour in inside:
            assert [colour.red(), colour.green(), colour.blue()] == pytest.approx(expected, abs=3)
        outside = [at((left + right) / 2, top + 1.5), at((left + right) / 2, bottom - 1.5)]
        assert all(colour == QColor("white") for colour in outside)
        # The words show through: they are darker than the colour.
        middle = [at(left + (right - left) * n / 400, bottom + (top - bottom) * 0.45) for n in range(400)]
        assert min(colour.lightness() for colour in middle) < 60
