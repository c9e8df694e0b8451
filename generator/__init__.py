"""The machine behind build.py: facts and Markdown in, a finished website out."""

__version__ = "0.1.0"
