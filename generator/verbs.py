"""The English verbs by which a text says that somebody speaks: their one home.

A form that is far more often something else (`post`, `state`, `call`) is left out.
"""

from __future__ import annotations

import re

_FORMS = """
accuse accuses accused accusing
add adds added adding
admit admits admitted admitting
announce announces announced announcing
answer answers answered answering
argue argues argued arguing
ask asks asked asking
believe believes believed believing
boast boasts boasted boasting
calls called calling
claim claims claimed claiming
confirm confirms confirmed confirming
declare declares declared declaring
deny denies denied denying
describe describes described describing
explain explains explained explaining
indicate indicates indicated indicating
insist insists insisted insisting
note notes noted noting
posts posted posting
predict predicts predicted predicting
promise promises promised promising
reply replies replied replying
report reports reported reporting
say says said saying
speculate speculates speculated speculating
states stated stating
suggest suggests suggested suggesting
tell tells told telling
threaten threatens threatened threatening
tweet tweets tweeted tweeting
vow vows vowed vowing
warn warns warned warning
write writes wrote written writing
"""
SAYING = re.compile(rf"\b(?:{'|'.join(_FORMS.split())})\b")
"""A verb of saying, in any of its forms."""
INVERTED = re.compile(r"said|says|wrote|writes|added|adds|argued|argues|asked|explained|insisted|replied|tweeted")
"""One that may stand before its speaker: “said Ada Brook”."""
