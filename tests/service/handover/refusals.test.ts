import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { PostHandover } from '../../../shared/contract/handover.ts';
import { Role } from '../../../shared/contract/people.ts';
import type { HandoverCode } from '../../../shared/handover/refusals.ts';
import { hire } from '../whistles/support.ts';
import { itemOf, openPost, type Post, waiting } from './support.ts';

let post: Post;
beforeAll(async () => {
  post = await openPost(['chief', 'duty', 'duty-2', 'duty-3', 'other-duty', 'dispatch', 'judge', 'leader']);
});
afterAll(() => post.hall.removeData());

/** Begins anew with one whistle, whatever stood there. */
async function begin(): Promise<PostHandover> {
  const before = (await post.desk('duty')).handover;
  if (before !== null) await post.hall.as('duty', 'DELETE', `/api/handovers/${before.id}`);
  return post.did('duty', '/api/handovers');
}
const choose = () => post.did('duty', ':id/incoming', { operator: 'duty-2' });
const seen = async (): Promise<number> => (await post.desk('duty')).handover?.seq ?? 0;
async function ready(): Promise<PostHandover> {
  await begin();
  await choose();
  return post.checkAll('duty');
}
async function outgoingSigned(): Promise<void> {
  const { handover } = await ready();
  await post.did('duty', ':id/sign-outgoing', { seen: handover?.seq ?? 0 });
}
async function refusalOf(answer: Response): Promise<[number, string]> {
  const { error } = ErrorBody.parse(await answer.json());
  expect(error.message).toMatch(/[\u4e00-\u9fff]/);
  return [answer.status, error.code];
}

/** Each refusal, brought about over the API. */
const WAYS: Record<HandoverCode, [number, () => Promise<Response>]> = {
  'not-on-duty': [403, () => post.step('judge', '/api/handovers')],
  'other-post': [
    403,
    async () => {
      const { handover } = await begin();
      return post.step('other-duty', `/api/handovers/${handover?.id}/incoming`, { operator: 'duty-2' });
    },
  ],
  'same-person': [
    409,
    async () => {
      await begin();
      return post.step('duty', ':id/incoming', { operator: 'duty' });
    },
  ],
  'no-incoming': [
    409,
    async () => {
      const desk = await begin();
      const { key, version } = itemOf(desk, 'shift');
      return post.step('duty', ':id/acknowledge', { key, version, verdict: 'checked' });
    },
  ],
  'incoming-unfit': [
    409,
    async () => {
      await begin();
      return post.step('duty', ':id/incoming', { operator: 'dispatch' });
    },
  ],
  'unknown-item': [
    404,
    async () => {
      await begin();
      await choose();
      return post.step('duty', ':id/acknowledge', { key: 'whistle:none', version: '', verdict: 'checked' });
    },
  ],
  'words-missing': [
    422,
    async () => {
      await begin();
      const { key, version } = itemOf(await choose(), 'shift');
      return post.step('duty', ':id/acknowledge', { key, version, verdict: 'objected' });
    },
  ],
  unacknowledged: [
    409,
    async () => {
      await begin();
      await choose();
      return post.step('duty', ':id/sign-outgoing', { seen: await seen() });
    },
  ],
  'changed-meanwhile': [
    409,
    async () => {
      const { handover } = await ready();
      await post.hall.draft('duty', { subject: '刚拟的哨' });
      return post.step('duty', ':id/sign-outgoing', { seen: handover?.seq ?? 0 });
    },
  ],
  'outgoing-first': [
    409,
    async () => {
      await ready();
      return post.signing('duty', 'duty-2');
    },
  ],
  'already-signed': [
    409,
    async () => {
      await outgoingSigned();
      const { record } = await post.sign('duty', 'duty-2');
      return post.step('duty', `/api/handovers/${record.id}/sign-outgoing`, { seen: 99 });
    },
  ],
  'none-open': [404, () => post.step('duty', '/api/handovers/no-such/incoming', { operator: 'duty-2' })],
};

describe('every refusal', () => {
  it.each(Object.entries(WAYS))('%s', async (code, [status, way]) => {
    expect(await refusalOf(await way())).toEqual([status, code]);
  });

  it('leaves a signature that was not given in the audit', async () => {
    await ready();
    await post.signing('duty', 'duty-2');
    const [line] = post.auditOf('handover.sign-incoming');
    expect(line).toMatchObject({ actor: 'duty', result: 'refused', details: { reason: 'outgoing-first' } });
  });
});

describe('the PIN of who takes over', () => {
  it('is counted and locked out as at the sign-in; whoever sits there stays', async () => {
    await outgoingSigned();
    for (let tries = 1; tries < 3; tries++)
      expect(await refusalOf(await post.signing('duty', 'duty-2', '000000'))).toEqual([401, 'wrong-pin']);
    expect(await refusalOf(await post.signing('duty', 'duty-2', '000000'))).toEqual([423, 'locked-out']);
    expect(await refusalOf(await post.signing('duty', 'duty-2'))).toEqual([423, 'locked-out']);
    expect((await post.desk('duty')).handover?.outgoingSignedAt).not.toBeNull();
    post.hall.clock.now += 60_000;
    expect((await post.sign('duty', 'duty-2')).session.operator).toBe('duty-2');
  });

  it('is not asked for what does not pass anyway', async () => {
    await ready();
    for (let tries = 0; tries < 6; tries++) {
      const answer = await post.signing('duty', 'duty-2', '000000');
      expect(await refusalOf(answer)).toEqual([409, 'outgoing-first']);
    }
    await post.did('duty', ':id/sign-outgoing', { seen: await seen() });
    expect((await post.sign('duty', 'duty-2')).session.operator).toBe('duty-2');
  });

  it('does not help who was disabled, or moved to another post, since they were chosen', async () => {
    await begin();
    await post.did('duty', ':id/incoming', { operator: 'duty-3' });
    const { handover } = await post.checkAll('duty');
    await post.did('duty', ':id/sign-outgoing', { seen: handover?.seq ?? 0 });
    await post.hall.as('chief', 'PATCH', '/api/operators/duty-3', { org: 'S2' });
    expect(await refusalOf(await post.signing('duty', 'duty-3'))).toEqual([409, 'incoming-unfit']);
    await post.hall.as('chief', 'PATCH', '/api/operators/duty-3', { org: 'S1', active: false });
    expect(await refusalOf(await post.signing('duty', 'duty-3'))).toEqual([409, 'incoming-unfit']);
  });
});

describe('roles', () => {
  const ON_DUTY = new Set<Role>([
    ...(['street-duty', 'street-leader', 'street-secretary', 'street-director'] as const),
    ...(['district-dispatch', 'shift-leader', 'dept-handler', 'dept-leader'] as const),
  ]);
  let roles: Post;
  beforeAll(async () => {
    const names = Role.options.map((role) => `r-${role}`);
    roles = await openPost([]);
    const posts = Object.fromEntries(
      Role.options.map((role) => [`r-${role}`, { roles: [role], org: role.startsWith('dept') ? 'A' : 'S1' }]),
    );
    await roles.hall.close();
    await hire(roles.hall.dataDir, posts, names);
    roles = await openPost([], roles.hall.dataDir);
  });
  afterAll(() => roles.hall.removeData());

  it.each(Role.options)('%s', async (role) => {
    const answer = await roles.step(`r-${role}`, '/api/handovers');
    if (!ON_DUTY.has(role)) return expect(await refusalOf(answer)).toEqual([403, 'not-on-duty']);
    const { people, handover } = PostHandover.parse(await answer.json());
    expect(people.every((one) => one.roles.every((each) => ON_DUTY.has(each)))).toBe(true);
    expect(handover?.outgoing.id).not.toBe(undefined);
    return undefined;
  });
});

it('keeps what was written from an older text of another window', async () => {
  await begin();
  await post.did('duty', ':id/notes', { heading: 'other', text: '甲写', was: '' });
  const late = { heading: 'other', text: '乙写', was: '' };
  expect(await post.refused('duty-2', ':id/notes', late)).toEqual([409, 'changed-meanwhile']);
  expect(waiting(await post.desk('duty')).some(({ key }) => key === 'note:other')).toBe(true);
});

it('shows past ones to who may read them', async () => {
  await outgoingSigned();
  const { record } = await post.sign('duty', 'duty-2');
  const asked = async (who: string): Promise<number> =>
    (await post.hall.as(who, 'GET', `/api/handovers/${record.id}`)).status;
  expect(await asked('leader')).toBe(200);
  expect(await asked('dispatch')).toBe(200);
  expect(await asked('other-duty')).toBe(403);
  expect(await asked('chief')).toBe(403);
});
