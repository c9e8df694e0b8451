"""Views of pages that are mostly words: home, a page of Markdown, and the one for addresses that lead nowhere."""

from markupsafe import Markup

from generator.jsonld import event_json_ld
from generator.model import Page
from generator.pages.edition import Edition
from generator.pages.facts import facts_view
from generator.pages.frames import describe, frame, head_title
from generator.views import HomeView, PageView


def home_view(edition: Edition, page: Page | None) -> HomeView:
    facts = edition.site.facts
    body = edition.body(page.prose, _source(page), "/") if page else Markup()
    images = [edition.permalink(edition.social_path(shape)) for shape in ("16x9", "4x3", "1x1")]
    return HomeView(
        frame(
            edition, "/", head_title(facts.event.title, edition.dates) if len(facts.event.title) < 10 else facts.event.title,
            page.front.description if page else "",
            json_ld=event_json_ld(facts, edition.permalink("/"), images, language=edition.language, now=edition.site.now),
            source=page.place.path if page else "",
            words_language=page.words_language if page else "",
        ),
        facts_view(edition, "/"),
        body,
    )  # fmt: skip


def page_view(edition: Edition, page: Page) -> PageView:
    start, event = page.url_path, edition.site.facts.event
    body = edition.body(page.prose, _source(page), start)
    description = page.front.description or describe(body, event.summary)
    head = frame(
        edition, start, head_title(page.title, edition.title), description,
        is_indexed=start != "/404.html", source=page.place.path, words_language=page.words_language,
    )  # fmt: skip
    return PageView(head, page.title, body, page.front.extra)


def _source(page: Page) -> str:
    return page.place.path.removeprefix("content/")
