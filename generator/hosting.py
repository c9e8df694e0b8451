"""What crawlers and hosts expect beside the pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

# As the meta tag of templates/base.html says it, which hosts without _headers go by.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
    "payment", "usb",
)  # fmt: skip
_EVERYWHERE = {
    "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    # Neither includeSubDomains nor preload: an event does not decide for its organiser's other sites.
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Hosts join the values of a header that two matching rules set, so no header may stand in two of them. That is why
# pages have no Cache-Control here: a rule for them would match assets too, and "public, max-age=0, must-revalidate"
# is what both hosts send unasked (developers.cloudflare.com/pages/configuration/serving-pages; docs.netlify.com, "Caching").
_SOMEWHERE = {
    "/assets/*": {"Cache-Control": "public, max-age=31536000, immutable"},
    "/*.ics": {"Content-Type": "text/calendar; charset=utf-8"},
}


def sitemap(pages: Iterable[Mapping[str, str]], changed: date) -> bytes:
    """The sitemap (sitemaps.org, protocol 0.9) of pages given by their permalinks, by language, the page's own first.

    Other languages are named as Google asks for them (developers.google.com, "Localized versions of your pages").
    """
    rows = sorted(_sitemap_row(addresses, changed) for addresses in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f'{head} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{"".join(rows)}</urlset>\n'.encode()


def _sitemap_row(addresses: Mapping[str, str], changed: date) -> str:
    own, *others = addresses.items()
    links = [f'<xhtml:link rel="alternate" hreflang="{tag}" href="{escape(each)}"/>' for tag, each in (own, *others)]
    return f"<url><loc>{escape(own[1])}</loc><lastmod>{changed}</lastmod>{''.join(links) if others else ''}</url>\n"


def robots(sitemap_address: str, *, is_preview: bool = False) -> bytes:
    """RFC 9309: everything is open, with the sitemap's absolute address; of a preview nothing is."""
    rule = "Disallow: /" if is_preview else f"Allow: /\nSitemap: {sitemap_address}"
    return f"User-agent: *\n{rule}\n".encode()


def headers(*, is_preview: bool = False) -> bytes:
    """``_headers``, as Netlify and Cloudflare Pages read it (docs.netlify.com, "Custom headers"; Cloudflare: at most
    100 rules, 2,000 characters a line).

    Both read it at the root of what is uploaded and nowhere else, so paths count from the output folder, without the
    base path of site.url: below a path such a site is shown by a proxy, and the host behind it never sees that path.
    """
    everywhere = _EVERYWHERE | ({"X-Robots-Tag": "noindex"} if is_preview else {})
    rules = {"/*": everywhere, **_SOMEWHERE}
    lines = [line for path, values in rules.items() for line in (path, *(f"  {n}: {v}" for n, v in values.items()))]
    return ("\n".join(lines) + "\n").encode()
