import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { AuditPage, OperatorList } from '../../../shared/contract/operators.ts';
import { json } from '../../support/city.ts';
import { serveOn } from '../../support/httpServer.ts';
import { fillFrom, good } from '../store/support.ts';
import {
  type Hall,
  hire,
  openHallOf,
  PIN,
  POSTS,
  type Posts,
  START,
  whistlePack,
} from '../whistles/support.ts';

/**
 * A request can take its time: its body comes slowly, a PIN is hashed, an upstream does not answer. Rights are asked for
 * again then, and whoever lost them meanwhile leaves nothing behind.
 */
const admin = { roles: ['admin' as const], org: 'C' };
const dispatcher = { roles: ['district-dispatch' as const], org: 'C' };
const CAST: Posts = {
  ...POSTS,
  ...{ prober: admin, maker: admin, resetter: admin, demoted: admin },
  ...{ uploader: dispatcher, exporter: dispatcher, leaving: dispatcher, changing: dispatcher },
};
let hall: Hall;
let upstream: { url: string; close(): Promise<void> };
const upstreamAsked = Promise.withResolvers<void>();
const upstreamMayAnswer = Promise.withResolvers<void>();

beforeAll(async () => {
  upstream = await serveOn(async (_, response) => {
    upstreamAsked.resolve();
    await upstreamMayAnswer.promise;
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  await hire(dataDir, CAST, Object.keys(CAST));
  const rows = Array.from({ length: 1200 }, (_, i) => good(`c-${i}`, { requestedAt: START - i * 1000 }));
  fillFrom(dataDir, rows, START);
  hall = await openHallOf(whistlePack(), CAST, dataDir, [], { now: START });
  // Beforehand: a sign-in on the way would let what changes meanwhile come first.
  for (const who of Object.keys(CAST)) await hall.as(who, 'GET', '/api/session');
});
afterAll(async () => {
  upstreamMayAnswer.resolve();
  await hall.removeData();
  await upstream.close();
});

async function change(who: string, patch: Record<string, unknown>): Promise<void> {
  const answer = await hall.as('chief', 'PATCH', `/api/operators/${who}`, patch);
  expect(answer.status, await answer.text()).toBe(200);
}

async function newest(action: string): Promise<AuditPage['items'][number] | undefined> {
  const { items } = AuditPage.parse(await (await hall.as('auditor', 'GET', '/api/audit?limit=50')).json());
  return items.find((line) => line.action === action);
}

/** A request in the session that somebody has now; without signing in again. */
async function ask(who: string, path: string, init: RequestInit): Promise<Response> {
  return hall.request(path, { ...init, headers: { ...init.headers, 'X-Session': hall.token(who) } });
}

const refusalOf = async (answer: Response): Promise<unknown[]> => [
  answer.status,
  ErrorBody.parse(await answer.json()).error.code,
];

const files = (folder: string): string[] =>
  !existsSync(join(hall.dataDir, folder))
    ? []
    : readdirSync(join(hall.dataDir, folder), { recursive: true }).map(String);

/** A body of two parts, between which the sender's rights change. */
function slowly(first: string, meanwhile: () => Promise<void>, last: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let part = 0;
  return new ReadableStream({
    async pull(controller) {
      part += 1;
      if (part === 1) return controller.enqueue(encoder.encode(first));
      await meanwhile();
      controller.enqueue(encoder.encode(last));
      controller.close();
    },
  });
}

describe('whoever loses a right while a request takes its time', () => {
  it('leaves no uploaded list', async () => {
    const before = files('uploads');
    const body = slowly('id,time\n', () => change('uploader', { roles: ['supervision'] }), '1,2026-03-01\n');
    const answer = await ask('uploader', '/api/uploads?filename=a.csv', streamed(body));
    expect(await refusalOf(answer)).toEqual([403, 'forbidden']);
    expect(files('uploads')).toEqual(before);
    expect(await newest('import.upload')).toMatchObject({ actor: 'uploader', result: 'refused' });
  });

  it('leaves no photo', async () => {
    const before = files('attachments');
    const body = slowly('%PDF-1.7 ', () => change('a-handler', { active: false }), 'report');
    const answer = await ask('a-handler', '/api/attachments?filename=a.pdf', streamed(body));
    expect(await refusalOf(answer)).toEqual([401, 'no-session']);
    expect(files('attachments')).toEqual(before);
    expect(await newest('attachment.add')).toMatchObject({ actor: 'a-handler', result: 'refused' });
  });

  it('saves no source whose text came slowly, and is not told what an upstream answered', async () => {
    const text = JSON.stringify({ url: upstream.url, kind: 'open311' });
    const taken = slowly(
      text.slice(0, 9),
      () => change('demoted', { roles: ['supervision'] }),
      text.slice(9),
    );
    const late = { ...streamed(taken), headers: { 'Content-Type': 'application/json' } };
    expect(await refusalOf(await ask('demoted', '/api/sources/probe', late))).toEqual([403, 'forbidden']);

    const probing = ask('prober', '/api/sources/probe', json('POST', { url: upstream.url, kind: 'open311' }));
    await upstreamAsked.promise;
    await change('prober', { active: false });
    upstreamMayAnswer.resolve();
    expect(await refusalOf(await probing)).toEqual([401, 'no-session']);
    expect(await newest('source.probe')).toMatchObject({ actor: 'prober', result: 'refused' });
  });

  it('makes no operator and sets no PIN once it is hashed', async () => {
    const made = { id: 'extra', name: '增员', roles: ['dept-handler'], org: 'A', streets: [], pin: '583917' };
    const making = ask('maker', '/api/operators', json('POST', made));
    await change('maker', { roles: ['supervision'] });
    expect(await refusalOf(await making)).toEqual([403, 'forbidden']);
    const { operators } = OperatorList.parse(
      await (await hall.as('chief', 'GET', '/api/operators/all')).json(),
    );
    expect(operators.map(({ id }) => id)).not.toContain('extra');
    expect(await newest('operator.create')).toMatchObject({ actor: 'maker', result: 'refused' });

    const setting = ask(
      'resetter',
      '/api/operators/b-handler/pin',
      json('POST', { current: null, pin: '583917' }),
    );
    await change('resetter', { roles: ['supervision'] });
    expect(await refusalOf(await setting)).toEqual([403, 'forbidden']);
    expect((await hall.as('b-handler', 'GET', '/api/session')).status).toBe(200);
    expect(await newest('operator.pin')).toMatchObject({ actor: 'resetter', result: 'refused' });
  });

  it('gets no PIN of their own where the account is disabled, or the PIN reset, while it is hashed', async () => {
    const own = (who: string): Promise<Response> =>
      ask(who, `/api/operators/${who}/pin`, json('POST', { current: PIN, pin: '583917' }));
    const disabled = own('leaving');
    await change('leaving', { active: false });
    expect(await refusalOf(await disabled)).toEqual([403, 'forbidden']);

    const changing = own('changing');
    const reset = hall.as('chief', 'POST', '/api/operators/changing/pin', { current: null, pin: '482915' });
    expect((await reset).ok).toBe(true);
    expect(await refusalOf(await changing)).toEqual([401, 'wrong-pin']);
    expect(await newest('operator.pin')).toMatchObject({ actor: 'changing', result: 'refused' });
    const signedIn = await hall.request(
      '/api/session',
      json('POST', { operator: 'changing', pin: '482915' }),
    );
    expect(signedIn.status).toBe(200);
  });

  it('gets no more of an export', async () => {
    const answer = await ask('exporter', '/api/cases/export', json('POST', { reason: '周调度会材料' }));
    expect(answer.status).toBe(200);
    const reader = answer.body?.getReader();
    await reader?.read();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain('c-0');
    await change('exporter', { roles: ['audit'] });
    await expect(reader?.read()).rejects.toThrow();
    expect(await newest('cases.export')).toMatchObject({
      ...{ actor: 'exporter', result: 'refused', details: { reason: 'forbidden', sent: 500 } },
    });
  });
});

/** A request whose body comes in parts. */
function streamed(body: ReadableStream<Uint8Array>): RequestInit {
  return { method: 'POST', body, duplex: 'half' };
}
