"""What all tests share: `pytest --accept` writes golden files anew instead of comparing with them."""

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is says nothing about the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the golden files of tests/cases/ anew; read the difference"
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))
