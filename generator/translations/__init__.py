"""The site in its other languages: facts once, words file by file, and the default language where words are missing."""
