"""What the tests of the built site share."""

from pathlib import Path

import pytest

from tests.site.folder import built_site


@pytest.fixture(scope="session")
def site_folder() -> Path:
    """The folder of the built site."""
    return built_site()
