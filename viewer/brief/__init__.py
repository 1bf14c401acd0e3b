"""What a brief is: front matter, Markdown turned into blocks, and the canonical text. Pure Python."""
