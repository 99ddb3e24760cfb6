"""Make the outline of the world that maps are drawn on: `python -m training.world FOLDER`.

FOLDER is that of the npm package world-atlas 2.0.2 (`npm pack world-atlas`), which has Natural
Earth's countries at 1:50 million as TopoJSON. Natural Earth is in the public domain.

Written are rings of land and lines of borders as whole hundredths of degrees, each point but the
first as the step from the one before.
"""

import json
import sys
from collections import Counter
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "src" / "according" / "data" / "world.json"
SOURCE = "countries-50m.json"
UNITS = 100
"""Of a degree."""
SHORT = {
    "Dem. Rep.": "Democratic Republic of the",
    "Rep.": "Republic",
    "Herz.": "Herzegovina",
    "Eq.": "Equatorial",
    "S.": "South",
    "W.": "Western",
    "N.": "Northern",
    "St.": "Saint",
    "Is.": "Islands",
    "Fr.": "French",
    "Ter.": "Territory",
    "Terr.": "Territory",
    "I.": "Island",
    "Br.": "British",
    "Barb.": "Barbuda",
    "Vin.": "Vincent",
    "Gren.": "the Grenadines",
    "Geo.": "Georgia",
    "Macedonia": "North Macedonia",
}


def main(folder: Path) -> None:
    topology = json.loads((folder / SOURCE).read_text("utf-8"))
    arcs = [points(arc, topology["transform"]) for arc in topology["arcs"]]
    land = [
        steps(ring(indexes, arcs))
        for polygon in polygons(topology["objects"]["land"]["geometries"][0])
        for indexes in polygon
    ]
    used = Counter(
        number if number >= 0 else ~number
        for country in topology["objects"]["countries"]["geometries"]
        for polygon in polygons(country)
        for indexes in polygon
        for number in indexes
    )
    borders = [steps(arcs[number]) for number, times in sorted(used.items()) if times > 1]
    names = [label(each, arcs) for each in topology["objects"]["countries"]["geometries"]]
    made = {
        "source": "Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2",
        "units": UNITS,
        "land": [each for each in land if len(each) >= 8],
        "borders": [each for each in borders if len(each) >= 4],
        "names": sorted(names),
    }
    OUT.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


def polygons(shape: dict) -> list:
    if shape.get("type") == "Polygon":
        return [shape["arcs"]]
    return shape.get("arcs", [])


def points(arc: list, transform: dict) -> list[tuple[int, int]]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((round((x * sx + tx) * UNITS), round((y * sy + ty) * UNITS)))
    return found


def ring(indexes: list[int], arcs: list) -> list[tuple[int, int]]:
    """Closed; a ring that crosses the line where longitudes begin anew goes on beyond it."""
    found: list[tuple[int, int]] = []
    for number in indexes:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += part if not found else part[1:]
    turn, half = 360 * UNITS, 180 * UNITS
    beyond = [found[0]] if found else []
    for x, y in found[1:]:
        x += turn * round((beyond[-1][0] - x) / turn)
        beyond.append((x, y))
    if beyond and abs(beyond[-1][0] - beyond[0][0]) > half:
        # Round a pole: down to it, along it and up again.
        pole = 90 * UNITS * (1 if beyond[0][1] > 0 else -1)
        beyond += [(beyond[-1][0], pole), (beyond[0][0], pole)]
    return beyond


def steps(line: list[tuple[int, int]]) -> list[int]:
    """Flat; points that fall together are one."""
    flat: list[int] = []
    x = y = None
    for px, py in line:
        if (px, py) == (x, y):
            continue
        flat += [px, py] if x is None else [px - x, py - y]
        x, y = px, py
    return flat


def named(name: str) -> str:
    """Names in full, as they are today."""
    for short, whole in SHORT.items():
        name = f" {name} ".replace(f" {short} ", f" {whole} ").strip()
    return name


def label(country: dict, arcs: list) -> tuple[str, float, float, float]:
    """A name, the middle of the country's largest ring, and how wide that is in degrees."""
    rings = [ring(polygon[0], arcs) for polygon in polygons(country)]
    largest = max(rings, key=lambda each: abs(area(each)), default=[(0, 0)])
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    size = area(largest)
    if not size:
        return named(country["properties"]["name"]), xs[0] / UNITS, ys[0] / UNITS, 0.0
    pairs = list(zip(largest, largest[1:] + largest[:1], strict=True))
    cx = sum((x + u) * (x * v - u * y) for (x, y), (u, v) in pairs) / (6 * size)
    cy = sum((y + v) * (x * v - u * y) for (x, y), (u, v) in pairs) / (6 * size)
    wide = round((max(xs) - min(xs)) / UNITS, 1)
    return named(country["properties"]["name"]), round(cx / UNITS, 1), round(cy / UNITS, 1), wide


def area(line: list[tuple[int, int]]) -> float:
    pairs = zip(line, line[1:] + line[:1], strict=True)
    return sum(x * v - u * y for (x, y), (u, v) in pairs) / 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
