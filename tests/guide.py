"""The small dossier of CONTRIBUTING.md, for tests that need one of every kind of record and no more."""

import re
from pathlib import Path

GUIDE = Path(__file__).parent.parent / "CONTRIBUTING.md"


def unpack(folder: Path) -> None:
    """Write the annotated records of the guide, and the text they rest on, into a folder."""
    guide = GUIDE.read_text("utf-8")
    (seed,) = re.findall(r"^```text\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    records = re.findall(r"^```yaml\n# (data/\S+)\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    if len(records) != len(re.findall("^```yaml$", guide, re.MULTILINE)):
        raise ValueError("an annotated record does not begin with the path of its file")
    for path, text in [("seeds/gazette.txt", seed), *records]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
