"""Files made to hang, to fill memory, or to reach out: each is refused, or read, within five seconds.

Every row is opened as the program opens it, in a process of its own whose time and memory are measured.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.conftest import ROOT

#: Seconds after which the reader must have been told, and the start of the measuring process.
DEADLINE, START = 5.0, 2.0
MEMORY = 600 * 1000  # kB, as getrusage counts on Linux

OPEN = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from viewer.errors import ViewerError
from viewer.imports.reading import read_notes
start = time.monotonic()
told = {}
try:
    source = read_notes(Path(sys.argv[2]))
    told["notes"] = len(source.notes)
except ViewerError as error:
    told["refused"] = str(error)
told["seconds"] = time.monotonic() - start
# Of this process alone: what getrusage says of it begins with the memory of the one that started it.
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
own = max([int(line.split()[1]) for line in lines if line.startswith("VmHWM")], default=0)
told["memory"] = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(json.dumps(told))
"""


def opened(path: Path) -> dict[str, object]:
    command = [sys.executable, "-P", "-c", OPEN, str(ROOT), str(path)]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=DEADLINE + START + 10)
    told: dict[str, object] = json.loads(answer.stdout)
    assert float(str(told["seconds"])) <= DEADLINE, told
    assert int(str(told["memory"])) <= MEMORY, told
    return told


def deflated(size: int, times: int) -> bytes:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def saved(change: Callable[[pikepdf.Pdf], None], **options: bool) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False, **options)
    return out.getvalue()


def highlight(pdf: pikepdf.Pdf, **more: object) -> pikepdf.Object:
    quads = Array([10, 90, 90, 90, 10, 10, 90, 10])
    keys = {"Type": Name.Annot, "Subtype": Name.Highlight, "Rect": Array([10, 10, 90, 90]), "QuadPoints": quads}
    return pdf.make_indirect(Dictionary({f"/{key}": value for key, value in {**keys, **more}.items()}))


def double_deflated_page(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Annots = Array([highlight(pdf)])
    page.Contents = pdf.make_stream(deflated(600 << 20, 2), Filter=Array([Name.FlateDecode] * 2))


def many_times_deflated_page(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Annots = Array([highlight(pdf)])
    page.Contents = pdf.make_stream(deflated(2000 << 20, 4), Filter=Array([Name.FlateDecode] * 4))


def attached_bomb(times: int) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        spec = pikepdf.AttachedFileSpec(pdf, b"", filename="x.annotations.jsonld")
        pdf.attachments["x.annotations.jsonld"] = spec
        filters = Array([Name.FlateDecode] * times)
        spec.obj.EF.F = pdf.make_stream(deflated(600 << 20, times), Filter=filters)

    return change


def page_tree_cycle(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.Pages.Kids
    inner = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=2, Parent=pdf.Root.Pages))
    inner.Kids = Array([pdf.Root.Pages, inner])
    kids.append(inner)


def many_annotations(pdf: pikepdf.Pdf) -> None:
    one = highlight(pdf, Contents="x")
    pdf.pages[0].obj.Annots = Array([one] * 500_000)


def many_quads(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([highlight(pdf, QuadPoints=Array([0, 9, 9, 9, 0, 0, 9, 0] * 100_000))])
    text = b"BT /F 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 2000 + b"ET"
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].obj.Contents = pdf.make_stream(text)


def replies_in_a_circle(pdf: pikepdf.Pdf) -> None:
    found = [highlight(pdf, Contents=str(index)) for index in range(5000)]
    for index, one in enumerate(found):
        one.IRT = found[index - 1]
    pdf.pages[0].obj.Annots = Array(found)


def deep_names(pdf: pikepdf.Pdf) -> None:
    node = pdf.make_indirect(Dictionary())
    node.Kids = Array([node, node])
    pdf.Root.Names = Dictionary(EmbeddedFiles=node)


def nested(depth: int) -> bytes:
    return b"%PDF-1.4\n1 0 obj\n" + b"[" * depth + b"]" * depth + b"\nendobj\ntrailer<</Root 1 0 R>>\n"


def form_in_itself(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    form = pdf.make_stream(b"/X Do /X Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    page.Resources = Dictionary(XObject=Dictionary(X=form))
    page.Contents = pdf.make_stream(b"/X Do")
    page.Annots = Array([highlight(pdf)])


def docx(name: str, size: int, level: int = 9) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        with archive.open(name, "w", force_zip64=True) as part:
            part.write(b"<x>")
            for _ in range(size >> 20):
                part.write(b" " * (1 << 20))
            part.write(b"</x>")
        if name != "word/document.xml":
            archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def lying_docx() -> bytes:
    """Says that its 603 MB are 10 bytes."""
    data = bytearray(docx("word/document.xml", 603 << 20))
    for magic, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.find(magic) + at
        data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        for index in range(60_000):
            archive.writestr(str(index), "")
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "double deflated page": lambda: saved(double_deflated_page),
    "four times deflated page": lambda: saved(many_times_deflated_page),
    "attachment": lambda: saved(attached_bomb(1)),
    "double deflated attachment": lambda: saved(attached_bomb(2)),
    "page tree cycle": lambda: saved(page_tree_cycle),
    "many annotations": lambda: saved(many_annotations),
    "many quads": lambda: saved(many_quads),
    "replies in a circle": lambda: saved(replies_in_a_circle),
    "names in a circle": lambda: saved(deep_names),
    "nested arrays": lambda: nested(2_000_000),
    "a form in itself": lambda: saved(form_in_itself),
    "only a header": lambda: b"%PDF-1.7\n",
    "garbage": lambda: b"%PDF-1.7\n" + os.urandom(1 << 20),
    "docx document": lambda: docx("word/document.xml", 603 << 20),
    "docx comments": lambda: docx("word/comments.xml", 603 << 20),
    "lying docx": lying_docx,
    "many parts": many_parts,
    "nested json": lambda: b"[" * 5_000_000,
    "closed nested json": lambda: b"[" * 2_000_000 + b"]" * 2_000_000,
    "long table": lambda: b"quote,note\n" + b"a,b\n" * 5_000_000,
    "open quote": lambda: b'quote,note\n"' + b"a\n" * 20_000_000,
    "numbers": lambda: b'{"annotations": [' + b"1e999," * 2_000_000 + b"1]}",
}


@pytest.mark.parametrize("name", FILES)
def test_hostile_files(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(FILES[name]())
    opened(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path / "fifo", Path("/dev/zero"), tmp_path, tmp_path / "absent"):
        assert opened(path)["refused"]
