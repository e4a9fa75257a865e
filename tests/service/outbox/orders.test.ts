import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { eventually } from '../../support/city.ts';
import { startWritableUpstream, type WritableUpstream } from '../../support/writableUpstream.ts';
import { type Hall, openHall, PLACE } from '../whistles/support.ts';
import {
  act,
  actionOf,
  CAST,
  caseRow,
  connectedHall,
  messages,
  quiet,
  restConfig,
  writeBackOf,
} from './support.ts';

let hall: Hall | null = null;
let upstream: WritableUpstream;
beforeEach(async () => {
  upstream = await startWritableUpstream();
  upstream.cases = [caseRow('GD-1')];
});
afterEach(async () => {
  await hall?.removeData();
  hall = null;
  await upstream.stop();
});

/**
 * An Open311 server that takes orders as `answers` say, the last one for ever. A token is answered with a list, with a text, or
 * not at all.
 */
type TokenAnswer = unknown[] | { status: number; text: string } | 'cut';
async function open311Server(answers: { post: [number, unknown][]; token: TokenAnswer[] }) {
  const posted: { form: Record<string, string>; url: string }[] = [];
  const tokens: string[] = [];
  const server = createServer((request, response) => {
    const reply = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const url = request.url ?? '';
    if (request.method === 'GET') {
      if (!url.startsWith('/tokens/')) return reply(200, []);
      tokens.push(url);
      const token = answers.token.length > 1 ? answers.token.shift() : answers.token[0];
      if (token === 'cut') return void request.socket.destroy();
      if (token === undefined || Array.isArray(token)) return reply(200, token ?? []);
      response.writeHead(token.status, { 'Content-Type': 'application/xml' });
      return void response.end(token.text);
    }
    let text = '';
    request.on('data', (part: Buffer) => {
      text += part.toString();
    });
    request.on('end', () => {
      posted.push({ form: Object.fromEntries(new URLSearchParams(text)), url });
      const [status, body] = (answers.post.length > 1 ? answers.post.shift() : answers.post[0]) ?? [
        500,
        null,
      ];
      reply(status, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posted, tokens, close };
}

async function open311Hall(url: string): Promise<Hall> {
  const made = await openHall(null, CAST);
  const config = {
    ...{ id: 'city', name: '市民服务', kind: 'open311', url, dialect: DIALECTS.plain, pollSeconds: 3600 },
    ...{ paused: false, crs: 'wgs84', zone: 'Asia/Shanghai', jurisdiction: 'city.gov' },
    auth: { in: 'query', name: 'api_key' },
    writeBack: { newOrderFor: { kinds: ['push'] } },
  };
  const answer = await made.as('chief', 'POST', '/api/sources', { config, secret: 'k-secret' });
  if (answer.status !== 201) throw new Error(await answer.text());
  return made;
}

describe('a whistle without a case', () => {
  it('becomes an order of an Open311 server, whose number comes by a token, and is asked for once', async () => {
    const server = await open311Server({
      post: [[201, [{ token: 't/1' }]]],
      token: [[], [{ token: 't/1', service_request_id: '' }], [{ token: 't/1', service_request_id: 4711 }]],
    });
    try {
      hall = await open311Hall(server.url);
      await hall.blown({ description: '塌陷，联系 13812345678' });
      expect(await quiet(hall)).toMatchObject([
        { action: 'create', state: 'acknowledged', upstreamId: '4711', caseId: null, attempts: 1 },
      ]);
      expect(server.posted).toEqual([
        {
          url: '/requests.json?jurisdiction_id=city.gov',
          form: {
            ...{ api_key: 'k-secret', service_code: '006', lat: '42.32', long: '-71.08' },
            ...{ address_string: '一号路口', description: '路口井盖破损\n塌陷，联系 138****5678' },
          },
        },
      ]);
      expect(server.tokens.length).toBeGreaterThanOrEqual(3);
      expect(server.tokens[0]).toContain('/tokens/t%2F1.json');
      expect(JSON.stringify(hall.log)).not.toContain('k-secret');
      expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it.each<[string, TokenAnswer, string]>([
    ['refused', { status: 404, text: '[{"code":404,"description":"token not found"}]' }, 'write-refused'],
    ['refused without the key', { status: 403, text: '[]' }, 'write-key'],
    ['not readable', { status: 200, text: '<service_requests><request>' }, 'bad-xml'],
    ['no list', { status: 200, text: '<oops>down</oops>' }, 'bad-answer'],
    ['a failure of the server', { status: 503, text: '' }, 'server-error'],
    ['cut off', 'cut', 'network'],
  ])('says why its number is not known yet: the answer is %s', async (_name, reply, code) => {
    const server = await open311Server({
      post: [[201, [{ token: 't1' }]]],
      token: [reply, [{ token: 't1', service_request_id: 4711 }]],
    });
    try {
      hall = await open311Hall(server.url);
      const city = hall;
      await city.blown({});
      const [waiting] = await eventually('the answer about the number', async () => {
        const all = await messages(city);
        if (all[0]?.error?.code === 'write-number') return all;
        city.clock.now += 2000;
        return null;
      });
      expect(waiting).toMatchObject({ state: 'pending', error: { parameters: { cause: { code } } } });
      expect(waiting?.error?.message).toMatch(/^上游已受理，编号没有问到，稍后再问：./);
      // What was taken is taken: it is asked about again, and not sent again.
      expect(await quiet(city)).toMatchObject([{ state: 'acknowledged', upstreamId: '4711', attempts: 1 }]);
      expect(server.posted).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  it('is refused in the words of the server; a server that fails is not asked twice', async () => {
    const server = await open311Server({
      post: [
        [400, [{ code: 400, description: 'service_code was not provided' }]],
        [500, null],
      ],
      token: [[]],
    });
    try {
      hall = await open311Hall(server.url);
      await hall.blown({});
      const [refused] = await quiet(hall);
      expect(refused).toMatchObject({ state: 'refused', error: { code: 'write-refused' } });
      expect(refused?.error?.message).toContain('service_code was not provided');
      await act(hall, 'dispatch', refused?.id ?? 0, 'retry', { reason: '小类已补' });
      expect(await quiet(hall)).toMatchObject([{ state: 'unknown', error: { code: 'write-cut' } }]);
      expect(server.posted).toHaveLength(2);
    } finally {
      await server.close();
    }
  });

  it('makes an order of a mapped API, and what follows goes to its number', async () => {
    const create = { ...actionOf('x', 'keyed'), path: '/orders' };
    const writeBack = writeBackOf('keyed');
    const actions = { ...writeBack.actions, create };
    hall = await connectedHall(upstream, { ...writeBack, actions, newOrderFor: {} });
    const { summary } = await hall.blown({});
    await hall.pass('duty', summary.id, { type: 'withdraw', reason: '误报' });
    expect(
      (await quiet(hall)).map(({ action, state, upstreamId }) => `${action} ${state} ${upstreamId}`),
    ).toEqual(['create acknowledged U1', 'return acknowledged U2']);
    expect(upstream.done.map(({ path }) => path)).toEqual(['/orders', '/cases/U1/return']);
  });

  it('is followed up in its order after it was merged into another whistle, once, also through a third', async () => {
    const create = { ...actionOf('x', 'keyed'), path: '/orders' };
    const writeBack = writeBackOf('keyed');
    const actions = { ...writeBack.actions, create };
    hall = await connectedHall(upstream, { ...writeBack, actions, newOrderFor: {} });
    // Too far from each other to be taken for the same matter at once.
    const at = (step: number) => ({ place: { ...PLACE, lon: PLACE.lon + step / 500 } });
    const first = (await hall.blown(at(0))).summary.id;
    const second = (await hall.blown(at(1))).summary.id;
    const last = (await hall.blown({ ...at(2), cases: ['grid:GD-1'] })).summary.id;
    await quiet(hall);
    await hall.pass('duty', first, { type: 'merge', into: second, reason: '同一事项' });
    await hall.pass('duty', second, { type: 'merge', into: last, reason: '同一事项' });
    await quiet(hall);
    const before = upstream.done.length;
    await hall.pass('duty', last, { type: 'withdraw', reason: '误报' });
    await quiet(hall);
    expect(
      upstream.done
        .slice(before)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/cases/GD-1/return', '/cases/U1/return', '/cases/U2/return']);
    expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
  });

  it('is followed up where the order was made, whatever takes such orders since', async () => {
    const create = { ...actionOf('x', 'keyed'), path: '/orders' };
    const writeBack = writeBackOf('keyed');
    const taking = { ...writeBack, actions: { ...writeBack.actions, create }, newOrderFor: {} };
    hall = await connectedHall(upstream, taking);
    const { summary } = await hall.blown({});
    await quiet(hall);
    const changed = { writeBack: { ...taking, newOrderFor: { kinds: ['urgent'] } } };
    expect((await hall.as('chief', 'PATCH', '/api/sources/grid', changed)).status).toBe(200);
    const other = { config: { ...restConfig(upstream, taking), id: 'other' } };
    expect((await hall.as('chief', 'POST', '/api/sources', other)).status).toBe(201);
    await hall.pass('duty', summary.id, { type: 'withdraw', reason: '误报' });
    expect((await quiet(hall)).map(({ source, action, state }) => `${source} ${action} ${state}`)).toEqual([
      'grid create acknowledged',
      'grid return acknowledged',
    ]);
    expect(upstream.done.map(({ path }) => path)).toEqual(['/orders', '/cases/U1/return']);
    expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
  });
});

/** The lines of the audit that contact data was sent. */
async function recorded(at: Hall): Promise<AuditPage['items']> {
  const audit = AuditPage.parse(await (await at.as('auditor', 'GET', '/api/audit')).json());
  return audit.items.filter(({ action }) => action === 'outbox.contact');
}

describe('contact data', () => {
  const naming = { ...actionOf('dispatch', 'keyed'), body: { who: '{{contact.name}} {{contact.phone}}' } };

  it('reaches an upstream only where it is declared and named, and each time is recorded', async () => {
    hall = await connectedHall(upstream, { receivesContact: true, actions: { dispatch: naming } });
    await hall.blown({ cases: ['grid:GD-1'], description: '' });
    await quiet(hall);
    expect(upstream.done[0]?.body).toEqual({ who: '王小明 13812345678' });
    expect(await recorded(hall)).toMatchObject([{ subject: 'grid:GD-1', details: { source: 'grid' } }]);
    expect(JSON.stringify(hall.log)).not.toMatch(/13812345678|王小明/);
    const db = new Database(databasePath(hall.dataDir), { readonly: true });
    const stored = JSON.stringify(db.prepare('SELECT * FROM outbox').all());
    db.close();
    expect(stored).not.toMatch(/13812345678|王小明/);
  });

  it('is recorded as sent where it is, and not where the upstream is only asked back', async () => {
    const asked = {
      ...actionOf('dispatch', 'asked'),
      body: { ref: '{{message.key}}', who: '{{contact.name}}' },
    };
    hall = await connectedHall(upstream, { receivesContact: true, actions: { dispatch: asked } });
    upstream.faults = ['lose-answer'];
    await hall.blown({ cases: ['grid:GD-1'], description: '' });
    expect(await quiet(hall)).toMatchObject([{ state: 'acknowledged', attempts: 1 }]);
    expect(upstream.done).toMatchObject([{ body: { who: '王小明' } }]);
    expect(await recorded(hall)).toHaveLength(1);
  });

  it('is not sent where that cannot be recorded, and the message is not in doubt', async () => {
    hall = await connectedHall(upstream, { receivesContact: true, actions: { dispatch: naming } });
    // Signing in is recorded too.
    for (const who of ['duty', 'leader', 'dispatch']) await hall.as(who, 'GET', '/api/session');
    const db = new Database(databasePath(hall.dataDir));
    try {
      db.exec(
        `CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
      );
      await hall.blown({ cases: ['grid:GD-1'], description: '' });
      const { log } = hall;
      await eventually('the failure', async () => log.some(({ level }) => level === 'error'));
      expect(await messages(hall)).toMatchObject([{ state: 'pending', attempts: 0 }]);
      expect(upstream.asked).toEqual([]);
      db.exec('DROP TRIGGER full');
    } finally {
      db.close();
    }
    // What was waiting is looked at again.
    await hall.as('chief', 'PATCH', '/api/sources/grid', { name: '区级平台（新）' });
    expect(await quiet(hall)).toMatchObject([{ state: 'acknowledged', attempts: 1 }]);
    expect(await recorded(hall)).toHaveLength(1);
  });

  it('cannot be named otherwise, neither in a new source nor in a change of one', async () => {
    hall = await connectedHall(upstream, writeBackOf('keyed'));
    const writeBack = { actions: { dispatch: naming } };
    const config = { ...restConfig(upstream, writeBack), id: 'other' };
    const created = await hall.as('chief', 'POST', '/api/sources', { config });
    expect([created.status, await created.text()]).toEqual([422, expect.stringContaining('未声明可接收')]);
    const changed = await hall.as('chief', 'PATCH', '/api/sources/grid', { writeBack });
    expect(changed.status).toBe(422);
    // A mapped API has no way of its own to make orders.
    const noCreate = await hall.as('chief', 'PATCH', '/api/sources/grid', { writeBack: { newOrderFor: {} } });
    expect([noCreate.status, await noCreate.text()]).toEqual([422, expect.stringContaining('create')]);
    const taken = await hall.as('chief', 'PATCH', '/api/sources/grid', { writeBack: null });
    expect(taken.status).toBe(200);
    await hall.blown({ cases: ['grid:GD-1'] });
    expect(await messages(hall)).toEqual([]);
  });
});
