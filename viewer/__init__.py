"""Briefing Viewer: read a brief, see who and what, annotate it, send it out."""

__version__ = "0.1.0"
