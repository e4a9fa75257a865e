// The page that a wall's map is compared with: Deck, its layers and nothing else. No React, no labels, no legend, no
// figures; it asks the service for the same data. Plain JavaScript, because the tests' types know no DOM.
import { Deck, MapView } from '@deck.gl/core';
import { BitmapLayer, PathLayer, ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers';
import { CasePointsLayer } from '../../../../renderer/map/casePointsLayer.ts';
import { EdgesLayer } from '../../../../renderer/map/edgesLayer.ts';
import { edgesOf, polygonsOf } from '../../../../renderer/map/geometry.ts';
import { deviceProps, NO_DEPTH } from '../../../../renderer/map/gl.ts';
import { classColours, paintDensity, rampTable } from '../../../../renderer/map/ramp.ts';

const CONTROLLER = { keyboard: false, dragRotate: false, touchRotate: false, inertia: false };
const COLOURS = classColours('dark', 'amount');
const TABLE = rampTable('dark');
const MARKS = {
  open: [0.3, 0.6, 1, 1],
  overdue: [1, 0.4, 0.3, 1],
  closed: [0.5, 0.5, 0.5, 1],
  late: [0.9, 0.7, 0.2, 1],
  halo: [0, 0, 0, 1],
};

const json = async (path) => (await fetch(path)).json();

async function densityLayer(address) {
  const query = new URL(address, location.href).searchParams;
  const [width, height] = [Number(query.get('width')), Number(query.get('height'))];
  const density = new Float32Array(await (await fetch(address)).arrayBuffer());
  return new BitmapLayer({
    id: 'density',
    image: new ImageData(paintDensity(density, 200, TABLE), width, height),
    bounds: query.get('bbox').split(',').map(Number),
    textureParameters: { minFilter: 'linear', magFilter: 'linear' },
  });
}

async function gridLayer(grids, address) {
  const { grids: figures } = await json(address);
  const counts = new Map(figures.map((each) => [each.grid, each.count]));
  const colour = ({ properties }) => {
    const count = counts.get(properties.code) ?? 0;
    return count === 0 ? [0, 0, 0, 0] : COLOURS[Math.min(4, Math.floor(Math.log2(count)))];
  };
  return new SolidPolygonLayer({
    id: 'grids',
    data: grids,
    getPolygon: ({ geometry }) => polygonsOf(geometry)[0],
    getFillColor: colour,
    updateTriggers: { getFillColor: [counts] },
  });
}

async function pointsLayer(address, origin, stock) {
  const marks = await json(address);
  if (!stock)
    return new CasePointsLayer({
      id: 'marks',
      marks,
      origin,
      coordinateSystem: 'lnglat-offsets',
      coordinateOrigin: [...origin, 0],
      colours: MARKS,
      size: 14,
    });
  const colours = [MARKS.open, MARKS.overdue, MARKS.closed, MARKS.late].map((unit) =>
    unit.map((part) => part * 255),
  );
  return new ScatterplotLayer({
    id: 'marks',
    data: marks.lon.map((lon, i) => ({ at: [lon, marks.lat[i]], colour: colours[marks.state[i]] })),
    getPosition: ({ at }) => at,
    getFillColor: ({ colour }) => colour,
    getLineColor: [0, 0, 0],
    radiusUnits: 'pixels',
    getRadius: 5,
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 1,
  });
}

function edgesLayer(edges, origin, stock) {
  if (!stock)
    return new EdgesLayer({
      id: 'edges',
      edges,
      origin,
      coordinateSystem: 'lnglat-offsets',
      coordinateOrigin: [...origin, 0],
      colour: [120, 140, 160, 255],
      width: 1.2,
    });
  return new PathLayer({
    id: 'edges',
    data: edges,
    getPath: (edge) => edge,
    getColor: [120, 140, 160],
    widthUnits: 'pixels',
    getWidth: 1.2,
  });
}

/**
 * Draws the map. `box` is where the wall's canvas stood, `heat`, `counts`, `points` are addresses that the wall asked
 * or null; `stock`: deck.gl's own layers for edges and points instead of the wall's.
 */
async function show({ box, view, heat, counts, points, stock }) {
  const pack = await json('/api/pack');
  const grids = counts === null ? [] : (await json('/api/grids')).features;
  const streets = pack.streets.features.map(({ geometry }) => geometry);
  const outline = pack.outline.features.map(({ geometry }) => geometry);
  const origin = [view.longitude, view.latitude];
  const edges = edgesLayer(edgesOf([...streets, ...outline]), origin, stock);
  const land = new SolidPolygonLayer({
    id: 'land',
    data: streets.flatMap(polygonsOf),
    getPolygon: (polygon) => polygon,
    getFillColor: [22, 32, 42],
  });
  const marks = points === null ? null : await pointsLayer(points, origin, stock);
  const surface = (address) =>
    heat === null ? (counts === null ? null : gridLayer(grids, address)) : densityLayer(address);
  const parent = document.querySelector('#map');
  for (const side of ['left', 'top', 'width', 'height']) parent.style[side] = `${box[side]}px`;
  const layers = async (address) => [land, await surface(address), edges, marks];
  const deck = new Deck({
    parent,
    views: new MapView({ id: 'map', repeat: false }),
    initialViewState: view,
    controller: CONTROLLER,
    deviceProps,
    parameters: NO_DEPTH,
    useDevicePixels: box.pixels / box.width,
    layers: await layers(heat ?? counts),
  });
  globalThis.bare.step = async (address) => deck.setProps({ layers: await layers(address) });
}

globalThis.bare = { show, step: null };
