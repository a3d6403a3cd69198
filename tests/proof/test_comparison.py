"""None of the listed misquotations passes, and each honest quotation does."""

import pytest

from tests.proof.comparison import Quotation, ours, quotations


@pytest.mark.parametrize("quotation", quotations(), ids=lambda quotation: quotation.text[:40])
def test_only_honest_quotations_pass(quotation: Quotation) -> None:
    """A quotation with which something is wrong has a finding; another has none."""
    assert bool(ours(quotation)) == bool(quotation.wrong)


def test_the_list_is_long_enough_to_mean_something() -> None:
    """Twenty misquotations and twelve honest quotations, or more."""
    wrong = [quotation for quotation in quotations() if quotation.wrong]
    assert len(wrong) >= 20
    assert len(quotations()) - len(wrong) >= 12
