"""The site in its other languages: facts once, words file by file, and the default language where words are missing."""

from generator.translations.editions import translated_site
from generator.translations.originals import fingerprint

__all__ = ["fingerprint", "translated_site"]
