"""Titles for lists of briefs, from the first lines of their files."""

from pathlib import Path

import pytest

from viewer.brief.peek import peek_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Plain words\n---\nBody", "Plain words"),
        ("---\nbrief: 1\ntitle: 'Quoted'\n---\n", "Quoted"),
        ('---\ntitle: "Double: quoted"\n---\n', "Double: quoted"),
        ('---\ntitle: "never closed\n---\n', "a"),
        ("---\ntitle: |\n  folded\n---\n", "a"),
        ("title: no front matter\n", "a"),
        ("# Heading\n", "Heading"),
        ("Text\n\n# A heading #\n\nMore", "A heading"),
        ("---\nbrief: 1\n---\n# Not looked for\n", "a"),
        ("", "a"),
    ],
)
def test_titles(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "a.brief.md"
    path.write_text(text, "utf-8")
    assert peek_title(path) == title


def test_what_is_not_there_has_its_files_name(tmp_path: Path) -> None:
    assert peek_title(tmp_path / "gone.brief.md") == "gone"
    assert peek_title(tmp_path) == tmp_path.name
