"""QR codes. Owns segno (ISO/IEC 18004)."""

import io

from markupsafe import Markup

from generator.memory import remembered, values


@remembered(values, for_good=True)
def qr_code(address: str) -> Markup:
    """An address as an inline SVG, black on white, with the quiet zone of four modules that scanners need."""
    import segno  # only now: with it come a client for HTTP and a parser for XML

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        border=4,
        light="#fff",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        nl=False,
        svgclass="qr",
        lineclass=None,
    )
    # segno writes paths of numbers; the address itself is not in it.
    return Markup(out.getvalue().decode())  # noqa: S704
