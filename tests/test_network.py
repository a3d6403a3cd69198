"""The network: who is drawn where, that no label meets another, and that the drawing and the list say the same."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import links, pages, render
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.load import load
from generator.pages import network, network_layout
from generator.pages.bounds import BOUNDS
from generator.pages.lettering import ELLIPSIS, width, wrapped
from generator.pages.network import DRAWN_AS, KINDS, Net, NetworkView
from generator.pages.network_columns import Line, arranged
from generator.pages.network_groups import Group, Member, groups
from generator.pages.network_layout import SIZE
from generator.pages.register import Register
from generator.vocabulary import ActorKind, RelationType, Status
from tests import large

PERSON, STATE, BODY = ActorKind.PERSON, ActorKind.STATE, ActorKind.ORGANISATION


@pytest.fixture(scope="module")
def shipped(root: Path) -> Dossier[Passage]:
    """The dossier of this repository."""
    found = load(root).found
    assert found
    return found


def view_of(dossier: Dossier[Passage]) -> NetworkView:
    """What the network's page of a dossier shows."""
    view = network.plan(Register(dossier))[0].view
    assert isinstance(view, NetworkView)
    return view


class Taken(NamedTuple):
    """The room that a label or a shape takes."""

    left: float
    top: float
    right: float
    bottom: float
    what: str


def taken(net: Net, *, shapes: bool = True) -> Iterator[Taken]:
    """Yield the room of every label, title and shape, as wide as text can get."""
    for name in net.names:
        yield _text(name.label_x, name.anchor, [(row.text, row.y) for row in name.rows], SIZE)
        if shapes:
            x, y = float(name.x), float(name.y)
            yield Taken(x - 9, y - 9, x + 9, y + 9, f"shape of {name.id}")
    for head in net.heads:
        yield _text(head.x, head.anchor, [(head.text, head.y)], SIZE)


def _text(x: str, anchor: str, rows: list[tuple[str, str]], size: float) -> Taken:
    wide = max(width(text, size) for text, _ in rows)
    left = float(x) - wide if anchor == "end" else float(x)
    top, bottom = float(rows[0][1]) - 0.8 * size, float(rows[-1][1]) + 0.25 * size
    return Taken(left, top, left + wide, bottom, " ".join(text for text, _ in rows))


def meetings(rooms: list[Taken]) -> list[tuple[str, str]]:
    """Return which of these overlap."""
    ordered = sorted(rooms, key=lambda room: room.top)
    return [
        (one.what, other.what)
        for at, one in enumerate(ordered)
        for other in ordered[at + 1 :]
        if other.top < one.bottom and one.left < other.right and other.left < one.right
    ]


@pytest.mark.parametrize(("actors", "relations"), [(3, 2), (12, 15), (40, 60), (100, 150), (300, 500)])
def test_no_label_meets_another_or_a_shape(base: Path, actors: int, relations: int) -> None:
    """In both drawings of any dossier, names that are hard to set among them; and all of it lies inside the drawing."""
    for seed in range(3):
        view = view_of(large.actors(base, actors, relations, seed))
        for net in (view.wide, view.tall):
            rooms = list(taken(net))
            assert meetings(rooms) == []
            for room in rooms:
                assert room.left >= 0, room
                assert room.top >= 0, room
                assert room.right <= net.width, room
                assert room.bottom <= net.height, room


def test_no_label_of_the_shipped_dossier_meets_another(shipped: Dossier[Passage]) -> None:
    """Neither on wide screens nor on narrow ones, and names keep 24 units from line to line to be hit with a finger."""
    view = view_of(shipped)
    for net in (view.wide, view.tall):
        assert meetings(list(taken(net))) == []
        columns: dict[str, list[float]] = {}
        for name in net.names:
            columns.setdefault(name.x, []).append(float(name.y))
        for column in columns.values():
            assert min(second - first for first, second in pairwise(sorted(column))) >= 24


def test_every_relation_is_drawn_and_listed(shipped: Dossier[Passage]) -> None:
    """Both drawings and the list hold the same actors and the same pairs, kinds and statuses."""
    view = view_of(shipped)
    expected = {
        (frozenset((actor.id, relation.object)), DRAWN_AS[relation.type], relation.status)
        for actor in shipped.actors.values()
        for relation in actor.relations
    }
    for net in (view.wide, view.tall):
        assert {(frozenset((path.start, path.end)), path.kind, path.status) for path in net.paths} == expected
        assert {name.id for name in net.names} == {one for pair, _, _ in expected for one in pair}
    listed = [tie for ties in view.lists for tie in ties.ties]
    assert len(listed) == sum(len(actor.relations) for actor in shipped.actors.values())
    assert all(tie.markers for tie in listed)
    assert {sum(choice.count for choice in offered) for offered in (view.kinds, view.types, view.statuses)} == {
        len(listed)
    }
    assert len(view.alone) + len(view.wide.names) == len(shipped.actors)


def test_lines_run_from_whoever_acts(shipped: Dossier[Passage]) -> None:
    """A relation written on the one who suffers it is drawn and read from the one who does it."""
    view = view_of(shipped)
    killed = [path for path in view.wide.paths if path.end == "qassem-soleimani" and path.kind == "force"]
    assert [(path.start, path.points) for path in killed] == [("united-states", True)]
    words = {(tie.words, tie.start.text, tie.end.text) for ties in view.lists for tie in ties.ties}
    assert ("killed", "United States", "Qassem Soleimani") in words
    mutual = {path.points for path in view.wide.paths if {path.start, path.end} == {"partners-of-iran", "iran"}}
    assert mutual == {False}


def test_every_type_of_relation_has_a_kind_of_line() -> None:
    """The mapping is whole, and uses every kind."""
    assert set(DRAWN_AS) == set(RelationType)
    assert set(DRAWN_AS.values()) == set(KINDS)


def test_names_lead_to_pages_below_any_address(shipped: Dossier[Passage]) -> None:
    """Each name in a drawing is a relative address that is the published address of its actor's page."""
    planned = {links.url(page.file) for page in pages.plan(shipped)}
    view = view_of(shipped)
    for name in (*view.wide.names, *view.tall.names):
        reached = posixpath.normpath(posixpath.join(links.url(links.NETWORK), name.url)) + "/"
        assert reached == links.record_url("actors", name.id)
        assert reached in planned


def test_the_order_of_the_data_does_not_matter(shipped: Dossier[Passage]) -> None:
    """The same records give the same page, whatever came first."""
    turned = replace(shipped, actors=dict(reversed(list(shipped.actors.items()))))
    assert _drawn(turned) == _drawn(shipped)
    assert _drawn(shipped) == _drawn(shipped)


def _drawn(dossier: Dossier[Passage]) -> list[Any]:
    view = view_of(dossier)
    return [view.wide.names, view.wide.heads, view.tall.names, sorted(path.course for path in view.wide.paths)]


def test_of_a_large_network_the_best_connected_are_shown_and_the_page_says_so(base: Path) -> None:
    """The page stays as large as a reader can use, and names what it leaves out."""
    dossier = large.actors(base, 4000, 7000)
    page = network.plan(Register(dossier))[0]
    view: NetworkView = page.view
    degree: dict[str, int] = {}
    for actor in dossier.actors.values():
        for relation in actor.relations:
            for one in (actor.id, relation.object):
                degree[one] = degree.get(one, 0) + 1
    shown = {name.id for name in view.wide.names}
    assert 50 < len(shown) <= BOUNDS.actors
    assert min(degree[one] for one in shown) >= sorted(degree.values())[-BOUNDS.actors]
    words = r"Of [\d,]+ actors the best connected \d+ are shown, and the \d+ of 7,000 relations between them\."
    assert re.fullmatch(words, view.left_out)
    assert view.left_out in render.render(page)
    assert len(render.render(page)) < 500_000


def test_a_dossier_without_relations_says_so(base: Path) -> None:
    """There is a page, and no empty drawing on it."""
    page = network.plan(Register(large.actors(base, 3, 0)))[0]
    text = render.render(page)
    assert "records no relation" in text
    assert "<svg" not in text


# ---------- groups ----------


def test_a_state_gathers_whoever_belongs_to_it() -> None:
    """Through offices too; another state is a member of nothing."""
    members = {
        "land": Member("Land", STATE, 3),
        "isle": Member("Isle", STATE, 1),
        "office": Member("Office", BODY, 2),
        "clerk": Member("Clerk", PERSON, 1),
        "envoy": Member("Envoy", PERSON, 1),
        "tramp": Member("Tramp", PERSON, 1),
    }
    belongs = [("office", "land"), ("clerk", "office"), ("envoy", "isle"), ("isle", "land")]
    assert groups(members, belongs) == [
        Group("Land", ("land", "office", "clerk")),
        Group("Isle", ("isle", "envoy")),
        Group("Tramp", ("tramp",)),
    ]


def test_a_body_follows_its_people_if_these_agree() -> None:
    """Who holds offices in a state and in a force ties the force to the state, unless somebody ties it elsewhere."""
    members = {
        "land": Member("Land", STATE, 1),
        "isle": Member("Isle", STATE, 1),
        "force": Member("Force", BODY, 2),
        "general": Member("General", PERSON, 2),
        "recruit": Member("Recruit", PERSON, 1),
        "spy": Member("Spy", PERSON, 2),
    }
    belongs = [("general", "land"), ("general", "force"), ("recruit", "force"), ("spy", "isle")]
    assert Group("Land", ("land", "force", "general", "recruit")) in groups(members, belongs)
    assert Group("Force", ("force", "recruit")) in groups(members, [*belongs, ("spy", "force")])


def test_one_group_of_nearly_all_gives_way_to_kinds() -> None:
    """Where everybody belongs to the same body, the kinds of actor tell more."""
    members = {"club": Member("Club", BODY, 12)} | {f"m{at}": Member(f"M {at}", PERSON, 1) for at in range(12)}
    found = groups(members, [(member, "club") for member in members])
    assert [(group.title, len(group.members)) for group in found] == [("People", 12), ("Organisations", 1)]


def test_the_shipped_sides_stand_outside(shipped: Dossier[Passage]) -> None:
    """The two groups that have most to do with each other are the outer columns, whoever acts more on the left."""
    view = view_of(shipped)
    at = {name.id: float(name.x) for name in view.wide.names}
    outer = {at["united-states"], at["iran"]}
    assert outer == {min(at.values()), max(at.values())}
    assert at["united-states"] < at["iraqi-militias"] < at["iran"]
    assert {"United States", "Iran"} <= {head.text for head in view.wide.heads}


# ---------- letters ----------

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=200)


@given(NAMES.filter(str.strip), st.integers(60, 300), st.integers(1, 4))
def test_lines_are_never_too_wide_or_too_many(name: str, widest: int, most: int) -> None:
    """Whatever the name; and what is left of it is its beginning."""
    rows = wrapped(name, SIZE, widest, most)
    assert 1 <= len(rows) <= most
    assert all(width(row, SIZE) <= widest for row in rows)
    whole, kept = "".join(name.split()), "".join("".join(rows).split())
    assert kept == whole or (kept.endswith(ELLIPSIS) and whole.startswith(kept.removesuffix(ELLIPSIS)))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.booleans()), max_size=60), st.data())
def test_any_graph_is_drawn_without_meeting_labels(ends: list[tuple[int, int, bool]], data: st.DataObject) -> None:
    """Every member stands once, every line has a path, and no label meets another."""
    lines = [Line(f"a{one}", f"a{other}", acts) for one, other, acts in ends if one != other]
    names = {end: data.draw(st.sampled_from(large.ODD)) for line in lines for end in line[:2]}
    members = {one: Member(name, data.draw(st.sampled_from(ActorKind)), 1) for one, name in sorted(names.items())}
    columns = arranged(groups(members, [line[:2] for line in lines if not line.acts]), lines)
    for drawing in (network_layout.wide(columns, names, lines), network_layout.tall(columns, names, lines)):
        assert sorted(spot.actor for spot in drawing.spots) == sorted(names)
        assert len(drawing.paths) == len(lines)
        rooms = [
            _text(spot.label_x, spot.anchor, [(row.text, row.y) for row in spot.rows], SIZE) for spot in drawing.spots
        ]
        rooms += [_text(head.x, head.anchor, [(head.text, head.y)], SIZE) for head in drawing.heads]
        assert meetings(rooms) == []


def test_a_relation_that_is_not_reported_is_dashed_and_named(shipped: Dossier[Passage]) -> None:
    """The line has another class, the list has the status in words."""
    text = render.render(network.plan(Register(shipped))[0])
    paths = re.findall(r'<path class="(e [^"]*)" data-a="[^"]*" data-b="[^"]*" data-mark="[^"]*\.(\w+)\.\w+"', text)
    assert paths
    for css, status in paths:
        assert ("e--open" in css) == (status != Status.REPORTED)
    for row in re.findall(r'<li [^>]*data-status="(?!reported)(\w+)"[^\n]*', text):
        assert f'<span class="st st--{row}">' in text
