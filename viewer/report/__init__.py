"""What leaves the program: the export model, and one writer per text format. Pure Python."""
