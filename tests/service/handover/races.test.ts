import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { HandoverList, type PostHandover } from '../../../shared/contract/handover.ts';
import { eventually } from '../../support/city.ts';
import { codeOf, itemOf, openPost, type Post } from './support.ts';

let post: Post;
beforeEach(async () => {
  post = await openPost(['duty', 'duty-2', 'duty-3']);
  await post.hall.draft('duty', {});
  await post.did('duty', '/api/handovers');
  await post.did('duty', ':id/incoming', { operator: 'duty-2' });
  const { handover } = await post.checkAll('duty');
  await post.did('duty', ':id/sign-outgoing', { seen: handover?.seq ?? 0 });
});
afterEach(() => post.hall.removeData());

const codes = async (answers: Response[]): Promise<string[]> => {
  const said = answers.map(async (answer) => (answer.ok ? 'signed' : codeOf(answer)));
  return (await Promise.all(said)).sort();
};

const isUncounted = ({ handover }: PostHandover): boolean =>
  handover?.items.some(({ fact }) => fact.kind === 'shift' && fact.cases === null) ?? true;

it('of two windows that sign at once one makes the record', async () => {
  const answers = await Promise.all([
    post.signing('duty', 'duty-2'),
    post.signing('duty-3', 'duty-2'),
    post.signing('duty-2', 'duty-2'),
  ]);
  expect(await codes(answers)).toEqual(['already-signed', 'already-signed', 'signed']);
  const listed = await post.hall.as('duty-3', 'GET', '/api/handovers');
  expect(HandoverList.parse(await listed.json()).items).toHaveLength(1);
  expect(checkIntegrity(post.hall.dataDir).findings).toEqual([]);
});

it('of two people who take over at once it is the one that was chosen', async () => {
  const answers = await Promise.all([post.signing('duty', 'duty-3'), post.signing('duty', 'duty-2')]);
  expect(await codes(answers)).toEqual(['changed-meanwhile', 'signed']);
  const listed = await post.hall.as('duty-3', 'GET', '/api/handovers');
  expect(HandoverList.parse(await listed.json()).items).toMatchObject([{ incoming: '某duty-2' }]);
});

it('what comes in while the PIN is compared stands against the signature', async () => {
  const signing = post.signing('duty', 'duty-2');
  const written = post.did('duty', ':id/notes', { heading: 'other', text: '又及', was: '' });
  const [answer] = await Promise.all([signing, written]);
  // Whichever came first: never a record without the note, nor one with a line that nobody acknowledged.
  if (answer.ok) throw new Error('the note was overtaken and then lost');
  expect(await codeOf(answer)).toBe('changed-meanwhile');
  expect(itemOf(await post.desk('duty'), 'note:other').ack).toBeNull();
});

it('is open once a post, also where two begin at once', async () => {
  const { handover } = await post.desk('duty');
  await post.hall.as('duty', 'DELETE', `/api/handovers/${handover?.id}`);
  const [a, b] = await Promise.all([
    post.did('duty', '/api/handovers'),
    post.did('duty-3', '/api/handovers'),
  ]);
  expect(a.handover?.id).toBe(b.handover?.id);
});

it('outlives a restart with everything that was said', async () => {
  // On a busy machine the digest was made before the cases could be counted: it is asked for until they are.
  const before = await eventually('a digest with its cases', async () => {
    const seen = await post.desk('duty');
    return !isUncounted(seen) && seen;
  });
  await post.hall.close();
  const { dataDir, clock } = post.hall;
  post = await openPost([], dataDir, clock);
  expect((await post.desk('duty')).handover).toEqual(before.handover);
  expect((await post.sign('duty', 'duty-2')).session.operator).toBe('duty-2');
});
