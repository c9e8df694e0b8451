"""The machine behind build.py: facts and Markdown in, a finished website out."""

import os

__version__ = "0.1.0"

# Nothing here plugs into pydantic, which would read what every installed package declares to find that out.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
