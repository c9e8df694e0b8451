"""What all tests share: `pytest --accept` writes golden files anew instead of comparing with them."""

import gc

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is says nothing about the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the golden files of tests/cases/ anew; read the difference"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Random sequences first: they take longest, and so do forks of a process in which much has been tested."""
    items.sort(key=lambda item: "property" not in item.path.parts)


def pytest_collection_finish() -> None:
    """All tests are here for good: to look for garbage among them takes long, most of all in processes forked from this."""
    gc.freeze()


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))
