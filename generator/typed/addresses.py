"""Web addresses as browsers read them (WHATWG URL)."""

from functools import cache

from pydantic import HttpUrl, TypeAdapter, ValidationError
from pydantic_core import Url


@cache
def _adapter() -> TypeAdapter[HttpUrl]:
    return TypeAdapter(HttpUrl)


def as_browsers_read(address: str) -> str:
    """An http or https address in ASCII. Raises ValueError, with the reason alone, for what is none."""
    try:
        return str(_adapter().validate_python(address))
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"].rpartition(", ")[2]) from None


def normalized(address: str) -> str:
    """An address of any scheme as a browser asks for it. Raises ValueError for what is none."""
    return str(Url(address))
