"""Reads the FollowTheMoney entities of a build by the library itself: `python -m tests.proof.entities [FILE]`.

The library is in no lock file: with all that it needs it would double what the tests install. Run this by an
interpreter that has it (`pip install followthemoney`). Every entity must be one that the library takes as it is.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from followthemoney import model  # type: ignore[import-not-found]


def main(path: Path) -> None:
    """Load and check every entity, that no value is lost on the way, and that each reference leads to another."""
    entities = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    known = {entity["id"]: model.get_proxy(entity) for entity in entities}
    wrong = [f"{name}: the id stands twice" for name, times in Counter(e["id"] for e in entities).items() if times > 1]
    for entity in entities:
        proxy = known[entity["id"]]
        try:
            proxy.schema.validate(entity)
        except Exception as error:  # noqa: BLE001 - whatever the library says against it
            wrong.append(f"{entity['id']}: {error}")
        for name, values in entity["properties"].items():
            kept = proxy.get(name)
            wrong += [f"{entity['id']}: {name} loses {value!r}" for value in values if value not in kept]
            if proxy.schema.properties[name].type.name == "entity":
                wrong += [f"{entity['id']}: {name} leads nowhere: {value}" for value in values if value not in known]
    print(f"{len(entities)} entities of {len({e['schema'] for e in entities})} schemata, {len(wrong)} faults")  # noqa: T201 - a command
    sys.exit("\n".join(wrong) or 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/data/entities.ftm.json"))
