"""What every test shares: how Hypothesis looks for examples, where the collections are."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no fault of the code: a timing never fails a test. What everybody runs tries the same
# examples each time, so that a change is judged by what it changes; `make test-long` looks for new ones.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("ci"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--data-folder",
        type=Path,
        default=None,
        help="the folder of public collections that tests marked `data` read",
    )


@pytest.fixture(scope="session")
def data_folder(request: pytest.FixtureRequest) -> Path:
    """The folder of public collections, one subfolder each; tests marked `data` ask for it."""
    folder: Path | None = request.config.getoption("--data-folder")
    if folder is None:
        pytest.skip("no collections named: make test-data DATA=DIR")
    return folder


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's own folder."""
    return Path(__file__).resolve().parent.parent
