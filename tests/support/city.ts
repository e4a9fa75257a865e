import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { SealKeeping } from '../../electron/city/anchor/sealPlace.ts';
import { UPLOAD_LIMITS, type UploadLimits } from '../../electron/city/composition/uploadQuota.ts';
import { type City, createCity } from '../../electron/city/createCity.ts';
import type { SecondFactor } from '../../electron/city/people/secondFactor.ts';
import type { Logger } from '../../electron/city/ports.ts';
import { fileSecrets } from '../../electron/city/secrets/fileSecrets.ts';
import type { Encryption } from '../../electron/city/store/encryption/key.ts';
import { ErrorBody } from '../../shared/contract/common.ts';
import { SignInList } from '../../shared/contract/operators.ts';
import { Operator, SessionInfo } from '../../shared/contract/people.ts';
import type { SourceConfig } from '../../shared/contract/sources.ts';
import { CityStatus } from '../../shared/contract/status.ts';
import type { CityPack, Shape } from '../../shared/pack/schema.ts';

/** A small square city around the rows of `makeRows`: two streets of two grids each, no calendar of holidays. */
export function testPack(): CityPack {
  const [west, south, east, north] = [-71.1, 42.3, -71.02, 42.352] as const;
  const middle = (west + east) / 2;
  const half = (south + north) / 2;
  const box = (w: number, s: number, e: number, n: number): Shape => ({
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  });
  const grid = (code: string, street: string, geometry: Shape) => ({
    type: 'Feature' as const,
    properties: { code, name: `网格 ${code}`, street, kind: 'comprehensive' as const },
    geometry,
  });
  const street = (code: string, geometry: Shape) => ({
    type: 'Feature' as const,
    properties: { code, name: `街道 ${code}`, approximate: true },
    geometry,
  });
  return {
    manifest: {
      format: 1,
      id: 'test-city',
      version: '1',
      name: { zh: '试验区', en: 'Test City' },
      zone: 'America/New_York',
      bbox: [west, south, east, north],
      view: { lon: middle, lat: half, zoom: 12 },
      defaultCrs: 'wgs84',
      calendar: null,
      working: { weekdays: [1, 2, 3, 4, 5], slots: [['09:00', '17:00']], workDay: 'rolling', source: '试验' },
      orgs: [{ code: 'PWDx', name: '市政', kind: 'department', parent: null }],
      streets: [
        { code: 'S1', name: '街道 S1' },
        { code: 'S2', name: '街道 S2' },
      ],
      catalogue: {
        version: '1',
        source: '试验',
        items: [
          {
            code: '006',
            name: 'Pothole',
            parent: null,
            kind: 'event',
            limits: [{ condition: '一般', amount: 4, unit: 'work_hour', source: '试验' }],
          },
        ],
      },
      channels: [],
      heat: { radius: 300, max: 50 },
      fallbackPoints: [],
      provenance: [{ part: 'all', origin: 'invented', source: '试验', licence: 'MIT', note: '' }],
    },
    outline: {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { name: '试验区' }, geometry: box(west, south, east, north) },
      ],
    },
    streets: {
      type: 'FeatureCollection',
      features: [
        street('S1', box(west, south, middle, north)),
        street('S2', box(middle, south, east, north)),
      ],
    },
    grids: {
      type: 'FeatureCollection',
      features: [
        grid('G1', 'S1', box(west, south, middle, half)),
        grid('G2', 'S1', box(west, half, middle, north)),
        grid('G3', 'S2', box(middle, south, east, half)),
        grid('G4', 'S2', box(middle, half, east, north)),
      ],
    },
    calendarYears: [],
  };
}

const ADMIN_PIN = '739182';

type LogLine = { level: 'info' | 'warn' | 'error'; fields: Record<string, unknown>; message: string };

export type TestCity = {
  city: City;
  dataDir: string;
  log: LogLine[];
  /** The unparsed response. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** The answer of a GET, which must succeed and fit the schema. */
  get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>>;
  /** The answer of a POST or PATCH with a JSON body, which must succeed and fit. */
  send<S extends z.ZodType>(method: string, path: string, body: unknown, schema: S): Promise<z.output<S>>;
  /** Code and status of a request that must be refused; the message must be for the operator. */
  refusal(path: string, init?: RequestInit): Promise<{ status: number; code: string; message: string }>;
  status(): Promise<CityStatus>;
  /** Creates the first administrator and signs in; every later request without a token of its own is theirs. Returns the token. */
  signInAsAdministrator(): Promise<string>;
  /** Closes the city; the folder stays. */
  close(): Promise<void>;
  /** Closes the city and removes its folder. */
  removeData(): Promise<void>;
};

/** Keeps the key that seals the journal in the folder itself, so that one removal removes all; it is taken for outside. */
export function keepingBeside(dataDir: string): SealKeeping {
  return {
    folder: join(dataDir, 'key-of-test'),
    outside: true,
    secrets: (dir) => fileSecrets({ dataDir: dir, platform: process.platform }),
  };
}

/** The real service over a folder, without a socket. */
export async function openTestCity(options: {
  dataDir: string | null;
  pack: CityPack;
  sources: SourceConfig[];
  now: () => number;
  uploadLimits?: UploadLimits;
  secondFactor?: SecondFactor;
  requireSignIn?: boolean;
  /** As in `CityOptions`; the clock of tests is moved, so that it is believed unless this is given. */
  steady?: () => number;
  encryption?: Encryption;
  sealKeeping?: SealKeeping;
  anchorDir?: string;
  mode?: CityStatus['mode'];
}): Promise<TestCity> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'citywhistle-'));
  const log: LogLine[] = [];
  const write = (level: LogLine['level']) => (fields: Record<string, unknown>, message: string) => {
    log.push({ level, fields, message });
  };
  const logger: Logger = { info: write('info'), warn: write('warn'), error: write('error') };
  const city = await createCity({
    dataDir,
    pack: options.pack,
    mode: options.mode ?? 'live',
    sources: options.sources.map((config) => ({ config, probe: false })),
    clock: { now: options.now },
    logger,
    secrets: fileSecrets({ dataDir, platform: process.platform }),
    encryption: options.encryption ?? null,
    sealKeeping: options.sealKeeping ?? keepingBeside(dataDir),
    anchorDir: options.anchorDir ?? null,
    columnsWorkerUrl: new URL('../../electron/city/columns/worker.ts', import.meta.url),
    previewWorkerUrl: new URL('../../electron/city/whistles/preview/worker.ts', import.meta.url),
    workbookWorkerUrl: new URL('../../electron/city/sync/file/workbook/worker.ts', import.meta.url),
    layersWorkerUrl: new URL('../../electron/city/layers/worker.ts', import.meta.url),
    authorities: [],
    upstreamHosts: null,
    secondFactor: options.secondFactor ?? null,
    requireSignIn: options.requireSignIn ?? false,
    steady: options.steady ?? null,
    uploadLimits: options.uploadLimits ?? UPLOAD_LIMITS,
    random: Math.random,
    strictAnswers: true,
    version: '0.0.0-test',
  });
  let token: string | null = null;
  const ask = (path: string, init?: RequestInit) => {
    const request = new Request(`http://city${path}`, init);
    if (token !== null && !request.headers.has('x-session')) request.headers.set('x-session', token);
    return city.fetch(request);
  };

  async function parsedAnswer<S extends z.ZodType>(
    answer: Response,
    what: string,
    schema: S,
  ): Promise<z.output<S>> {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${what}: ${answer.status} ${text}`);
    return schema.parse(JSON.parse(text));
  }

  return {
    city,
    dataDir,
    log,
    request: ask,
    get: async (path, schema) => parsedAnswer(await ask(path), path, schema),
    send: async (method, path, body, schema) =>
      parsedAnswer(await ask(path, json(method, body)), `${method} ${path}`, schema),
    async refusal(path, init) {
      const answer = await ask(path, init);
      const { error } = ErrorBody.parse(await answer.json());
      if (!/[\u4e00-\u9fff]/.test(error.message)) throw new Error(`not for the operator: ${error.message}`);
      return { status: answer.status, code: error.code, message: error.message };
    },
    status: async () => parsedAnswer(await ask('/api/status'), 'status', CityStatus),
    async signInAsAdministrator() {
      const org = options.pack.manifest.orgs[0]?.code ?? '';
      const admin = { id: 'root', name: '管理员', roles: ['admin'], org, streets: [], pin: ADMIN_PIN };
      const list = await parsedAnswer(await ask('/api/operators'), 'operators', SignInList);
      if (list.empty)
        await parsedAnswer(await ask('/api/operators', json('POST', admin)), 'operator', Operator);
      const body = json('POST', { operator: admin.id, pin: ADMIN_PIN });
      token = (await parsedAnswer(await ask('/api/session', body), 'session', SessionInfo)).token;
      return token;
    },
    close: () => city.close(),
    async removeData() {
      await city.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A request with a JSON body. */
export function json(method: string, body: unknown): RequestInit {
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

/**
 * Polls `read` every few milliseconds until it returns a value. Fails after 20 s with a message saying what it waited
 * for.
 */
export async function eventually<T>(what: string, read: () => Promise<T | null | false>): Promise<T> {
  const end = performance.now() + 20_000;
  for (;;) {
    const found = await read();
    if (found !== null && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
