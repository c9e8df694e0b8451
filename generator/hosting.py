"""What crawlers and hosts expect beside the pages."""

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape


def sitemap(permalinks: Iterable[str], changed: date) -> bytes:
    """The sitemap of these absolute addresses (sitemaps.org, protocol 0.9)."""
    rows = (f"<url><loc>{escape(each)}</loc><lastmod>{changed}</lastmod></url>\n" for each in sorted(permalinks))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{''.join(rows)}</urlset>\n".encode()


def robots(sitemap_address: str) -> bytes:
    """RFC 9309, with the sitemap's absolute address."""
    return f"User-agent: *\nAllow: /\nSitemap: {sitemap_address}\n".encode()
