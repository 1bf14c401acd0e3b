"""What PDF/A asks for on top (ISO 19005-2 and -3, level B).

The rest holds for every PDF that is written here: all fonts embedded, no encryption, no action but links, an appearance
and a printing flag for every annotation.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name
from PySide6.QtGui import QColorSpace

_SRGB = "sRGB IEC61966-2.1"


def pdfa_part(attached: bool) -> int:
    """Only part 3 allows attachments of any kind; archives like part 2 better."""
    return 3 if attached else 2


def add_output_intent(pdf: pikepdf.Pdf) -> None:
    """Say what is meant by red, green and blue (6.2.3)."""
    profile = bytes(QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile().data())
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String(_SRGB),
        Info=pikepdf.String(_SRGB),
        DestOutputProfile=pdf.make_stream(profile, N=3),
    )
    pdf.Root.OutputIntents = Array([intent])
