import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OperatorList, SessionState } from '../../../shared/contract/operators.ts';
import { CommandAnswer } from '../../../shared/contract/whistleView.ts';
import { type Hall, openHallOf, POSTS, type Posts, whistlePack } from '../whistles/support.ts';

/** 派驻: somebody of department A who is also on duty in street S1, on one account. */
const CAST: Posts = {
  ...POSTS,
  seconded: {
    ...{ roles: ['dept-handler'], org: 'A' },
    posts: [{ org: 'S1', roles: ['street-duty'], streets: [] }],
  },
};

let hall: Hall;
beforeAll(async () => {
  const who = ['seconded', 'chief', 'leader', 'dispatch', 'auditor'];
  hall = await openHallOf(whistlePack(), CAST, null, who, { now: Date.UTC(2026, 2, 2, 1, 0) });
});
afterAll(() => hall.removeData());

const session = async () =>
  SessionState.parse(await (await hall.as('seconded', 'GET', '/api/session')).json());
const choose = (org: string) => hall.as('seconded', 'POST', '/api/session/post', { org });

describe('one account with posts in two organisations', () => {
  it('signs in at the first one and lists both', async () => {
    expect(await session()).toMatchObject({
      ...{ org: 'A', roles: ['dept-handler'] },
      posts: [
        { org: 'A', roles: ['dept-handler'] },
        { org: 'S1', roles: ['street-duty'] },
      ],
    });
  });

  it('has the rights of the post that was chosen, no others, and each act records it', async () => {
    const draft = { type: 'draft', draft: { kind: 'push', street: 'S1', subject: '路口井盖破损' } } as const;
    const make = (commandId: string) => hall.as('seconded', 'POST', '/api/whistles', { ...draft, commandId });
    expect((await make('as-department')).status).toBe(403);
    expect((await choose('S1')).status).toBe(200);
    const made = await make('as-street-1');
    expect(made.status).toBe(201);
    const { events } = CommandAnswer.parse(await made.json());
    expect(events[0]?.actor).toEqual({ operator: 'seconded', role: 'street-duty', org: 'S1' });
    expect(await session()).toMatchObject({ org: 'S1', posts: [{ org: 'S1' }, { org: 'A' }] });
    expect((await choose('A')).status).toBe(200);
    expect((await make('as-department-2')).status).toBe(403);
  });

  it('refuses an organisation without a post of theirs', async () => {
    const answer = await choose('B');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'unknown' } });
  });

  it('ends the session when the post is taken away, rather than go on in another one', async () => {
    expect((await choose('S1')).status).toBe(200);
    const patched = await hall.as('chief', 'PATCH', '/api/operators/seconded', { posts: [] });
    expect(patched.status).toBe(200);
    const token = hall.token('seconded');
    const answer = await hall.request('/api/session', { headers: { 'X-Session': token } });
    expect(answer.status).toBe(401);
    const lines = await (await hall.as('auditor', 'GET', '/api/audit?limit=20')).json();
    expect(JSON.stringify(lines)).toContain('post-ended');
    const all = await hall.as('chief', 'GET', '/api/operators/all');
    const { operators } = OperatorList.parse(await all.json());
    expect(operators.find(({ id }) => id === 'seconded')).toMatchObject({ org: 'A', posts: [] });
  });
});

describe('an account of an older program whose role cannot act in its organisation', () => {
  it('can be renamed and disabled, and not be let in again before it is put right', async () => {
    const change = (patch: unknown) => hall.as('chief', 'PATCH', '/api/operators/leader', patch);
    expect((await change({ org: 'A' })).status).toBe(422);
    expect((await change({ roles: ['dept-leader'] })).status).toBe(422);
    expect((await change({ org: 'A', roles: ['dept-leader'] })).status).toBe(200);
  });
});
