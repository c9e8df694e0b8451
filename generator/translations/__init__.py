"""The site in its other languages: facts once, words file by file, and the default language where words are missing."""

from generator.translations.drafts import write_drafts
from generator.translations.editions import translated_site
from generator.translations.originals import fingerprint, note_states, unlisted_editions

__all__ = ["fingerprint", "note_states", "translated_site", "unlisted_editions", "write_drafts"]
