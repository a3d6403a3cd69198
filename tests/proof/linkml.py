"""Asks linkml-reference-validator about quotations; run by an interpreter that has it, JSON in and JSON out.

Reads `{"folder", "settings", "quotations": [[text, file], ...]}` and writes what the tool says of each: true or false.
"""

import json
import sys
import tempfile
from pathlib import Path

from linkml_reference_validator.models import ReferenceValidationConfig  # type: ignore[import-not-found]
from linkml_reference_validator.validation.supporting_text_validator import (  # type: ignore[import-not-found]
    SupportingTextValidator,
)

asked = json.load(sys.stdin)
with tempfile.TemporaryDirectory() as cache:
    config = ReferenceValidationConfig(
        cache_dir=Path(cache), reference_base_dir=Path(asked["folder"]), **asked["settings"]
    )
    validator = SupportingTextValidator(config)
    answers = [validator.validate(text, f"file:{file}") for text, file in asked["quotations"]]
    if unavailable := [answer.message for answer in answers if answer.unavailable]:
        sys.exit(unavailable[0])
    json.dump([answer.is_valid for answer in answers], sys.stdout)
