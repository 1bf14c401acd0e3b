"""Type and paper: a brief as a QTextDocument, page layout and PDF. QtGui only, no widgets."""
