"""Names of files that leave the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.report.file_names import export_path, free_path, safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kinshasa’s minerals offer", "Kinshasa’s minerals offer.pdf"),
        ("../../etc/passwd", "-..-etc-passwd.pdf"),
        ("C:\\Windows\\a", "C--Windows-a.pdf"),
        ("a\x00b\n c", "ab c.pdf"),
        ("CON", "_CON.pdf"),
        ("com1", "_com1.pdf"),
        ("nul.txt", "_nul.txt.pdf"),
        ("Console", "Console.pdf"),
        ("end. . ", "end.pdf"),
        (".hidden", "hidden.pdf"),
        ("", "brief.pdf"),
        ("???", "---.pdf"),
        ("\u202egnp.exe", "gnp.exe.pdf"),
        ("lone \ud800 half", "lone half.pdf"),
    ],
)
def test_safe_name(title: str, name: str) -> None:
    assert safe_name(title, ".pdf") == name


@given(st.text(st.characters(), max_size=300))
def test_a_safe_name_stays_in_its_folder(title: str) -> None:
    name = safe_name(title, ".notes.md")
    assert name.endswith(".notes.md") and len(name.encode()) <= 181
    assert Path("/folder", name).parent == Path("/folder") and Path("/folder", name).name == name
    assert not set(name) & set('<>:"/\\|?*\0\n') and not name.startswith((".", " "))


def test_a_name_is_cut_between_characters() -> None:
    assert safe_name("é" * 200, ".pdf").removesuffix(".pdf") == "é" * 88


def test_exports_stand_beside_the_brief_and_overwrite_nothing(tmp_path: Path) -> None:
    brief = tmp_path / "congo-offer.brief.md"
    first = export_path(brief, ".annotated.pdf")
    assert first == tmp_path / "congo-offer.annotated.pdf"
    first.touch()
    assert export_path(brief, ".annotated.pdf").name == "congo-offer (2).annotated.pdf"
    (tmp_path / "congo-offer (2).annotated.pdf").symlink_to(tmp_path / "nowhere")
    assert export_path(brief, ".annotated.pdf").name == "congo-offer (3).annotated.pdf"
    assert export_path(brief, ".notes.md").name == "congo-offer.notes.md"
    assert export_path(tmp_path / "v1.2.md", ".notes.md", Path("/elsewhere")) == Path("/elsewhere/v1.2.notes.md")


def test_the_number_goes_before_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.b.pdf").touch()
    assert free_path(tmp_path / "a.b.pdf").name == "a.b (2).pdf"
    assert free_path(tmp_path / "new.pdf").name == "new.pdf"
