"""The single values that fields hold, such as ids, lines, dates and addresses; each refuses what it cannot be.

`PATTERNS` has the words for those that refuse by form alone.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from generator import dates


def _no_angle(value: str) -> str:
    if "<" in value or ">" in value:
        raise ValueError("titles hold no angle brackets")
    return value


def _degrees(limit: int) -> Any:
    def parse(value: object) -> object:
        if not isinstance(value, str):
            return value
        sign, digits = (-1, value[1:]) if value.startswith("-") else (1, value)
        whole, _, fraction = digits.partition(".")
        if not (
            whole.isascii() and whole.isdigit() and (fraction == "" or (fraction.isascii() and fraction.isdigit()))
        ):
            raise ValueError(f"degrees are written like 33.3 or -0.5, from -{limit} to {limit}")
        number = sign * float(digits)
        if abs(number) > limit:
            raise ValueError(f"degrees lie between -{limit} and {limit}")
        return number

    return BeforeValidator(parse)


def _count(value: object) -> object:
    if isinstance(value, str):
        if not (value.isascii() and value.isdigit() and 0 < int(value) < 10_000):
            raise ValueError("a whole number from 1 is expected")
        return int(value)
    return value


def _yes(value: object) -> object:
    if value == "yes":
        return True
    if isinstance(value, str):
        raise ValueError("write `yes`, or leave the field out")
    return value


ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_LINE_PATTERN = r"^\S(.*\S)?$"
_SIGN_PATTERN = r"^[A-Z][A-Za-z]?$"
_FILE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
_LONGEST_FILE = 200
_SHA256_PATTERN = r"^[0-9a-f]{64}$"
_LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_DAY_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_URL_PATTERN = (
    r"^https?://(([A-Za-z0-9_][A-Za-z0-9_-]*\.)*[A-Za-z][A-Za-z0-9_-]*|[0-9]{1,3}(\.[0-9]{1,3}){3})"
    r"(:[0-9]{1,5})?([/?#][^\s\x00-\x20\x7f<>\"'\\]*)?$"
)
PATTERNS = {
    ID_PATTERN: "an id holds a to z, 0 to 9 and single hyphens, and begins with a letter",
    _LINE_PATTERN: "one line is expected, without white space at its ends",
    _SIGN_PATTERN: "a sign is one capital letter, or a capital and one more letter",
    _FILE_PATTERN: "the name of a file in seeds/ is expected, of letters, digits, dots, hyphens and underscores",
    _SHA256_PATTERN: "a SHA-256 is 64 characters of 0 to 9 and a to f",
    _LANGUAGE_PATTERN: "a language is a BCP 47 tag such as en or fa-IR",
    _DAY_PATTERN: "a day is expected, such as 2021-05-02",
    _URL_PATTERN: "an address begins with http:// or https:// and a host in ASCII, without a user's name, and holds no"
    " spaces, quotation marks or angle brackets",
}
"""What each form of text is, in words."""
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_DEVICES = frozenset({"aux", "con", "nul", "prn", *_PORTS})
RESERVED_IDS = frozenset({"index", *_DEVICES})
"""What no id can be: the list of each kind is its `index`, and Windows makes no files of the other names."""


def is_id(text: str) -> bool:
    """Tell whether a text can be the id of a record."""
    return bool(re.fullmatch(ID_PATTERN, text)) and len(text) <= 80 and text not in RESERVED_IDS


def _free(value: str) -> str:
    if value in RESERVED_IDS:
        raise ValueError(f"`{value}` can be no id, since files of that name mean something else")
    return value


def _reachable(value: str) -> str:
    """Refuse a host or a port that no browser takes, and of which a page could make no link."""
    host, _, port = re.split("[/?#]", value.split("//", 1)[1], maxsplit=1)[0].partition(":")
    labels = host.lower().split(".")
    for label in labels:
        if label.startswith("xn--"):
            try:
                label[4:].encode().decode("punycode")
            except UnicodeError:
                raise ValueError("the host is no name") from None
    if int(port or 0) > 65535 or (labels[-1].isdigit() and any(int(label) > 255 for label in labels)):
        raise ValueError("the host or its port is no number that there is")
    return value


def is_file_name(text: str) -> bool:
    """Tell whether a text can be the name of a file in `seeds/`."""
    try:
        return bool(re.fullmatch(_FILE_PATTERN, _portable(text))) and len(text) <= _LONGEST_FILE
    except ValueError:
        return False


def _portable(value: str) -> str:
    if value.partition(".")[0].lower() in _DEVICES or value.endswith("."):
        raise ValueError("Windows makes no files of that name")
    return value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80), AfterValidator(_free)]
"""A record's name in addresses and files: unique across all kinds, permanent."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=_LINE_PATTERN)]
"""One line of text without white space at its ends."""
Title = Annotated[Line, AfterValidator(_no_angle)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Edtf = Annotated[
    str, AfterValidator(dates.checked), WithJsonSchema({"type": "string", "description": "a date in EDTF (ISO 8601-2)"})
]
Day = Annotated[str, StringConstraints(pattern=_DAY_PATTERN), AfterValidator(dates.checked)]
Url = Annotated[str, StringConstraints(pattern=_URL_PATTERN, max_length=2000), AfterValidator(_reachable)]
Flag = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"const": "yes"})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]
Sign = Annotated[str, StringConstraints(pattern=_SIGN_PATTERN)]
FileName = Annotated[str, StringConstraints(pattern=_FILE_PATTERN, max_length=_LONGEST_FILE), AfterValidator(_portable)]
Sha256 = Annotated[str, StringConstraints(pattern=_SHA256_PATTERN)]
Language = Annotated[str, StringConstraints(pattern=_LANGUAGE_PATTERN)]
Latitude = Annotated[float, _degrees(90), WithJsonSchema({"type": "number", "minimum": -90, "maximum": 90})]
Longitude = Annotated[float, _degrees(180), WithJsonSchema({"type": "number", "minimum": -180, "maximum": 180})]
