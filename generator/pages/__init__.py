"""From the Site to the views of single pages: every text in the page's language, every address from its own place."""

from generator.pages.edition import Edition
from generator.pages.people import speaker_page_view, speakers_view
from generator.pages.programme import agenda_view, session_page_view
from generator.pages.texts import home_view, page_view

__all__ = [
    "Edition", "agenda_view", "home_view", "page_view", "session_page_view", "speaker_page_view", "speakers_view",
]  # fmt: skip
