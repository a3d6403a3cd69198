"""Ways of misquoting words, and ways of typing them otherwise that change nothing. Pure, and the same at every run.

A change takes the words and other words of the same source, and yields misquotations; it yields nothing where it does
not apply. Some of them may be true passages by chance: the oracle tells.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator

Change = Callable[[str, str, random.Random], Iterator[str]]
"""Takes the words, other words of the same source, and a source of chance."""
_VARIANTS = 2
"""In how many places a change is tried."""

MUTATIONS: dict[str, Change] = {}
"""Every way of misquoting, by its name."""
RETYPINGS: dict[str, Callable[[str], str]] = {}
"""Every way of typing the same words, by its name."""


def _mutation(name: str) -> Callable[[Change], Change]:
    def named(change: Change) -> Change:
        MUTATIONS[name] = change
        return change

    return named


def _retyping(name: str) -> Callable[[Callable[[str], str]], Callable[[str], str]]:
    def named(retyping: Callable[[str], str]) -> Callable[[str], str]:
        RETYPINGS[name] = retyping
        return retyping

    return named


def misquotations(words: str, others: str) -> Iterator[tuple[str, str]]:
    """Yield every misquotation of some words with the name of the change, each once."""
    for name, change in MUTATIONS.items():
        chance = random.Random(f"{name}: {words}")  # noqa: S311 (repeatable, no secret)
        for changed in dict.fromkeys(change(words, others, chance)):
            if changed.split() != words.split():
                yield name, changed


def retyped(words: str) -> Iterator[tuple[str, str]]:
    """Yield every other way of typing some words, where it differs from how they were typed."""
    for name, retyping in RETYPINGS.items():
        if (changed := retyping(words)) != words:
            yield name, changed


def _places(pattern: str, words: str, chance: random.Random) -> list[re.Match[str]]:
    found = list(re.finditer(pattern, words))
    return chance.sample(found, min(_VARIANTS, len(found)))


def _put(words: str, found: re.Match[str], instead: str) -> str:
    return words[: found.start()] + instead + words[found.end() :]


_LETTER = r"[^\W\d_]"


@_mutation("a letter changed")
def _letter_changed(words: str, _: str, chance: random.Random) -> Iterator[str]:
    for found in _places(_LETTER, words, chance):
        letters = [c for c in "abcdefghijklmnopqrstuvwxyz" if c != found[0].lower()]
        letter = chance.choice(letters)
        yield _put(words, found, letter.upper() if found[0].isupper() else letter)


@_mutation("a letter dropped")
def _letter_dropped(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, "") for found in _places(_LETTER, words, chance))


@_mutation("a letter doubled")
def _letter_doubled(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, found[0] * 2) for found in _places(_LETTER, words, chance))


@_mutation("two letters swapped")
def _letters_swapped(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, found[0][::-1]) for found in _places(rf"({_LETTER})(?!\1){_LETTER}", words, chance))


@_mutation("an accent added or dropped")
def _accent(words: str, _: str, chance: random.Random) -> Iterator[str]:
    for found in _places("[aeioucnAEIOUCN]", words, chance):
        yield _put(words, found, unicodedata.normalize("NFC", found[0] + "\u0301"))
    for found in _places("[\u00c0-\u00ff\u0300-\u036f]", words, chance):
        yield _put(words, found, unicodedata.normalize("NFD", found[0])[:-1])


@_mutation("the case changed")
def _case(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield words.upper()
    yield words.lower()
    yield from (_put(words, found, found[0].swapcase()) for found in _places("[A-Za-z]", words, chance))


@_mutation("a letter of another alphabet")
def _homoglyph(words: str, _: str, chance: random.Random) -> Iterator[str]:
    alike = dict(zip("aeopcxyiABEKMHOPCTX", "аеорсхуіАВЕКМНОРСТХ", strict=True))
    yield from (_put(words, found, alike[found[0]]) for found in _places(f"[{''.join(alike)}]", words, chance))


@_mutation("a full-width letter")
def _full_width(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, chr(ord(found[0]) + 0xFEE0)) for found in _places("[A-Za-z]", words, chance))


@_mutation("a mathematical letter")
def _mathematical(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, chr(ord(found[0]) - 97 + 0x1D41A)) for found in _places("[a-z]", words, chance))


@_mutation("a ligature")
def _ligature(words: str, _: str, chance: random.Random) -> Iterator[str]:
    joined = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ", "st": "ﬆ"}
    yield from (_put(words, found, joined[found[0]]) for found in _places("|".join(joined), words, chance))


@_mutation("two words swapped")
def _words_swapped(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, f"{found[2]} {found[1]}") for found in _places(r"(\S+)\s+(\S+)", words, chance))


@_mutation("a word dropped")
def _word_dropped(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, "") for found in _places(r"(?<=\s)\S+\s+(?=\S)", words, chance))


@_mutation("a word added")
def _word_added(words: str, others: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, f" {chance.choice(others.split())} ") for found in _places(r"\s+", words, chance))


@_mutation("a word replaced")
def _word_replaced(words: str, others: str, chance: random.Random) -> Iterator[str]:
    for found in _places(r"\S+", words, chance):
        yield _put(words, found, chance.choice([word for word in others.split() if word != found[0]]))


@_mutation("a word doubled")
def _word_doubled(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, f"{found[0]} {found[0]}") for found in _places(r"\S+", words, chance))


@_mutation("two words run together")
def _run_together(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, "") for found in _places(rf"(?<={_LETTER})\s+(?={_LETTER})", words, chance))


@_mutation("a word split")
def _split(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, " ") for found in _places(rf"(?<={_LETTER})(?={_LETTER})", words, chance))


@_mutation("the halves reversed")
def _halves(words: str, _: str, __: random.Random) -> Iterator[str]:
    listed = words.split()
    half = len(listed) // 2
    yield " ".join(listed[half:] + listed[:half])


@_mutation("the end of other words")
def _spliced(words: str, others: str, __: random.Random) -> Iterator[str]:
    mine, theirs = words.split(), others.split()
    yield " ".join(mine[: (len(mine) + 1) // 2] + theirs[len(theirs) // 2 :])


_NEGATIONS = r"\b(?:not|no|never|nor|neither|without|cannot|denies|denied)\b\s*|n['’]t\b|\bun(?=[a-z]{4})"


@_mutation("a negation removed")
def _negation_removed(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, "") for found in _places(_NEGATIONS, words, chance))


@_mutation("a negation inserted")
def _negation_inserted(words: str, _: str, chance: random.Random) -> Iterator[str]:
    for found in _places(r"\s+", words, chance):
        yield _put(words, found, f" {chance.choice(['not', 'no', 'never', 'hardly'])} ")


@_mutation("a number changed")
def _number_changed(words: str, _: str, chance: random.Random) -> Iterator[str]:
    for found in _places("[0-9]", words, chance):
        yield _put(words, found, str((int(found[0]) + chance.randint(1, 9)) % 10))
        yield _put(words, found, f"{found[0]}0")
    yield from (_put(words, found, "") for found in _places("(?<=[0-9])[.,/](?=[0-9])", words, chance))


@_mutation("a digit made superscript")
def _superscript(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(found[0])]) for found in _places("[0-9]", words, chance))


@_mutation("a digit of another script")
def _other_digit(words: str, _: str, chance: random.Random) -> Iterator[str]:
    for zero in (0x0660, 0x06F0, 0xFF10, 0x1D7CE):
        yield from (_put(words, found, chr(zero + int(found[0]))) for found in _places("[0-9]", words, chance))


@_mutation("cut inside the first word")
def _cut_first(words: str, _: str, __: random.Random) -> Iterator[str]:
    if found := re.search(r"[^\W_]{2,}", words):
        yield words[found.start() + 1 :]
        yield words[found.end() - 1 :]


@_mutation("cut inside the last word")
def _cut_last(words: str, _: str, __: random.Random) -> Iterator[str]:
    if runs := list(re.finditer(r"[^\W_]{2,}", words)):
        yield words[: runs[-1].start() + 1]
        yield words[: runs[-1].end() - 1]


@_mutation("cut at an apostrophe")
def _cut_apostrophe(words: str, _: str, chance: random.Random) -> Iterator[str]:
    for found in _places(rf"(?<={_LETTER})['’](?={_LETTER})", words, chance):
        yield from (words[: found.start()], words[: found.end()], words[found.start() :], words[found.end() :])


@_mutation("cut inside a number")
def _cut_number(words: str, _: str, __: random.Random) -> Iterator[str]:
    for found in re.finditer(r"[$€£]?[0-9](?:[0-9²³½⅓%]|[.,:/'’\u00a0\u202f][0-9])+", words):
        for at in range(found.start() + 1, found.end()):
            yield from (words[:at], words[at:])


@_mutation("punctuation dropped")
def _punctuation_dropped(words: str, _: str, chance: random.Random) -> Iterator[str]:
    marks = r"(?<=\w)[,;:.!?/-](?=\s*\w)|[()—–](?=.*\w)|(?<=\w)…(?=.*\w)"
    yield from (_put(words, found, "") for found in _places(marks, words, chance))


@_mutation("punctuation changed")
def _punctuation_changed(words: str, _: str, chance: random.Random) -> Iterator[str]:
    other = {",": ";", ";": ",", ".": "!", ":": ".", "?": ".", "!": ".", "(": "[", ")": "]", "…": "."}
    yield from (_put(words, found, other[found[0]]) for found in _places(r"[,;.:?!()…]", words, chance))


@_mutation("punctuation added")
def _punctuation_added(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, ", ") for found in _places(r"(?<=\w)\s+", words, chance))
    yield from (_put(words, found, "-") for found in _places(rf"(?<={_LETTER})\s+(?={_LETTER})", words, chance))


@_mutation("brackets dropped")
def _brackets_dropped(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield words.replace("[", "").replace("]", "") if "[" in words else words
    yield from (_put(words, found, "") for found in _places(r"\[.*?\]\s*(?=.*\w)", words, chance))


@_mutation("an apostrophe mended")
def _mended(words: str, _: str, chance: random.Random) -> Iterator[str]:
    for found in _places(r"(?<=[a-z]{3})(?=s\b)|(?<=\bIt)(?=s\b)", words, chance):
        yield from (_put(words, found, "’"), _put(words, found, "'"))


@_mutation("an apostrophe dropped")
def _unapostrophed(words: str, _: str, chance: random.Random) -> Iterator[str]:
    yield from (_put(words, found, "") for found in _places(rf"(?<={_LETTER})['’](?={_LETTER})", words, chance))


@_mutation("an ellipsis that swallows words")
def _ellipsis(words: str, _: str, chance: random.Random) -> Iterator[str]:
    for dots in ("...", "…", "[...]", " ... "):
        for found in _places(r"(?<=\S )\S+(?: \S+){0,4}(?= \S)", words, chance):
            yield _put(words, found, dots)


@_mutation("an insertion in brackets")
def _insertion(words: str, others: str, chance: random.Random) -> Iterator[str]:
    for found in _places(r"\s+", words, chance):
        yield _put(words, found, f" [{chance.choice(others.split())}] ")


@_retyping("lines wrapped and indented")
def _wrapped(words: str) -> str:
    return re.sub(r"(\S{3,}) ", r"\1\n      ", words)


@_retyping("words far apart")
def _far_apart(words: str) -> str:
    return words.replace(" ", " \t ")


@_retyping("white space around")
def _around(words: str) -> str:
    return f"\n  {words} \n"


@_retyping("plain single spaces")
def _plain_spaces(words: str) -> str:
    return " ".join(words.split())


@_retyping("no-break spaces")
def _no_break(words: str) -> str:
    return words.replace(" ", "\u00a0")


@_retyping("straight quotation marks")
def _straight(words: str) -> str:
    return re.sub("[“”„]", '"', re.sub("[‘’‚]", "'", words))


@_retyping("curly quotation marks")
def _curly(words: str) -> str:
    return re.sub(r'"(?!\w)', "”", re.sub(r'"(?=\w)', "“", words.replace("'", "’")))


@_retyping("three dots for an ellipsis")
def _dots(words: str) -> str:
    return words.replace("…", "...")


@_retyping("an ellipsis for three dots")
def _one_ellipsis(words: str) -> str:
    return words.replace("...", "…")


@_retyping("hyphens for dashes")
def _hyphens(words: str) -> str:
    return re.sub("[–—‑−]", "-", words)


@_retyping("dashes for hyphens")
def _dashes(words: str) -> str:
    return words.replace("-", "–")


@_retyping("soft hyphens inside")
def _soft(words: str) -> str:
    return re.sub(r"([^\W\d_]{3})(?=[^\W\d_]{2})", "\\1\u00ad", words)


@_retyping("no soft hyphens")
def _hard(words: str) -> str:
    return re.sub("[\u00ad\u200b]", "", words)


@_retyping("letters decomposed (NFD)")
def _decomposed(words: str) -> str:
    return unicodedata.normalize("NFD", words)


@_retyping("letters composed (NFC)")
def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)
