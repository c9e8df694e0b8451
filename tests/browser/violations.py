"""What axe finds wrong with a page (dequeuniversity.com/rules/axe, with WCAG 2.2's size of targets)."""

from typing import Any

# Not all that axe tells: to hand over the rest too takes a third longer.
_RUN = """() => axe.run({ resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })
  .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"""


def violations(page: Any) -> list[tuple[str, str]]:
    """Of each rule that is broken its name, and the first element that breaks it."""
    from axe_playwright_python.sync_playwright import Axe

    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    return [(rule, html) for rule, html in page.evaluate(_RUN)]
