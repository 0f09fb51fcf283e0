"""The polygon map's boundaries, made once from a public file and kept in `static/`.

    boundary file + data/catalog/disputed_areas.geojson -> static/boundaries.geojson

The file's lines are nobody's statement on status, so five places are drawn in neutral grey and two
parts go back into their country (product.md, Maps). What is drawn otherwise stands in
`disputed_areas.geojson`, with how it was drawn; nothing of it stands here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from observatory.catalog.models import CATALOG, load
from observatory.errors import CatalogError

if TYPE_CHECKING:
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

    Shapes: TypeAlias = dict[str, BaseGeometry]

DISPUTED, OTHER = "disputed", "other"
# Of the coordinates that are written: the source's own, 0.01° or about one kilometre.
DECIMALS = 2

Geometry: TypeAlias = dict[str, object]
File = TypeVar("File", bound=BaseModel)


class Area(BaseModel):
    """What we read of a country in the boundary file."""

    adm0_a3: str
    iso3: str


class AreaFeature(BaseModel):
    """One country of the boundary file."""

    properties: Area
    geometry: Geometry


class AreaFile(BaseModel):
    """The boundary file."""

    features: list[AreaFeature]


class Outline(BaseModel):
    """Of the countries `taken_from`, what lies inside is neutral; `comment` says how drawn."""

    model_config = ConfigDict(extra="forbid")

    area: str
    taken_from: list[str]
    comment: str


class OutlineFeature(BaseModel):
    """One outline of `disputed_areas.geojson`."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["Feature"]
    properties: Outline
    geometry: Geometry


class Rules(BaseModel):
    """`disputed_areas.geojson`: areas that join a country, neutral areas, and outlines."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["FeatureCollection"]
    comment: str
    joined: dict[str, str]
    neutral: list[str]
    features: list[OutlineFeature]


def boundaries(source: Path, out: Path, rules: Path = CATALOG / "disputed_areas.geojson") -> None:
    """Make the map's boundaries from a GeoJSON file of countries.

    The source's features bear `adm0_a3` and `iso3`. The result's features bear one property, `id`:
    an ISO3 code of the catalogue, `disputed` (all neutral areas in one), or `other` (all areas that
    the catalogue does not know, in one). Outer rings run clockwise, as d3 wants them. Raises
    `CatalogError` where a file cannot be read, the two do not fit, or shapely is missing.
    """
    areas = _read(source, AreaFile).features
    given = _read(rules, Rules)
    shapes = {one.properties.adm0_a3: _shape(one.geometry) for one in areas}
    _check(given, shapes, file=rules.name)
    _join(shapes, given)
    neutral = _neutral(shapes, given)
    iso3 = {one.properties.adm0_a3: one.properties.iso3 for one in areas}
    merged = _by_id(shapes, iso3) | {DISPUTED: neutral}
    lines = ",\n".join(_feature(name, shape) for name, shape in sorted(merged.items()))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', "utf-8")


def _read(path: Path, model: type[File]) -> File:
    """A GeoJSON file in the shape we expect; `CatalogError` with every fault otherwise."""
    try:
        return model.model_validate_json(path.read_bytes())
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        )
        message = f"{path.name} is not the GeoJSON that is expected: {faults}."
        raise CatalogError(message, file=path.name) from error
    except OSError as error:
        message = f"{path.name} cannot be read: {error.strerror}."
        raise CatalogError(message, file=path.name) from error


def _shape(geometry: Geometry) -> BaseGeometry:
    """A GeoJSON geometry as one of shapely's."""
    try:
        from shapely.geometry import shape  # noqa: PLC0415 (a development requirement)
    except ImportError as error:
        raise CatalogError(
            "The boundaries cannot be made: the package shapely is not installed. It stands in "
            "requirements-dev.txt; only this command needs it."
        ) from error
    return shape(geometry)


def _check(rules: Rules, shapes: Shapes, *, file: str) -> None:
    """Refuse rules that name areas which the boundary file does not have."""
    taken = [code for one in rules.features for code in one.properties.taken_from]
    named = {*rules.joined, *rules.joined.values(), *rules.neutral, *taken}
    missing = sorted(named - set(shapes))
    if missing:
        message = f"{file} names areas that the boundary file does not have: {', '.join(missing)}."
        raise CatalogError(message, file=file)


def _join(shapes: Shapes, rules: Rules) -> None:
    """Put each joined area into its country, with no line left between the two."""
    for part, whole in rules.joined.items():
        shapes[whole] = _unite([shapes[whole], shapes.pop(part)])


def _neutral(shapes: Shapes, rules: Rules) -> BaseGeometry:
    """Take the neutral areas out of the countries; they come back as one shape."""
    found = [shapes.pop(code) for code in rules.neutral]
    for feature in rules.features:
        outline = _shape(feature.geometry)
        for code in feature.properties.taken_from:
            found.append(shapes[code].intersection(outline))
            shapes[code] = shapes[code].difference(outline)
    return _unite(found)


def _by_id(shapes: Shapes, iso3: dict[str, str]) -> Shapes:
    """The shapes by the catalogue's codes, all that it does not know together as `other`."""
    known = {code for code, country in load().countries.items() if not country.is_aggregate}
    parts: dict[str, list[BaseGeometry]] = {}
    for code, shape in shapes.items():
        name = iso3[code] if iso3[code] in known else OTHER
        parts.setdefault(name, []).append(shape)
    return {name: _unite(shapes) for name, shapes in parts.items()}


def _unite(parts: list[BaseGeometry]) -> BaseGeometry:
    """One shape of several, with no line left where they touch."""
    from shapely import unary_union  # noqa: PLC0415 (a development requirement)

    return unary_union(parts)


def _polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    """The polygons of a shape; points and lines that a cut leaves are nothing on a map."""
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "Polygon" and not part.is_empty:
            yield part


def _rings(part: Polygon) -> list[list[tuple[float, float]]]:
    """The outer ring clockwise and the holes the other way, in the decimals that are written."""
    from shapely.geometry.polygon import orient  # noqa: PLC0415 (a development requirement)

    turned = orient(part, sign=-1.0)
    return [
        [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring.coords]
        for ring in (turned.exterior, *turned.interiors)
    ]


def _feature(name: str, shape: BaseGeometry) -> str:
    """A shape as a GeoJSON feature in one line of text."""
    from shapely import set_precision  # noqa: PLC0415 (a development requirement)

    rings = [_rings(part) for part in _polygons(set_precision(shape, 10**-DECIMALS))]
    geometry = {"type": "MultiPolygon", "coordinates": rings}
    feature = {"type": "Feature", "properties": {"id": name}, "geometry": geometry}
    return json.dumps(feature, separators=(",", ":"))
