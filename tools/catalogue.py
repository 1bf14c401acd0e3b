"""Bring the catalogues in resources/translations/ up to date with the texts in viewer/.

    python tools/catalogue.py [CODE...]     all languages, or these; a new code starts a new catalogue

What is translated stays, new texts are marked unfinished, and what the program no longer says is dropped. Exit code 1
if anything is unfinished.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


@dataclass
class Text:
    """One text of the program: its English, and the singular if it counts something."""

    source: str
    one: str = ""


def texts_in(root: Path) -> dict[str, Text]:
    """The texts of all modules under `root`, by their English. Raises `SyntaxError` where one is no literal."""
    found: dict[str, Text] = {}
    for path in sorted(root.rglob("*.py")):
        for text in _texts_of(path):
            known = found.setdefault(text.source, text)
            known.one = known.one or text.one
    return found


def _texts_of(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        literals = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        match node.func.id:
            case "mark" | "tr" if literals:
                yield Text(literals[0])
            case "trn" if len(literals) == 2:
                yield Text(literals[1], one=literals[0])
            case "tr" if isinstance(node.args[0], ast.Name | ast.Attribute | ast.Subscript | ast.Call):
                pass  # marked elsewhere
            case "mark" | "tr" | "trn":
                raise SyntaxError(f"{path}:{node.lineno}: a text to be translated must be a literal")


def updated(catalogue: Path, texts: Iterable[Text]) -> tuple[str, int]:
    """The catalogue as it should be, and how many of its texts are unfinished."""
    code = catalogue.stem
    head, known = f'{_HEAD}<TS version="2.1" language="{code}" sourcelanguage="en">\n', {}
    if catalogue.exists():
        # The comments before the texts, the glossary among them, are the translators' own.
        head = catalogue.read_text("utf-8").partition("<context>")[0]
        for message in ElementTree.parse(catalogue).getroot().iter("message"):
            translation = message.find("translation")
            if translation is not None:
                known[message.findtext("source") or ""] = _forms(translation)
    messages, unfinished = [], 0
    for text in sorted(texts, key=lambda text: text.source):
        forms = [tidy(code, form) for form in known.get(text.source, [])] or [""] * (2 if text.one else 1)
        done = all(forms) and (len(forms) > 1) == bool(text.one)
        unfinished += not done
        messages.append(_message(text, forms, done))
    return f"{head}<context>\n    <name>viewer</name>\n{''.join(messages)}</context>\n</TS>\n", unfinished


def tidy(code: str, text: str) -> str:
    """A translation with the spaces that the language's typography asks for: in French none that breaks a line inside
    quotation marks or before a mark of two parts."""
    if code != "fr":
        return text
    text = re.sub(r"(?<=\w)'(?=[\w&])", "’", text)
    text = re.sub(r"«\s*", "«\u00a0", re.sub(r"\s*»", "\u00a0»", text))
    text = re.sub(r"(?<=\S) (?=:(?:\s|$))|(?<=\d) (?=%)|(?<=}) (?=%)", "\u00a0", text)
    return re.sub(r"(?<=\S) (?=[;?!])", "\u202f", text)


def _forms(translation: ElementTree.Element) -> list[str]:
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def _message(text: Text, forms: list[str], done: bool) -> str:
    mark = "" if done else ' type="unfinished"'
    inside = "".join(f"\n            <numerusform>{escape(form)}</numerusform>" for form in forms) + "\n        "
    lines = [
        '    <message numerus="yes">' if text.one else "    <message>",
        f"        <source>{escape(text.source)}</source>",
        *([f"        <extracomment>For one: {escape(text.one)}</extracomment>"] if text.one else []),
        f"        <translation{mark}>{inside if text.one else escape(forms[0])}</translation>",
        "    </message>",
    ]
    return "\n".join(lines) + "\n"


def main(codes: list[str]) -> int:
    texts = texts_in(ROOT / "viewer").values()
    left = 0
    for path in [FOLDER / f"{code}.ts" for code in codes] or sorted(FOLDER.glob("*.ts")):
        content, unfinished = updated(path, texts)
        path.write_text(content, "utf-8")
        print(f"{path.relative_to(ROOT)}: {len(texts)} texts, {unfinished} unfinished")
        left += unfinished
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
