"""The map: outlines, projection, names that do not meet, and that no place is lost between drawing and list."""

from __future__ import annotations

import math
import posixpath
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import geodata, links, pages, render
from generator.dossier import Dossier
from generator.evidence import Passage
from generator.geodata import Box, Point, outlines
from generator.load import load
from generator.pages import map as atlas
from generator.pages.bounds import BOUNDS
from generator.pages.map import MapView
from generator.pages.map_drawing import Map
from generator.pages.map_labels import PITCH, Mark, Rect, placed
from generator.pages.projection import (
    WORLD,
    Frame,
    degrees,
    degrees_between,
    frame,
    ground,
    regions,
    unrolled,
    world,
)
from generator.pages.register import Register
from generator.vocabulary import Status
from tests import large

NUMBER = r"-?\d*\.?\d+"


@pytest.fixture(scope="module")
def shipped(root: Path) -> Dossier[Passage]:
    """The dossier of this repository."""
    found = load(root).found
    assert found
    return found


def view_of(dossier: Dossier[Passage]) -> MapView:
    """What the map's page of a dossier shows."""
    view = atlas.plan(Register(dossier))[0].view
    assert isinstance(view, MapView)
    return view


def walked(path: str) -> list[Point]:
    """The points of a path of steps."""
    points: list[Point] = []
    for part in path.split("M")[1:]:
        numbers = [float(number) for number in re.findall(NUMBER, part)]
        x, y = numbers[:2]
        points.append((x, y))
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    return points


# ---------- outlines ----------


@pytest.mark.parametrize(("detail", "many", "lines"), [("110m", 100, 200), ("50m", 1000, 1000)])
def test_the_outlines_are_whole(detail: geodata.Detail, many: int, lines: int) -> None:
    """Rings close, longitudes run on across the date line, and nothing lies off the globe."""
    found = outlines(detail)
    assert len(found.land) > many
    assert len(found.coasts) > lines
    assert len(found.borders) > 300
    for stroke in (*found.land, *found.coasts, *found.borders):
        west, south, east, north = stroke.box
        assert -90 <= south <= north <= 90
        assert -540 <= west <= east <= 540
        assert all(abs(one[0] - other[0]) < 100 for one, other in pairwise(stroke.points())) or (south == -90)
    rings = [ring.points() for ring in found.land]
    assert all(abs(points[0][0] - points[-1][0]) < 1 for points in rings)


def test_the_outlines_are_small_and_say_where_they_come_from() -> None:
    """They are shipped with the package: 650 KB at most, with origin and licence beside them."""
    folder = Path(geodata.__file__).parent
    assert sum(path.stat().st_size for path in folder.glob("*.json")) < 650_000
    readme = (folder / "README.md").read_text("utf-8")
    assert "Natural Earth" in readme
    assert "public domain" in readme


def test_the_world_was_drawn_from_the_outlines() -> None:
    """The paths that are kept are those that would be drawn."""
    assert world() == ground(WORLD)


@pytest.mark.parametrize(
    ("place", "land"),
    [
        ((44.4, 33.3), True),  # Baghdad
        ((28.0, -26.2), True),  # Johannesburg
        ((-98.0, 39.0), True),  # Kansas
        ((178.0, 67.0), True),  # Chukotka, short of the date line
        ((-175.0, 67.0), True),  # and beyond it
        ((0.0, -85.0), True),  # Antarctica
        ((51.5, 41.5), False),  # the Caspian
        ((65.0, 15.0), False),  # the Arabian Sea
        ((-150.0, 0.0), False),  # the Pacific
    ],
)
@pytest.mark.parametrize("detail", ["110m", "50m"])
def test_land_is_where_land_is(detail: geodata.Detail, place: Point, land: bool) -> None:
    """Filled by the even-odd rule, around the world if need be; the same where all but the view is cut short."""
    x, y = place
    for view in (None, Box(x - 4, y - 4, x + 4, y + 4)):
        inside = False
        for ring in outlines(detail).land:
            for turn in (-360, 0, 360):
                points = ring.points(view, turn)
                for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
                    if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                        inside = not inside
        assert inside is land


# ---------- projection ----------

POINTS = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


@given(st.lists(POINTS, min_size=1, max_size=20))
def test_a_frame_holds_its_places(points: list[Point]) -> None:
    """Wherever they lie; and a degree is as long upwards as across, in the middle."""
    shown = frame(points, 1120, (480, 680), 3.5, 9)
    assert shown.width == 1120
    assert 480 <= shown.height <= 680 or abs(shown.box.north - shown.box.south) >= 9
    for point in unrolled(points):
        x, _ = shown.at(point)
        assert 0 <= x <= shown.width
    middle = min(75.0, abs(shown.box.north + shown.box.south) / 2)
    if max(y for _, y in points) - min(y for _, y in points) < 60 and max(abs(y) for _, y in points) < 60:
        assert all(shown.holds(point) for point in unrolled(points))
        across = shown.width / (shown.box.east - shown.box.west)
        assert math.isclose(across, shown.per_degree * math.cos(math.radians(middle)), rel_tol=0.05)


def test_places_on_both_sides_of_the_date_line_lie_side_by_side() -> None:
    """The empty part of the world is left out, whichever it is."""
    assert unrolled([(178.0, -18.0), (-172.0, -14.0)]) == [(178.0, -18.0), (188.0, -14.0)]
    assert unrolled([(-9.3, 38.0), (5.0, 50.0), (60.0, 40.0)]) == [(-9.3, 38.0), (5.0, 50.0), (60.0, 40.0)]
    shown = frame([(178.0, -18.0), (-172.0, -14.0)], 360, (220, 260), 4, 14)
    west, east = shown.box.west, shown.box.east
    assert west < 178
    assert east > 188
    assert ground(shown).land  # Fiji


@given(st.floats(-180, 180), st.floats(-60, 70), st.floats(2, 160))
@settings(max_examples=25)
def test_outlines_are_cut_to_the_frame(east: float, north: float, span: float) -> None:
    """Land ends a little outside the frame; lines may run on to their next point."""
    shown = Frame(Box(east, north, east + span, north + span / 2), 360, 180)
    drawn = ground(shown)
    for x, y in walked(drawn.land.replace("z", "")):
        assert -8 <= x <= 368
        assert -8 <= y <= 188


def test_regions_hang_together() -> None:
    """Places that reach each other from one to the next are one region, the largest first."""
    points = [(28.0, -26.2), (44.4, 33.3), (51.4, 35.7), (66.0, 34.0), (-77.0, 38.9), (-82.0, 28.0)]
    assert regions(points, 18) == [[1, 2, 3], [4, 5], [0]]
    assert math.isclose(degrees_between((0, 0), (0, 90)), 90)
    assert math.isclose(degrees_between((179, 0), (-179, 0)), 2)


@given(st.floats(0.01, 200))
def test_a_bar_of_scale_is_round(span: float) -> None:
    """One, two or five, and noughts."""
    shown = Frame(Box(0, 0, span, span), 360, 360)
    assert f"{shown.bar.kilometres:e}"[0] in "125"
    assert 40 <= shown.bar.length <= 110


def test_positions_in_words() -> None:
    """With the halves of the globe."""
    assert degrees((44.4, 33.3)) == "33.3° N, 44.4° E"
    assert degrees((-98.0, -26.0)) == "26° S, 98° W"


# ---------- names ----------

MARKS = st.builds(
    Mark,
    st.floats(10, 1110),
    st.floats(10, 590),
    st.floats(4, 9),
    st.lists(
        st.sampled_from([*((name,) for name in large.ODD), ("Millbrook",), ("the", "mill")]), min_size=1, max_size=3
    ).map(tuple),
)


@given(st.lists(MARKS, max_size=30))
@settings(max_examples=40)
def test_no_name_covers_a_name_or_a_mark(marks: list[Mark]) -> None:
    """Whatever the crowd: names keep clear of names, of marks that are not their own, and of the edge."""
    size = 1120, 600
    labels = placed(marks, size, [Rect(0, 560, 200, 600)])
    boxes = [(at, label.box) for at, label in enumerate(labels) if label]
    for at, box in boxes:
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= size[0]
        assert box.bottom <= size[1]
        assert not box.meets(Rect(0, 560, 200, 600))
        assert not any(box.meets(other) for number, other in boxes if number != at)
        for number, mark in enumerate(marks):
            circle = Rect(mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)
            assert number == at or not box.meets(circle)
        assert box.bottom - box.top > PITCH * len(marks[at].names) - 1e-6


def test_a_lone_mark_has_its_name_at_its_right() -> None:
    """Without a line; a name at the edge goes to the other side."""
    (label,) = placed([Mark(100, 100, 5, (("Millbrook",),))], (400, 300))
    assert label
    assert (label.anchor, label.leader) == ("start", None)
    (label,) = placed([Mark(380, 100, 5, (("Millbrook",),))], (400, 300))
    assert label
    assert label.anchor == "end"


# ---------- the page ----------


def maps(view: MapView) -> tuple[Map, ...]:
    """All maps of the page."""
    return *view.main, *view.insets


def test_every_place_is_on_a_map_or_the_page_says_why_not(shipped: Dossier[Passage]) -> None:
    """Each name that is drawn leads to its place; all names of the shipped dossier find room."""
    view = view_of(shipped)
    planned = {links.url(page.file) for page in pages.plan(shipped)}
    for kinds in (("wide", "inset"), ("narrow", "inset")):
        urls = []
        for one in maps(view):
            if one.kind in kinds:
                for spot in one.spots:
                    assert all(name.rows for name in spot.names)
                    urls += [name.url for name in spot.names if name.url]
        reached = [posixpath.normpath(posixpath.join(links.url(links.MAP), url)) + "/" for url in urls]
        assert set(reached) <= planned
        assert len(reached) == len(set(reached))
        if "wide" in kinds:
            drawn = {links.record_url("places", place.id) for place in shipped.places.values() if place.latitude}
            assert set(reached) == drawn
    for place, row in zip(shipped.places.values(), sorted(view.places, key=lambda row: row.link.target), strict=True):
        assert row.link.target.endswith(f"/{place.id}.md")
        assert bool(row.absent) == (place.latitude is None)


def test_the_list_has_every_event_with_its_status(shipped: Dossier[Passage]) -> None:
    """Each at each of its places, with the words that place it there."""
    view = view_of(shipped)
    listed = {(row.link.text, here.link.text, here.status, here.when) for row in view.places for here in row.events}
    register = Register(shipped)
    expected = {
        (place.name, event.title, event.status, register.whens[event.id].words)
        for place in shipped.places.values()
        for event in register.events_at[place.id]
    }
    assert listed == expected
    assert all(here.markers for row in view.places for here in row.events)
    text = render.render(atlas.plan(register)[0])
    assert all(f"st--{status}" in text for status in {here.status for row in view.places for here in row.events})
    assert Status.CANCELLED in {here.status for row in view.places for here in row.events}


def test_what_is_rough_is_a_ring(shipped: Dossier[Passage]) -> None:
    """Countries, regions, and sites given to whole degrees; a dot stands for a place one could point to."""
    shapes = {row.link.text: row.shape for row in view_of(shipped).places}
    assert shapes["Iraq"] == shapes["Middle East"] == shapes["Florida resort"] == "ring"
    assert shapes["Baghdad"] == shapes["Johannesburg"] == "dot"


def test_far_places_have_maps_of_their_own(shipped: Dossier[Passage]) -> None:
    """And an overview shows where all of them lie."""
    view = view_of(shipped)
    assert [one.kind for one in maps(view)] == ["wide", "narrow", "inset", "inset"]
    assert "Johannesburg" in {one.caption for one in view.insets}
    assert view.overview
    assert len(view.overview.frames) == 3
    for x, y, width, height in view.overview.frames:
        assert 0 <= float(x) <= float(x) + float(width) <= WORLD.width
        assert 0 <= float(y) <= float(y) + float(height) <= WORLD.height


def test_places_too_close_share_a_mark(shipped: Dossier[Passage]) -> None:
    """Baghdad, its airport and the embassy: one mark, each name a link."""
    spots = [spot for one in maps(view_of(shipped)) if one.kind == "wide" for spot in one.spots]
    (crowd,) = [spot for spot in spots if len(spot.names) > 1]
    assert {name.url for name in crowd.names} == {
        "../places/baghdad/",
        "../places/baghdad-airport/",
        "../places/us-embassy-baghdad/",
    }


def test_where_places_crowd_there_is_a_closer_map(shipped: Dossier[Passage]) -> None:
    """What shares a mark is drawn apart there, each place leading to its page; what lies at one point stays one."""
    (closer,) = view_of(shipped).closer
    assert closer.caption == "Closer: Baghdad’s international airport, US embassy in Baghdad and Baghdad"
    names = sorted(sorted(name.url for name in spot.names) for spot in closer.spots)
    assert names == [["../places/baghdad-airport/"], ["../places/baghdad/", "../places/us-embassy-baghdad/"]]
    text = render.render(atlas.plan(Register(shipped))[0])
    assert 'aria-label="Closer map of 3 places; all are listed below"' in text


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([(44.0, 33.1), (44.0, 33.1), (60.0, 40.1)], []),
        ([(4.9, 52.4), (4.8, 52.5), (20.9, 57.2)], ["no outlines are fine enough to be drawn here"]),
    ],
)
def test_a_closer_map_draws_no_coast_that_may_be_miles_out(base: Path, points: list[Point], said: list[str]) -> None:
    """And there is none of places that lie at one point."""
    closer = view_of(large.places(base, {f"p-{at}": point for at, point in enumerate(points)}, 9)).closer
    assert [one.caption.rpartition("; ")[2] for one in closer] == said
    assert all(one.ground.land == one.ground.coasts == "" for one in closer)


def test_a_large_dossier_is_gathered_and_the_page_says_so(base: Path) -> None:
    """Marks stay few, every one has a name, and what is left out is counted."""
    chance = random.Random(4)  # noqa: S311 - the same for the same seed
    points = {f"p-{at}": (round(chance.gauss(44, 9), 2), round(chance.gauss(33, 6), 2)) for at in range(150)}
    points |= {f"q-{at}": (round(chance.uniform(-170, 170), 1), round(chance.uniform(-50, 70), 1)) for at in range(60)}
    page = atlas.plan(Register(large.places(base, points, 900)))[0]
    view: MapView = page.view
    assert view.left_out == f"Shown are the {BOUNDS.places} of 210 places at which most events are placed."
    for one in maps(view):
        assert len(one.spots) <= 36
        assert all(name.rows for spot in one.spots for name in spot.names)
    text = render.render(page)
    assert view.left_out in text
    assert "too close to be drawn apart" in text
    assert len(view.places) == BOUNDS.places
    assert any(row.absent == "beyond the maps" for row in view.places)
    assert len(text) < 500_000


def test_a_dossier_without_coordinates_has_a_list(base: Path) -> None:
    """And no empty map."""
    dossier = load(base).found
    assert dossier
    for place in dossier.places.values():
        bare = place.model_copy(update={"latitude": None, "longitude": None})
        dossier = large.with_places(dossier, {**dossier.places, place.id: bare})
    text = render.render(atlas.plan(Register(dossier))[0])
    assert "<svg" not in text
    assert "not drawn: no coordinates" in text


def test_the_page_takes_no_side(shipped: Dossier[Passage]) -> None:
    """It says whose borders and whose coordinates these are."""
    text = render.render(atlas.plan(Register(shipped))[0])
    assert "express an opinion" in text
    assert "Coordinates were set by an editor" in text


def test_the_same_data_gives_the_same_map(shipped: Dossier[Passage]) -> None:
    """Byte for byte."""
    first, second = (render.render(atlas.plan(Register(shipped))[0]) for _ in range(2))
    assert first == second
