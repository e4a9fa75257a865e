import type { BasemapProbe, BasemapProbeRequest, RemoteBasemap } from '../../../shared/contract/basemaps.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import { degreeGrid, levelFor, tilesOver, webMercatorGrid } from '../../../shared/geo/tileGrid.ts';
import { UpstreamError } from '../sync/adapter.ts';
import { checkAddress } from '../sync/http/address.ts';
import { readArcgis } from './arcgis.ts';
import { BasemapRefused } from './refused.ts';
import { isTemplate, normalisedTemplate, tileUrl, withoutKey } from './template.ts';
import { recogniseTile, sideOf, type TileBytes, VECTOR_TYPE } from './tileBytes.ts';
import type { TileHttp } from './tileHttp.ts';
import { readWmts } from './wmts.ts';

type Found = Pick<BasemapProbe, 'config' | 'layers' | 'matrixSets'>;
type Key = { in: 'query' | 'header'; name: string; secret: string } | null;

/** Services of 天地图 and of the nodes of provinces and cities that are built like it. */
const TIANDITU = /\/(vec|img|ter)_([cw])\/wmts$/i;
const ANNOTATIONS: Readonly<Record<string, string>> = { vec: 'cva', img: 'cia', ter: 'cta' };
/** Hosts of web maps in GCJ-02. */
const GCJ_HOSTS = ['autonavi.com', 'amap.com', 'gtimg.com', 'google.cn'];
const MAX_ZOOM = 18;

/**
 * Finds out what an address serves, and fetches one tile over the city as a test. `centre`: of the city, WGS-84.
 * @returns also the key that stood in the address
 * @throws BasemapRefused; UpstreamError if the server cannot be reached
 */
export async function probeBasemap(
  request: BasemapProbeRequest,
  http: TileHttp,
  centre: LonLat,
  signal: AbortSignal,
): Promise<{ probe: BasemapProbe; secret: string | null }> {
  const { address, key: inAddress } = withoutKey(request.address.trim());
  const secret = request.secret ?? inAddress?.secret ?? null;
  const keyName = inAddress?.name ?? (TIANDITU.test(pathOf(address)) ? 'tk' : 'token');
  const key: Key = secret === null || secret === '' ? null : { in: 'query', name: keyName, secret };
  const found = await recognise(request, address, key, http, signal);
  const draft = { ...found.config, key: key === null ? found.config.key : { in: key.in, name: key.name } };
  const sample = await fetchSample(draft, key, http, centre, signal);
  const side = sideOf(sample);
  const vector = sample.type === VECTOR_TYPE;
  const config: RemoteBasemap = {
    ...draft,
    format: vector ? 'vector' : 'raster',
    // The web grid says nothing of the pixels of its tiles.
    grid: draft.dialect !== 'xyz' ? draft.grid : webMercatorGrid(0, MAX_ZOOM, vector ? 512 : (side ?? 256)),
  };
  return {
    probe: {
      ...{ config, layers: found.layers, matrixSets: found.matrixSets },
      sample: { type: sample.type, bytes: sample.bytes.byteLength },
      keyInAddress: inAddress !== null,
    },
    secret,
  };
}

async function recognise(
  request: BasemapProbeRequest,
  address: string,
  key: Key,
  http: TileHttp,
  signal: AbortSignal,
): Promise<Found> {
  const base: Omit<RemoteBasemap, 'name' | 'dialect' | 'layers' | 'grid'> = {
    ...{ kind: 'tiles', id: idOf(address), attribution: '', approval: '', datum: 'wgs84', imagery: false },
    ...{ format: 'raster', subdomains: [], bounds: null, key: null },
  };
  if (isTemplate(address)) {
    const template = normalisedTemplate(address);
    const hasHosts = template.includes('{s}');
    const { hostname } = checkAddress(template.replaceAll('{s}', '1'));
    const gcj = GCJ_HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`));
    const grid = webMercatorGrid(0, MAX_ZOOM, 256);
    const config: RemoteBasemap = {
      ...{ ...base, name: hostname, dialect: 'xyz', layers: [{ template, annotation: false }], grid },
      datum: gcj ? 'gcj02' : 'wgs84',
      subdomains: hasHosts ? (gcj ? ['1', '2', '3', '4'] : ['a', 'b', 'c']) : [],
    };
    return { config, layers: [], matrixSets: [] };
  }
  const url = checkAddress(address);
  const national = TIANDITU.exec(url.pathname);
  if (national !== null) return { config: tianditu(base, url, national), layers: [], matrixSets: [] };
  if (/\/(MapServer|ImageServer)\/?$/i.test(url.pathname)) {
    const home = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
    const { title, ...read } = readArcgis(await json(`${home}?f=json`, key, http, signal));
    const template = `${home}/tile/{z}/{y}/{x}`;
    const config: RemoteBasemap = {
      ...{ ...base, ...read, name: (title || url.hostname).slice(0, 100), dialect: 'arcgis' },
      layers: [{ template, annotation: false }],
      imagery: /ImageServer/i.test(url.pathname),
    };
    return { config, layers: [], matrixSets: [] };
  }
  const asked = new URL(url);
  if (!url.pathname.toLowerCase().endsWith('.xml')) {
    for (const name of [...asked.searchParams.keys()])
      if (['service', 'request', 'version'].includes(name.toLowerCase())) asked.searchParams.delete(name);
    asked.searchParams.set('SERVICE', 'WMTS');
    asked.searchParams.set('REQUEST', 'GetCapabilities');
  }
  const xml = await textOf(asked.href, key, http, signal);
  const wmts = xml.includes('Capabilities') ? readWmts(xml, url.href, request) : null;
  if (wmts === null) throw new BasemapRefused('basemap-unknown', { reason: 'nothing' });
  const { title, template, layers, matrixSets, ...read } = wmts;
  return {
    config: {
      ...{ ...base, ...read, name: (title || url.hostname).slice(0, 100), dialect: 'wmts' },
      layers: [{ template, annotation: false }],
    },
    layers: layers.length > 1 ? layers : [],
    matrixSets: matrixSets.length > 1 ? matrixSets : [],
  };
}

/** Both layers of 天地图: the map (矢量 vec, 影像 img, 地形 ter) and its names (注记 cva, cia, cta). */
function tianditu(
  base: Omit<RemoteBasemap, 'name' | 'dialect' | 'layers' | 'grid'>,
  url: URL,
  [path = '', kind = 'vec', set = 'w']: RegExpExecArray,
): RemoteBasemap {
  const layer = kind.toLowerCase();
  const matrixSet = set.toLowerCase();
  const before = url.pathname.slice(0, url.pathname.length - path.length);
  const national = /^t\d\.tianditu\.gov\.cn$/i.test(url.hostname);
  const origin = national ? `${url.protocol}//t{s}.tianditu.gov.cn` : url.origin;
  const template = (name: string): string =>
    `${origin}${before}/${name}_${matrixSet}/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${name}&STYLE=default` +
    `&TILEMATRIXSET=${matrixSet}&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}`;
  return {
    ...{ ...base, name: '天地图', dialect: 'wmts', datum: 'cgcs2000', imagery: layer === 'img' },
    attribution: '天地图',
    layers: [
      { template: template(layer), annotation: false },
      { template: template(ANNOTATIONS[layer] ?? 'cva'), annotation: true },
    ],
    subdomains: national ? ['0', '1', '2', '3', '4', '5', '6', '7'] : [],
    grid: matrixSet === 'c' ? degreeGrid(1, MAX_ZOOM, 256) : webMercatorGrid(1, MAX_ZOOM, 256),
    key: { in: 'query', name: 'tk' },
  };
}

/** A tile over the city: of the size of streets, else coarser ones, since a map may end early. */
async function fetchSample(
  config: RemoteBasemap,
  key: Key,
  http: TileHttp,
  [lon, lat]: LonLat,
  signal: AbortSignal,
): Promise<TileBytes> {
  const { grid, layers, subdomains, datum, name } = config;
  const start = levelFor(grid, 20, lat);
  const tried = new Set([start, Math.max(0, start - 3), 0]);
  for (const index of tried) {
    const level = grid.levels[index];
    const template = layers[0]?.template;
    if (level === undefined || template === undefined) continue;
    const [tile] = tilesOver(grid, level, [lon, lat, lon + 1e-7, lat + 1e-7], datum);
    if (tile === undefined) continue;
    const { status, bytes } = await http.get(tileUrl(template, subdomains, level, tile), key, signal);
    if (status === 401 || status === 403 || status === 418)
      throw new BasemapRefused('basemap-refused', { name, status });
    if (status >= 300 || bytes.byteLength === 0) continue;
    const found = recogniseTile(bytes);
    if (found === null) throw new BasemapRefused('basemap-not-a-tile', { name });
    return found;
  }
  throw new BasemapRefused('basemap-not-a-tile', { name });
}

async function textOf(url: string, key: Key, http: TileHttp, signal: AbortSignal): Promise<string> {
  const { status, bytes } = await http.get(url, key, signal);
  if (status === 401 || status === 403)
    throw new BasemapRefused('basemap-refused', { name: new URL(url).hostname, status });
  if (status >= 300) throw new BasemapRefused('basemap-unknown', { reason: 'nothing' });
  return new TextDecoder().decode(bytes);
}

async function json(url: string, key: Key, http: TileHttp, signal: AbortSignal): Promise<unknown> {
  try {
    return JSON.parse(await textOf(url, key, http, signal));
  } catch (error) {
    if (error instanceof BasemapRefused || error instanceof UpstreamError) throw error;
    throw new BasemapRefused('basemap-unknown', { reason: 'nothing' });
  }
}

function pathOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname : '';
}

/** An id made of the host: letters and digits, so that it can stand in paths. */
function idOf(address: string): string {
  const host = URL.canParse(address.replaceAll('{s}', '1'))
    ? new URL(address.replaceAll('{s}', '1')).hostname
    : '';
  const plain = [...host.toLowerCase()].map((letter) => (/[a-z0-9]/.test(letter) ? letter : '-')).join('');
  return (plain.replace(/^-/, '').slice(0, 40) || 'basemap').replace(/^[^a-z0-9]/, 'm');
}
