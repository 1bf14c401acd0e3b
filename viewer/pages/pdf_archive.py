"""What PDF/A asks for on top (ISO 19005-2 and -3, level B).

The rest holds for every PDF that is written here: all fonts embedded, no encryption, no action but links, an appearance
and a printing flag for every annotation.
"""

from __future__ import annotations

from PySide6.QtGui import QColorSpace

from viewer.pages.pdf_file import PdfFile

_SRGB = "sRGB IEC61966-2.1"


def pdfa_part(attached: bool) -> int:
    """Only part 3 allows attachments of any kind; archives like part 2 better."""
    return 3 if attached else 2


def write_output_intent(file: PdfFile) -> str:
    """The catalogue's entry that says what is meant by red, green and blue (6.2.3)."""
    profile = bytes(QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile().data())
    number = file.stream("/N 3", profile)
    return (
        f"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({_SRGB})/Info({_SRGB})"
        f"/DestOutputProfile {number} 0 R>>]"
    )
