"""The hand-written pages say what the model says."""

from pathlib import Path

from generator.vocabulary import Status

METHOD = Path(__file__).parent.parent / "docs" / "about" / "method.md"


def test_the_method_page_explains_every_status_as_the_model_does() -> None:
    """Each status stands there once, in the model's order, with the model's meaning."""
    rows = [line for line in METHOD.read_text("utf-8").splitlines() if line.startswith("<tr><td><span class=")]
    expected = [
        f'<tr><td><span class="st st--{status}">{status.capitalize()}</span></td><td>{status.meaning}</td></tr>'
        for status in Status
    ]
    assert rows == expected
