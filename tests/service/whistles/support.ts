import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { hashPin, type PinHash } from '../../../electron/city/people/pin.ts';
import { type Post, type Role, SessionInfo } from '../../../shared/contract/people.ts';
import type { WhistleCommandInput } from '../../../shared/contract/whistleCommands.ts';
import { CommandAnswer, WhistleView } from '../../../shared/contract/whistleView.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { WhistleRules } from '../../../shared/pack/whistles.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { openAt } from '../store/support.ts';

/** A Monday morning in the hall. */
export const START = Date.parse('2026-03-02T09:00:00+08:00');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** In street S1. */
export const PLACE = { lon: -71.08, lat: 42.32, address: '一号路口' };

const limit = (amount: number, unit: string) => ({ amount, unit, origin: 'invented', source: '试验' });
const words = (zh: string) => ({ zh, en: zh });
const none = {
  approve: null,
  triage: null,
  postApproval: null,
  sign: null,
  contact: null,
  arrive: null,
  object: null,
  rule: null,
  handle: null,
  confirm: null,
  evaluate: null,
  business: null,
};
const kind = (id: string, rest: Record<string, unknown>) => ({
  id,
  name: words(id),
  description: '',
  origin: 'invented',
  source: '试验',
  approvers: [['street-leader']],
  emergency: null,
  triage: true,
  arriveFrom: 'signed',
  limits: {
    ...none,
    sign: limit(60, 'minute'),
    contact: limit(24, 'urgent_hour'),
    arrive: limit(3, 'work_day'),
    object: limit(24, 'urgent_hour'),
    rule: limit(4, 'work_hour'),
    handle: limit(10, 'work_day'),
    confirm: limit(2, 'work_day'),
    evaluate: limit(2, 'work_day'),
  },
  quorum: { leaders: [], team: null },
  upgradesTo: null,
  ...rest,
});

/** Rules with the shape of the real ones and few numbers. */
export const RULES: WhistleRules = WhistleRules.parse({
  format: 1,
  id: 'test-rules',
  name: words('试验'),
  kinds: [
    kind('push', {}),
    kind('hard', {
      approvers: [['street-secretary'], ['street-director']],
      quorum: { leaders: ['vice-district', 'standing-committee'], team: null },
    }),
    kind('urgent', {
      approvers: [],
      triage: false,
      arriveFrom: 'blown',
      emergency: { roles: ['shift-leader', 'street-duty'], postApprovers: ['street-leader'] },
      limits: {
        ...none,
        sign: limit(5, 'minute'),
        arrive: limit(30, 'minute'),
        postApproval: limit(120, 'minute'),
      },
    }),
  ],
  ladder: {
    origin: 'invented',
    source: '试验',
    steps: [
      { mark: 0.5, level: 1, card: false },
      { mark: 0.8, level: 1, card: false },
      { mark: 1, level: 2, card: true },
      { mark: 1.5, level: 3, card: false },
    ],
    secondExpiry: 3,
    rungs: [{ level: 3, limit: limit(1, 'work_day') }],
    levels: [0, 1, 2, 3, 4].map((level) => ({
      level,
      name: words(`${level} 级`),
      notify: level >= 3 ? ['vice-district'] : [],
    })),
  },
  extension: { max: 2, approvers: [['district-dispatch'], ['vice-district']] },
  arriveRadius: 200,
  duplicates: { radius: 50, hours: 24 },
  reopenDays: 30,
  suspendMaxDays: 365,
  excuses: 1,
  chainSuggests: 3,
  solvedDays: 30,
  rateBand: { low: 1, high: 20, origin: 'invented', source: '试验' },
  ratingWeight: null,
  provenance: [{ part: 'all', origin: 'invented', source: '试验', licence: 'MIT', note: '' }],
  items: [
    { code: 'I1', name: '井盖', categories: ['006'], origin: 'invented', source: '试验' },
    { code: 'I2', name: '小广告', categories: ['007'], origin: 'invented', source: '试验' },
  ],
  responsibilities: [
    { id: 'R1', item: 'I1', lead: 'A', co: ['B'], basis: '试验条例', origin: 'invented', source: '试验' },
  ],
  ownList: [{ item: 'I2', handedOverBy: 'A', origin: 'invented', source: '试验' }],
});

/** The square test city with a district, a centre, two streets, three departments and the rules above. */
export function whistlePack(): CityPack {
  const pack = testPack();
  const org = (code: string, kindOf: 'district' | 'street' | 'department' | 'centre') => ({
    ...{ code, name: `${kindOf} ${code}`, kind: kindOf },
    parent: kindOf === 'district' ? null : 'D',
  });
  return {
    ...pack,
    manifest: {
      ...pack.manifest,
      zone: 'Asia/Shanghai',
      orgs: [
        org('D', 'district'),
        org('C', 'centre'),
        org('S1', 'street'),
        org('S2', 'street'),
        org('A', 'department'),
        org('B', 'department'),
        org('W', 'department'),
      ],
    },
    whistles: RULES,
  };
}

/** The same city with days off besides the weekends, `2026-03-04`. */
export function packWithDaysOff(dates: readonly string[]): CityPack {
  const days = dates.map((date) => ({ name: '停工', date, isOffDay: true }));
  return { ...whistlePack(), calendarYears: [{ year: 2026, days, papers: [] }] };
}

/** One operator for every post that the tests need: id → roles and organisation. */
export const POSTS: Posts = {
  duty: { roles: ['street-duty'], org: 'S1' },
  leader: { roles: ['street-leader'], org: 'S1' },
  secretary: { roles: ['street-secretary'], org: 'S1' },
  director: { roles: ['street-director'], org: 'S1' },
  'other-duty': { roles: ['street-duty'], org: 'S2' },
  dispatch: { roles: ['district-dispatch'], org: 'C' },
  shift: { roles: ['shift-leader'], org: 'C' },
  vice: { roles: ['vice-district'], org: 'D', streets: ['S1'] },
  committee: { roles: ['standing-committee'], org: 'D', streets: ['S1'] },
  'a-handler': { roles: ['dept-handler'], org: 'A' },
  'a-leader': { roles: ['dept-leader'], org: 'A' },
  'b-handler': { roles: ['dept-handler'], org: 'B' },
  judge: { roles: ['supervision'], org: 'C' },
  auditor: { roles: ['audit'], org: 'C' },
  chief: { roles: ['admin'], org: 'C' },
};

export const PIN = '739182';

const FailureBody = z.object({
  error: z.object({
    code: z.string(),
    details: z.object({ refusal: z.object({ rule: z.string() }).optional() }).optional(),
  }),
});

/** `now`: what the machine's clock shows, UTC ms. `passed`: time that has passed, ms; where left out, the clock is believed. */
export type HallClock = { now: number; passed?: number };

/** A test city with people in it. */
export type Hall = TestCity & {
  clock: HallClock;
  /** A request in somebody's name; JSON where there is a body. */
  as(who: string, method: string, path: string, body?: unknown): Promise<Response>;
  /** A command that must pass. */
  pass(who: string, whistle: string, command: Command): Promise<CommandAnswer>;
  /** A command that must not: its status and rule. */
  fail(who: string, whistle: string, command: Command): Promise<{ status: number; rule: string }>;
  draft(who: string, changes: Record<string, unknown>): Promise<WhistleView>;
  /** Draft to blown: A leads, B helps. */
  blown(changes: Record<string, unknown>): Promise<WhistleView>;
  view(id: string): Promise<WhistleView>;
  /** The session in which requests are sent in somebody's name; empty before the first one. */
  token(who: string): string;
  upload(who: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Response>;
};

export type Command = WithoutId<WhistleCommandInput> & { commandId?: string };
type DraftInput = Extract<WhistleCommandInput, { type: 'draft' }>['draft'];
type WithoutId<T> = T extends unknown ? Omit<T, 'commandId'> : never;

export type Posts = Record<string, { roles: Role[]; org: string; streets?: string[]; posts?: Post[] }>;

/** `who`: the posts to fill in a new folder; a folder given has its people already. */
export function openHall(
  given: string | null,
  who: string[],
  clock: HallClock = { now: START },
): Promise<Hall> {
  return openHallOf(whistlePack(), POSTS, given, who, clock);
}

/** The same in any city; `draft` and `blown` are for the test city alone. */
export async function openHallOf(
  pack: CityPack,
  posts: Posts,
  given: string | null,
  who: string[],
  clock: HallClock,
): Promise<Hall> {
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'citywhistle-'));
  if (given === null) await hire(dataDir, posts, who);
  const steady = clock.passed === undefined ? {} : { steady: () => clock.passed ?? 0 };
  const city = await openTestCity({ dataDir, pack, sources: [], now: () => clock.now, ...steady });
  const tokens = new Map<string, string>();

  /** Comparing a PIN is slow on purpose: many requests at once in one name wait for the same session. */
  const signingIn = new Map<string, Promise<void>>();

  function signIn(operator: string): Promise<void> {
    const under = signingIn.get(operator) ?? openSession(operator);
    signingIn.set(operator, under);
    return under;
  }

  async function openSession(operator: string): Promise<void> {
    try {
      const session = await city.send('POST', '/api/session', { operator, pin: PIN }, SessionInfo);
      tokens.set(operator, session.token);
    } finally {
      signingIn.delete(operator);
    }
  }

  async function as(operator: string, method: string, path: string, body?: unknown): Promise<Response> {
    const init = body === undefined ? { method } : json(method, body);
    const ask = () =>
      city.request(path, {
        ...init,
        headers: { ...init.headers, 'X-Session': tokens.get(operator) ?? '' },
      });
    // Reading needs no session, but «mine» does.
    if (!tokens.has(operator)) await signIn(operator);
    const answer = await ask();
    if (answer.status !== 401) return answer;
    // Time passes quickly in tests: the desk was locked meanwhile.
    await signIn(operator);
    return ask();
  }

  async function fitting<S extends z.ZodType>(
    answer: Response,
    what: string,
    schema: S,
  ): Promise<z.output<S>> {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${what}: ${answer.status} ${text}`);
    return schema.parse(JSON.parse(text));
  }

  const send = (operator: string, whistle: string, command: Command) =>
    as(operator, 'POST', `/api/whistles/${whistle}/commands`, { commandId: randomUUID(), ...command });

  const hall: Hall = {
    ...city,
    clock,
    as,
    pass: async (operator, whistle, command) =>
      fitting(await send(operator, whistle, command), `${operator} ${command.type}`, CommandAnswer),
    async fail(operator, whistle, command) {
      const answer = await send(operator, whistle, command);
      const body = FailureBody.parse(await answer.json());
      if (answer.ok) throw new Error(`${operator} ${command.type} passed`);
      return { status: answer.status, rule: body.error.details?.refusal?.rule ?? body.error.code };
    },
    async draft(operator, changes) {
      const body = { commandId: randomUUID(), draft: draftOf(clock.now, changes) };
      const answer = await as(operator, 'POST', '/api/whistles', body);
      return (await fitting(answer, `${operator} draft`, CommandAnswer)).state;
    },
    async blown(changes) {
      const { summary } = await hall.draft('duty', changes);
      await hall.pass('duty', summary.id, { type: 'submit' });
      await hall.pass('leader', summary.id, { type: 'approve' });
      return (await hall.pass('dispatch', summary.id, { type: 'triage-accept' })).state;
    },
    upload: async (operator, name, bytes) => {
      await as(operator, 'GET', '/api/session');
      return city.request(`/api/attachments?filename=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'X-Session': tokens.get(operator) ?? '', 'Content-Type': 'application/octet-stream' },
        body: bytes,
      });
    },
    token: (operator) => tokens.get(operator) ?? '',
    view: async (id) => fitting(await city.request(`/api/whistles/${id}`), id, WhistleView),
  };

  return hall;
}

/** People put into the folder before the city opens. Hashing is slow on purpose: one PIN serves all. */
export async function hire(dataDir: string, posts: Posts, who: readonly string[]): Promise<void> {
  pin ??= hashPin(PIN);
  const kept = await pin;
  const store = openAt(dataDir);
  for (const id of who) {
    const { roles, org, streets, posts: others } = { streets: [], posts: [], ...posts[id] };
    if (roles === undefined || org === undefined) throw new Error(`no post ${id}`);
    store.people.create(
      { id, name: `某${id}`, roles, org, streets, posts: others, demo: false, pin: kept, pinByOther: false },
      { at: START, actor: null, action: 'operator.create', subject: id, result: 'done', details: {} },
    );
  }
  store.close();
}
let pin: Promise<PinHash> | null = null;

export function draftOf(now: number, changes: Record<string, unknown>): DraftInput {
  return {
    kind: 'push',
    street: 'S1',
    subject: '路口井盖破损',
    place: PLACE,
    meet: { at: now + 24 * HOUR, where: '现场' },
    item: 'I1',
    category: '006',
    departments: [
      { org: 'A', part: 'lead' },
      { org: 'B', part: 'co' },
    ],
    ...changes,
  };
}
