import { type OutboxMessage, OutboxPage } from '../../../shared/contract/outbox.ts';
import { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { eventually } from '../../support/city.ts';
import type { WritableUpstream } from '../../support/writableUpstream.ts';
import { type Hall, type HallClock, openHall, START } from '../whistles/support.ts';

export const CAST = [
  ...['duty', 'leader', 'dispatch', 'shift', 'a-handler', 'a-leader', 'b-handler', 'auditor', 'chief'],
  ...['other-duty', 'vice'],
];

/** How an upstream may be told: with a key, with a question afterwards, or with neither. */
export type Manner = 'keyed' | 'asked' | 'plain';

export function actionOf(path: string, manner: Manner): Record<string, unknown> {
  const at = `/cases/{{case.id}}/${path}`;
  return {
    path: at,
    body: { ref: '{{message.key}}', text: '{{event.text}}', org: '{{event.orgName}}', at: '{{event.at}}' },
    success: { path: 'code', values: [0] },
    messagePath: 'msg',
    idPath: 'data.id',
    key: manner === 'keyed' ? { in: 'header', name: 'Idempotency-Key' } : null,
    readBack:
      manner === 'asked'
        ? {
            ...{ path: at, query: { ref: '{{message.key}}' }, valuePath: 'data.0.ref' },
            ...{ values: ['{{message.key}}'], afterSeconds: 5 },
          }
        : null,
  };
}

export function writeBackOf(manner: Manner, changes: Record<string, unknown> = {}) {
  const actions = Object.fromEntries(
    ['dispatch', 'feedback', 'suspend', 'close', 'extend', 'return'].map((name) => [
      name,
      actionOf(name, manner),
    ]),
  );
  // A whistle that is withdrawn gives a second message of its case.
  return { actions, on: { withdrawn: 'return' }, ...changes };
}

/** A source whose writes go to `/cases/NUMBER/ACTION` of its host. */
export function restConfig(upstream: WritableUpstream, writeBack: unknown): Record<string, unknown> {
  return {
    ...{ id: 'grid', name: '区级平台', kind: 'rest', url: `${upstream.url}/cases`, pollSeconds: 3600 },
    ...{ paused: false, crs: 'wgs84', zone: 'Asia/Shanghai', auth: { in: 'none', name: 'api_key' } },
    ...{ jurisdiction: null, writeBack },
    mapping: {
      rowsPath: 'data',
      success: { path: 'code', values: [0] },
      fields: {
        ...{ id: 'id', requestedAt: 'at', status: 'status', title: 'title', description: 'text' },
        categoryCode: 'type',
      },
      contact: { name: 'who', phone: 'phone' },
      zone: 'Asia/Shanghai',
    },
  };
}

export function caseRow(id: string): Record<string, unknown> {
  return {
    ...{ id, at: '2026-03-01 08:00:00', status: 'open', title: '井盖破损', text: '请修', type: '006' },
    ...{ who: '王小明', phone: '13812345678' },
  };
}

/** A hall connected to the upstream, with its cases read. */
export async function connectedHall(
  upstream: WritableUpstream,
  writeBack: unknown,
  dataDir: string | null = null,
  clock: HallClock = { now: START },
): Promise<Hall> {
  const hall = await openHall(dataDir, CAST, clock);
  if (dataDir === null) {
    const config = restConfig(upstream, writeBack);
    const answer = await hall.as('chief', 'POST', '/api/sources', { config });
    const text = await answer.text();
    if (answer.status !== 201) throw new Error(text);
    SourceEntry.parse(JSON.parse(text));
  }
  await eventually('the cases of the upstream', async () => {
    const { cases } = await hall.status();
    return cases.total === upstream.cases.length;
  });
  return hall;
}

/** All messages, oldest first, as `who` sees them. */
export async function messages(hall: Hall, query = '', who = 'dispatch'): Promise<OutboxMessage[]> {
  const answer = await hall.as(who, 'GET', `/api/outbox${query}`);
  if (!answer.ok) throw new Error(await answer.text());
  return OutboxPage.parse(await answer.json()).items.toReversed();
}

/** Lets time pass until every message is settled or waits for a person. */
export async function quiet(hall: Hall, what = 'messages to be settled'): Promise<OutboxMessage[]> {
  return eventually(what, async () => {
    const all = await messages(hall);
    const waits = all.some(
      ({ state, waitsFor }) => state === 'sending' || (state === 'pending' && waitsFor === null),
    );
    if (waits) hall.clock.now += 2000;
    return waits ? null : all;
  });
}

/** A person's act on a message. */
export function act(hall: Hall, who: string, id: number, what: string, body: unknown): Promise<Response> {
  return hall.as(who, 'POST', `/api/outbox/${id}/${what}`, body);
}
