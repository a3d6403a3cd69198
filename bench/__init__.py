"""Measures what dossiers of all sizes cost, beside what others take to build a site of the same Markdown."""
