import type { CityPack } from '../../shared/pack/schema.ts';
import { buildCityModel } from './cityModel.ts';
import { BadRequest, readList, readListQuery } from './query.ts';
import { rowOf, servicesOf, timeWriter } from './rows.ts';
import { type CaseSnapshot, createSimulatedCity, type SimulatedCity } from './simulatedCity.ts';

/** Base path of the interface. */
export const BASE = '/open311/v2';

export type Reply = { status: number; body: string };

/** Answers a request as of `now` (UTC ms). Deterministic: the same arguments give the same bytes. */
export type RequestHandler = (path: string, params: URLSearchParams, now: number) => Reply;

export function createRequestHandler(pack: CityPack, seed: number, days: number): RequestHandler {
  const city = createSimulatedCity(buildCityModel(pack), seed, days);
  const time = timeWriter(pack.manifest.zone);
  const services = servicesOf(pack);
  const rows = (snapshots: CaseSnapshot[]) =>
    json(
      200,
      snapshots.map((snapshot) => rowOf(snapshot, time)),
    );
  return (path, params, now) => {
    if (path === '/discovery.json' || path === `${BASE}/discovery.json`) return json(200, discovery(pack));
    if (path === `${BASE}/services.json`) return json(200, services);
    const one = new RegExp(`^${BASE}/requests/([^/]+)\\.json$`).exec(path)?.[1];
    const ids = one ? new Set([decodeURIComponent(one)]) : readList(params.get('service_request_id'));
    if (one || (path === `${BASE}/requests.json` && ids)) {
      const found = [...(ids ?? [])].flatMap((id) => city.find(id, now) ?? []);
      return one && found.length === 0 ? error(404, 'service_request_id not found') : rows(found);
    }
    if (path !== `${BASE}/requests.json`) return error(404, 'no such resource; only .json is served');
    try {
      return rows(page(city, params, now, pack.manifest.zone));
    } catch (cause) {
      if (cause instanceof BadRequest) return error(400, cause.message);
      throw cause;
    }
  };
}

/** Oldest report first: cases reported between two requests come at the end, so that paging never skips a row. */
function page(city: SimulatedCity, params: URLSearchParams, now: number, zone: string): CaseSnapshot[] {
  const query = readListQuery(params, now, zone);
  const found: CaseSnapshot[] = [];
  let skip = (query.page - 1) * query.pageSize;
  city.walk(now, query.reportedFrom, query.changedFrom, (demo, step) => {
    if (!query.matches(demo, step)) return true;
    if (skip > 0) skip--;
    else found.push({ demo, step });
    return found.length < query.pageSize;
  });
  return found;
}

function discovery(pack: CityPack) {
  return {
    changeset: `simulated-${pack.manifest.id}-${pack.manifest.version}`,
    contact: '模拟城市，数据均为生成',
    key_service: '',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: BASE,
        changeset: pack.manifest.version,
        type: 'test',
        formats: ['application/json'],
      },
    ],
  };
}

function json(status: number, body: unknown): Reply {
  return { status, body: JSON.stringify(body) };
}

function error(status: number, description: string): Reply {
  return json(status, [{ code: status, description }]);
}
