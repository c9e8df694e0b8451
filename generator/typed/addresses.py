"""Web addresses as browsers read them (WHATWG URL)."""

from functools import cache

from pydantic_core import SchemaValidator, Url, ValidationError

_MOST = 2083  # characters, beyond which some browsers cut an address


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator({"type": "url", "max_length": _MOST, "allowed_schemes": ["http", "https"]})


def as_browsers_read(address: str) -> str:
    """An http or https address in ASCII. Raises ValueError, with the reason alone, for what is none."""
    try:
        return str(_validator().validate_python(address))
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"].rpartition(", ")[2]) from None


def normalized(address: str) -> str:
    """An address of any scheme as a browser asks for it. Raises ValueError for what is none."""
    return str(Url(address))
