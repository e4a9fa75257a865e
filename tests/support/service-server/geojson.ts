import type { ServiceRow } from './question.ts';

/** A feature of GeoJSON. `latFirst`: the server takes EPSG:4326 at its word. */
export function geojsonFeature({ id, at, stage, x, y, columns }: ServiceRow, latFirst: boolean) {
  return {
    type: 'Feature',
    id: `cases.${id}`,
    geometry: { type: 'Point', coordinates: latFirst ? [y, x] : [x, y] },
    properties: columns ?? {
      CASENO: id,
      REPORTTIME: new Date(at).toISOString(),
      STATUS: stage === 1 ? '处置中' : '已结案',
      SMALLCLASS: '暴露垃圾',
    },
  };
}
