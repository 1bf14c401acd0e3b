"""The catalogues under resources/translations/: complete, and fit to stand in for the English."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from viewer.catalogue import Catalogue, CatalogueError, catalogue_path, document_language, read_catalogue, speak
from viewer.language import mark, tr, translate_with, trn

FOLDER = ROOT / "resources" / "translations"
CODES = sorted(path.stem for path in FOLDER.glob("*.ts"))


@pytest.fixture(autouse=True)
def english_again() -> object:
    yield
    translate_with(None)


def fields(text: str) -> list[str]:
    """The placeholders of a text, in alphabetical order."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})


@pytest.mark.parametrize("code", CODES)
def test_the_command_has_nothing_to_add_or_drop(code: str, tmp_path: Path) -> None:
    # It is run on a copy of the tools and the catalogues, which it may write into.
    for folder in ("tools", "resources/translations"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tools/catalogue.py").write_text((ROOT / "tools/catalogue.py").read_text("utf-8"), "utf-8")
    (tmp_path / "viewer").symlink_to(ROOT / "viewer")
    copy = tmp_path / f"resources/translations/{code}.ts"
    copy.write_text(catalogue_path(code).read_text("utf-8"), "utf-8")
    done = subprocess.run([sys.executable, "tools/catalogue.py"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert copy.read_text("utf-8") == catalogue_path(code).read_text("utf-8")


@pytest.fixture(params=CODES)
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return read_catalogue(catalogue_path(request.param))


def test_placeholders_are_those_of_the_english(catalogue: Catalogue) -> None:
    for english, forms in catalogue.forms.items():
        for form in forms:
            assert fields(form) == fields(english), english


def test_signs_that_the_window_reads_are_there_too(catalogue: Catalogue) -> None:
    """The dots of a dialogue, the letter of a menu, a final full stop, and the patterns of file names."""
    for english, forms in catalogue.forms.items():
        for form in forms:
            assert form.endswith("…") == english.endswith("…"), english
            assert form.endswith(".") == english.endswith("."), english
            assert len(re.findall(r"&\w", form)) == len(re.findall(r"&\w", english)), english
            assert re.findall(r"\([*].*?\)", form) == re.findall(r"\([*].*?\)", english), english
            assert re.findall(r"`[^`{}]*`", english) == [] or "`" in form, english
            assert form == form.strip(), english


def test_french_never_breaks_a_line_before_a_mark() -> None:
    for forms in read_catalogue(catalogue_path("fr")).forms.values():
        for form in forms:
            assert not re.search(r"\S [;?!»]|\S :(\s|$)|« |\w'\w|\d %|} %", form)


def test_a_number_takes_the_form_of_its_language() -> None:
    speak("fr")
    said = [trn("1 mention", "{n} mentions", number) for number in (0, 1, 2)]
    assert said == ["0 mention", "1 mention", "2 mentions"]
    translate_with(None)
    assert [trn("1 mention", "{n} mentions", number) for number in (0, 1, 2)] == [
        "0 mentions",
        "1 mention",
        "2 mentions",
    ]


def test_whole_numbers_are_written_as_the_language_does() -> None:
    translate_with(None, number=lambda number: f"{number:,}")
    assert tr("{number} of {count}", number=3, count=1200) == "3 of 1,200"
    assert trn("1 note", "{n} notes", 4500) == "4,500 notes"
    assert tr("{path} is a folder. Open a file in it.", path="2000") == "2000 is a folder. Open a file in it."


def test_a_slip_in_a_catalogue_shows_the_english() -> None:
    for slip in ("{wrong}", "{", "{0}"):
        translate_with(lambda _text, _number, slip=slip: slip, "xx")
        assert tr("{number} of {count}", number=1, count=2) == "1 of 2"
        assert trn("1 note", "{n} notes", 1) == "1 note"


def test_a_text_nobody_translated_stays_english() -> None:
    speak("fr")
    assert tr(mark("no text of the program")) == "no text of the program"


@pytest.mark.parametrize(
    "content", ["", "<TS>", "no xml at all", "<html></html>", "\x00", "<!DOCTYPE TS><TS><message>"]
)
def test_a_broken_catalogue_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "xx.ts").write_text(content, "utf-8")
    with pytest.raises(CatalogueError):
        read_catalogue(tmp_path / "xx.ts")


def test_a_missing_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError):
        read_catalogue(tmp_path / "xx.ts")


def test_unfinished_texts_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "xx.ts"
    path.write_text(
        "<TS><context><message><source>Open</source><translation type='unfinished'>Ouv</translation></message>"
        "<message><source>Close</source><translation>Fermer</translation></message></context></TS>"
    )
    catalogue = read_catalogue(path)
    assert catalogue.translate("Open") is None
    assert catalogue.translate("Close") == "Fermer"


def test_faults_of_a_brief_are_told_in_the_language_of_the_window(tmp_path: Path) -> None:
    from viewer.brief.loader import load_brief

    brief = tmp_path / "b.brief.md"
    brief.write_text("---\nbrief: 1\ntitel: x\n---\nText\n", "utf-8")
    speak("fr")
    (fault,) = load_brief(brief).faults
    assert fault.at("b") == (
        "b:3:1: avertissement: clé inconnue `titel`, gardée mais non utilisée\u202f; vouliez-vous dire `title`\u202f?"
    )
    translate_with(None)
    (fault,) = load_brief(brief).faults
    assert fault.at("b") == "b:3:1: warning: unknown key `titel`, kept but not used; did you mean `title`?"


def test_commands_speak_english_whatever_the_desktop_does(tmp_path: Path) -> None:
    brief = tmp_path / "b.brief.md"
    brief.write_text("---\nbrief: 1\ntitel: x\n---\nText\n", "utf-8")
    environment = {"LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr", "PATH": ""}
    command = [sys.executable, str(ROOT / "main.py"), "check", str(brief)]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert "warning: unknown key `titel`" in done.stdout


def test_a_document_speaks_the_language_of_its_brief(tmp_path: Path) -> None:
    from viewer.brief.loader import load_brief
    from viewer.report.markdown import write_markdown
    from viewer.report.model import make_report

    brief = tmp_path / "b.brief.md"
    for tag, said in (
        ("fr", "Aucune annotation."),
        ("fr-CD", "Aucune annotation."),
        ("en", "No notes."),
        ("sw", "No notes."),
    ):
        brief.write_text(f"---\nbrief: 1\nlanguage: {tag}\n---\nText\n", "utf-8")
        report = make_report(load_brief(brief), (), placed={})
        speak("fr" if tag != "fr" else "en")  # whatever the window speaks
        with document_language(report.brief.front.language):
            written = write_markdown(report)
        assert said in written, tag
    translate_with(None)
    assert "No notes." in write_markdown(make_report(load_brief(brief), (), placed={}))
