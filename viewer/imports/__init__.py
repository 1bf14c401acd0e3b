"""The way back: notes from PDFs, Word files, tables and JSON, read in a worker process. Qt-free."""
