"""Who and what a brief names: the gazetteer, the matcher and the index of mentions. Pure Python."""
