import {
  type Crs,
  FieldMapping,
  type ProbeReport,
  type ServiceKind,
} from '../../../../shared/contract/sources.ts';
import { guessMapping } from '../file/guessMapping.ts';
import { crsOfName } from '../normalise/crsName.ts';
import { isObject, textValue } from '../normalise/paths.ts';
import { createServiceAdapter, openService } from '../service/adapter.ts';
import { arcgisLayer, arcgisLayers, layerAddress } from '../service/arcgis.ts';
import { ckanFields, ckanResources } from '../service/ckan.ts';
import type { ServiceConfig } from '../service/cursor.ts';
import { itemsAddress, ogcCollections } from '../service/ogc.ts';
import {
  type LayerInfo,
  ServiceClient,
  type ServiceField,
  type ServiceLayer,
} from '../service/serviceReader.ts';
import { wfsTypes } from '../service/wfs.ts';
import { guessCrs, reportCrs } from './crs.ts';
import type { ProbeRun } from './run.ts';
import { readSample } from './sample.ts';
import { sourceIdFor } from './sourceId.ts';

/** `ok` false: what is suggested must be completed by an operator. */
type Found = Pick<ProbeReport, 'suggested' | 'skewMs' | 'crsGuess' | 'services' | 'layers'> & { ok?: false };

const POLL_SECONDS = 60;
const PAGE_SIZE = 1000;
const SAMPLE_ROWS = 50;
const NO_FIELDS = FieldMapping.parse({ fields: { id: '', requestedAt: '' } });

/**
 * Probes a service of map layers or open data: its layers, its total, the page that it gives, its fields. Null when nothing can
 * be read. Throws UpstreamError.
 */
export async function probeService(run: ProbeRun, kind: ServiceKind): Promise<Found | null> {
  const { request, steps, clock } = run;
  const client = new ServiceClient(run.http, () => clock.now());
  const layers = await layersOf(client, kind, request.url, request.layer ?? null);
  steps.ok('service', 'probe-service', { kind });
  const [layer, ...others] = layers;
  if (layer === undefined) {
    steps.failed('layer', 'probe-no-layers', {});
    return null;
  }
  const nothing = { suggested: null, skewMs: client.skewMs, crsGuess: null, services: null };
  if (others.length > 0) {
    steps.ok('layer', 'probe-layers', { count: layers.length });
    return { ...nothing, layers };
  }
  steps.ok('layer', 'probe-layer', { name: layer.name });
  const info = kind === 'arcgis' ? await arcgisLayer(client, layer.url) : null;
  const empty = configOf(run, kind, layer.url, NO_FIELDS);
  const reader = await openService(empty, client);
  const total = reader.count === null ? null : await reader.count();
  const first = await reader.page({ page: 1, offset: 0, size: PAGE_SIZE, token: null });
  const stated = total ?? first.total;
  if (stated === null) steps.failed('total', 'probe-no-total', {});
  else steps.ok('total', 'probe-total', { total: stated });
  if (first.rows.length === 0) {
    steps.failed('sample', 'probe-empty-sample', {});
    return null;
  }
  steps.ok('paging', 'probe-page', { asked: PAGE_SIZE, given: first.rows.length });
  const fields =
    info?.fields ?? (kind === 'ckan' ? await ckanFields(client, layer.url, null) : fieldsIn(first.rows));
  const mapping = mappingOf(run, fields, first.rows, kind, info?.idField ?? null);
  const config = configOf(run, kind, layer.url, mapping);
  reportLayerCrs(run, info);
  const adapter = createServiceAdapter(config, run.city, () => clock.now());
  const declared = info?.crs == null ? null : crsOfName(info.crs);
  // Degrees that are named WGS-84 may be shifted all the same; a system of its own is what it says.
  const isStated = declared !== null && declared !== 'wgs84';
  const withCrs = (crs: Crs): ServiceConfig => {
    const options = { ...config.options, mapping: { ...mapping, crs } };
    return { ...config, crs, options };
  };
  const found = { skewMs: client.skewMs, services: null };
  // No row can be read before an operator has chosen these fields.
  if (needsDecision(config))
    return { ...found, ok: false, suggested: withCrs(isStated ? declared : config.crs), crsGuess: null };
  const { good, points } = readSample(first.rows.slice(0, SAMPLE_ROWS), adapter.read, steps);
  if (good === 0) return { ...found, suggested: null, crsGuess: null };
  const crsGuess = points.length === 0 ? null : guessCrs(points, run.city);
  if (!isStated) reportCrs(crsGuess, run.city, steps);
  return { ...found, suggested: withCrs(isStated ? declared : (crsGuess?.crs ?? config.crs)), crsGuess };
}

/** Whether fields are missing that only an operator can choose. */
export function needsDecision({ options }: ServiceConfig): boolean {
  const { id, requestedAt } = options.mapping.fields;
  return [id, requestedAt].includes('');
}

async function layersOf(
  client: ServiceClient,
  kind: ServiceKind,
  url: string,
  layer: string | null,
): Promise<ServiceLayer[]> {
  switch (kind) {
    case 'arcgis':
      return arcgisLayers(client, layerAddress(url, layer));
    case 'ogc':
      return ogcCollections(client, layer === null ? url : itemsAddress(url, layer));
    case 'wfs':
      return layer === null ? wfsTypes(client, url) : wfsTypes(client, withType(url, layer));
    case 'ckan':
      return ckanResources(client, layer === null ? url : withResource(url, layer));
  }
}

function withType(address: string, layer: string): string {
  const url = new URL(address);
  url.searchParams.set('typeNames', layer);
  return url.href;
}

function withResource(address: string, resource: string): string {
  const url = new URL(address);
  url.searchParams.set('resource_id', resource);
  return url.href;
}

/** The fields of an answer that describes none. */
function fieldsIn(rows: unknown[]): ServiceField[] {
  const names = new Set(rows.slice(0, SAMPLE_ROWS).flatMap((row) => Object.keys(valuesOf(row))));
  return [...names].map((name) => ({ name, alias: name, isTime: false }));
}

function valuesOf(row: unknown): Record<string, unknown> {
  if (!isObject(row)) return {};
  const { attributes, properties, names, times } = row;
  const own = isObject(attributes) ? attributes : isObject(properties) ? properties : row;
  return { ...own, ...(isObject(names) ? names : {}), ...(isObject(times) ? times : {}) };
}

/**
 * The mapping that the names of the fields tell, and those for people (`alias`), which often are the only readable ones. Where
 * no field holds the number of a case, the number of the feature stands in for it, and the operator is told.
 */
function mappingOf(
  run: ProbeRun,
  fields: readonly ServiceField[],
  rows: unknown[],
  kind: ServiceKind,
  ownField: string | null,
): FieldMapping {
  const sample = rows.slice(0, SAMPLE_ROWS).map(valuesOf);
  const samplesOf = (name: string): string[] => [
    ...new Set(sample.map((values) => textValue(values[name])).filter((text) => text !== null)),
  ];
  const columns = fields.map(({ name, alias }) => ({ name, alias, samples: samplesOf(name) }));
  const byName = guessMapping(columns);
  const byAlias = guessMapping(columns.map(({ alias, samples }) => ({ name: alias, samples })));
  const nameOf = new Map(columns.map(({ name, alias }) => [alias, name]));
  const back = <P extends string | string[]>(path: P): string[] =>
    [path].flat().map((one) => nameOf.get(one) ?? one);
  const found: Record<string, string[]> = {};
  for (const [field, path] of [
    ...Object.entries(byName.mapping.fields),
    ...Object.entries(byAlias.mapping.fields),
  ]) {
    const known = [path ?? []].flat().filter((one) => one !== '');
    if (known.length > 0) found[field] = back(known);
  }
  const contact: Record<string, string[]> = {};
  for (const guess of [byName, byAlias]) {
    for (const { kind: what, column } of guess.contacts)
      contact[what] = [...new Set([...(contact[what] ?? []), ...back(column)])];
  }
  // The place is that of the geometry.
  const isPlaced = rows.some((row) => isObject(row) && isObject(row['geometry']));
  if (isPlaced) for (const field of ['lon', 'lat', 'point']) delete found[field];
  if (found['id'] === undefined) {
    const own = ownField ?? (kind === 'ckan' ? '_id' : 'id');
    found['id'] = [own];
    run.steps.failed('decide', 'probe-own-id', { field: own });
  }
  if (found['requestedAt'] === undefined)
    run.steps.failed('decide', 'probe-unmapped', { fields: ['requestedAt'] });
  const mapping = FieldMapping.parse({
    ...byName.mapping,
    fields: {
      id: '',
      requestedAt: '',
      ...Object.fromEntries(
        Object.entries(found).map(([field, paths]) => [field, paths.length === 1 ? paths[0] : paths]),
      ),
    },
    contact,
    timeFormat: 'auto',
    zone: run.city.zone,
    closedValues: [...new Set([...byName.mapping.closedValues, ...byAlias.mapping.closedValues])],
  });
  run.steps.ok('mapping', 'probe-mapped', { count: Object.keys(found).length });
  return mapping;
}

function reportLayerCrs({ steps }: ProbeRun, info: LayerInfo | null): void {
  if (info === null || info.crs === null) return;
  const crs = info.crs.slice(0, 60);
  if (crsOfName(info.crs) === null) steps.ok('crs', 'probe-converted-crs', { crs });
  else if (crsOfName(info.crs) !== 'wgs84') steps.ok('crs', 'probe-declared-crs', { crs });
}

function configOf(run: ProbeRun, kind: ServiceKind, url: string, mapping: FieldMapping): ServiceConfig {
  const { request, city } = run;
  const { crs } = mapping;
  return {
    kind,
    id: sourceIdFor(url),
    name: new URL(url).hostname,
    pollSeconds: POLL_SECONDS,
    paused: false,
    crs,
    zone: city.zone,
    auth: request.auth,
    jurisdiction: null,
    url,
    options: { mapping, layer: null, pageSize: PAGE_SIZE, ratePerMinute: null },
  };
}
