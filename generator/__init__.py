"""The dossier generator: curated YAML, proved against its sources, becomes a MkDocs site."""

__version__ = "0.1.0"
