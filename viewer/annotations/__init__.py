"""What the reader added: annotations, edits and their history, anchors and the file. Pure Python."""
