"""Examines the dossiers in some folders, one after the other, with no more than 512 MB of memory and 10 s of work."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from generator import report
from generator.examination import examine

resource.setrlimit(resource.RLIMIT_DATA, (512 * 1024**2, 512 * 1024**2))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
for folder in sys.argv[1:]:
    sys.stdout.write(report.text(examine(Path(folder)).findings) + "\f")
