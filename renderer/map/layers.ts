import type { LayersList } from '@deck.gl/core';
import { BitmapLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { Bbox, LonLat } from '../../shared/contract/common.ts';
import type { GridCounts } from '../../shared/contract/figures.ts';
import type { GridFile } from '../../shared/pack/schema.ts';
import type { Theme } from '../base/prefs.ts';
import { themeToken } from '../base/theme.ts';
import type { Heat } from '../live/client/heat.ts';
import type { CasePoints } from './casePoints.ts';
import { CasePointsLayer, type PointColours } from './casePointsLayer.ts';
import { classOf, countBreaks, type Measure, RATE_BREAKS } from './classes.ts';
import { EdgesLayer } from './edgesLayer.ts';
import { polygonsOf } from './geometry.ts';
import type { CityShapes } from './mapData.ts';
import { classColours, paintDensity, type Rgba, rampTable } from './ramp.ts';
import type { Atlas } from './whistleAtlas.ts';
import { WhistlesLayer } from './whistleLayer.ts';
import type { WhistleMark } from './whistleMarks.ts';

/** `#rrggbb` of a token → bytes. */
export function tokenBytes(name: string): [number, number, number] {
  const hex = themeToken(name).replace('#', '');
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

type GridFeature = GridFile['features'][number];

/** The area of the district, set off from its surroundings. */
export function landLayer(land: LonLat[][][]): SolidPolygonLayer<LonLat[][]> {
  return new SolidPolygonLayer<LonLat[][]>({
    id: 'land',
    data: land,
    getPolygon: (polygon) => polygon,
    getFillColor: tokenBytes('map-land'),
    updateTriggers: { getFillColor: [themeToken('map-land')] },
  });
}

export function densityImage(heat: Heat, max: number, theme: Theme): ImageData {
  return new ImageData(paintDensity(heat.density, max, rampTable(theme)), heat.width, heat.height);
}

/** The density surface (热力) as a bitmap. Its bounds are larger than the view, so that panning needs no request. */
export function densityLayer(image: ImageData, bbox: Bbox, opacity: number): BitmapLayer {
  return new BitmapLayer({
    id: 'density',
    image,
    bounds: bbox,
    opacity,
    textureParameters: { minFilter: 'linear', magFilter: 'linear' },
  });
}

/** Grids (网格) coloured by a measure. No strokes: they cost a second without a GPU (stack-measured.md §3). */
export function gridLayer(
  grids: GridFile,
  byGrid: Map<string, GridCounts['grids'][number]>,
  measure: Measure,
  top: number,
  theme: Theme,
  opacity: number,
): SolidPolygonLayer<GridFeature> {
  const breaks = measure === 'rate' ? RATE_BREAKS : countBreaks(top);
  const colours = classColours(theme, measure === 'rate' ? 'late' : 'amount');
  const few: Rgba = theme === 'dark' ? [90, 100, 112, 90] : [150, 160, 170, 110];
  const colour = ({ properties }: GridFeature): Rgba => {
    const found = classOf(byGrid.get(properties.code), measure, breaks);
    return found === -2 ? few : (colours[found] ?? [0, 0, 0, 0]);
  };
  return new SolidPolygonLayer<GridFeature>({
    id: 'grids',
    data: grids.features,
    getPolygon: ({ geometry }: GridFeature) => polygonsOf(geometry)[0] ?? [],
    getFillColor: colour,
    opacity,
    updateTriggers: { getFillColor: [byGrid, measure, top, theme] },
  });
}

export function edgesLayer(place: CityShapes, width: number): EdgesLayer {
  const colour = tokenBytes('map-line');
  return new EdgesLayer({
    id: 'edges',
    edges: place.edges,
    origin: place.origin,
    coordinateSystem: 'lnglat-offsets',
    coordinateOrigin: [...place.origin, 0],
    colour: [...colour, 255],
    width,
  });
}

export function casePointsLayer(marks: CasePoints, place: CityShapes, size: number): CasePointsLayer {
  return new CasePointsLayer({
    id: 'marks',
    marks,
    origin: place.origin,
    coordinateSystem: 'lnglat-offsets',
    coordinateOrigin: [...place.origin, 0],
    colours: markColours(),
    size,
  });
}

export function whistlesLayer(marks: readonly WhistleMark[], place: CityShapes, atlas: Atlas): WhistlesLayer {
  return new WhistlesLayer({
    id: 'whistles',
    marks,
    origin: place.origin,
    coordinateSystem: 'lnglat-offsets',
    coordinateOrigin: [...place.origin, 0],
    atlas,
  });
}

function markColours(): PointColours {
  const unit = (name: string): [number, number, number, number] => {
    const [red, green, blue] = tokenBytes(name);
    return [red / 255, green / 255, blue / 255, 1];
  };
  return {
    open: unit('open'),
    overdue: unit('overdue'),
    closed: unit('closed'),
    late: unit('late'),
    halo: unit('map-halo'),
  };
}

/** Layers from the ground up. */
export function visibleLayers(...layers: (LayersList[number] | null)[]): LayersList {
  return layers.filter((layer) => layer !== null);
}
