"""The site in its other languages: facts once, words file by file, and the default language where words are missing."""

from generator.translations.drafts import draft_files
from generator.translations.editions import translated_site
from generator.translations.facts import languages_of
from generator.translations.originals import fingerprint, outdated, remember

__all__ = ["draft_files", "fingerprint", "languages_of", "outdated", "remember", "translated_site"]
