"""The built site that the tests in tests/site and tests/browser read."""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit


@cache
def built_site() -> Path:
    """Return the folder named by DOSSIER_SITE; without that, build the site into a temporary one, once a session."""
    if given := os.environ.get("DOSSIER_SITE"):
        folder = Path(given).resolve()
        if not (folder / "index.html").is_file():
            raise FileNotFoundError(f"DOSSIER_SITE={given} holds no index.html")
        return folder
    temporary = Path(tempfile.mkdtemp(prefix="dossier-"))
    atexit.register(shutil.rmtree, temporary, ignore_errors=True)
    dossier = Path(sys.executable).with_name("dossier")
    subprocess.run([dossier, "build", "--site", temporary / "site"], check=True)
    return temporary / "site"


def address(site: Path) -> str:
    """Return the address that the site was built for, ending in a slash; it is its home page's canonical link."""
    home = (site / "index.html").read_text(encoding="utf-8")
    link = re.search(r'<link rel="canonical" href="([^"]+)">', home)
    if link is None:
        raise ValueError("the home page names no canonical address: is site_url set?")
    return link[1]


def subpath(site: Path) -> str:
    """Return the path under which the site is published, with a slash at both ends: `/dossier/`."""
    return urlsplit(address(site)).path
