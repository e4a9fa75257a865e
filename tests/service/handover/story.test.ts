import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkProofs } from '../../../electron/city/anchor/checkProofs.ts';
import { HandoverList, HandoverRecord, HandoverSheet } from '../../../shared/contract/handover.ts';
import { SessionInfo } from '../../../shared/contract/people.ts';
import { readAnchorLines } from '../../../shared/journal/anchor.ts';
import { eventually, keepingBeside } from '../../support/city.ts';
import { anchorIn, besideKey } from '../anchor/support.ts';
import { HOUR, MINUTE } from '../whistles/support.ts';
import { itemOf, openPost, type Post, waiting } from './support.ts';

let post: Post;
beforeEach(async () => {
  post = await openPost([
    'duty',
    'duty-2',
    'leader',
    'dispatch',
    'dispatch-2',
    'a-handler',
    'a-handler-2',
    'judge',
  ]);
});
afterEach(() => post.hall.removeData());

it('hands a street over from the digest to the next session', async () => {
  const { hall } = post;
  const { summary } = await hall.blown({});
  const key = `whistle:${summary.id}`;
  const opened = await post.did('duty', '/api/handovers');
  expect(opened.people.map(({ id }) => id).sort()).toEqual(['duty-2', 'leader']);
  // Signing the whistle is due in an hour: it stands among what presses.
  expect(itemOf(opened, key)).toMatchObject({ section: 'clocks', mark: 'plain', ack: null });
  expect(itemOf(opened, 'shift').fact).toMatchObject({ blown: [{ id: summary.id }], closed: [] });

  await post.did('duty', ':id/notes', { heading: 'equipment', text: '2 号屏偏色', was: '' });
  expect(await post.refused('duty', ':id/sign-outgoing', { seen: 99 })).toEqual([409, 'no-incoming']);
  await post.did('duty', ':id/incoming', { operator: 'duty-2' });
  expect(await post.refused('duty', ':id/sign-outgoing', { seen: 99 })).toEqual([409, 'unacknowledged']);
  const note = itemOf(await post.desk('duty'), 'note:equipment');
  const objection = { key: note.key, version: note.version, verdict: 'objected' };
  expect(await post.refused('duty', ':id/acknowledge', objection)).toEqual([422, 'words-missing']);
  await post.did('duty', ':id/acknowledge', { ...objection, words: '1 号屏也偏色' });

  hall.clock.now += 10 * MINUTE;
  const other = await hall.draft('duty', {
    subject: '另一处',
    place: { lon: -71.06, lat: 42.34, address: '' },
  });
  const later = await post.desk('duty');
  expect(itemOf(later, `whistle:${other.summary.id}`)).toMatchObject({ section: 'whistles', mark: 'new' });
  await post.checkAll('duty');

  // A department signs: the whistle stands elsewhere now, and what was acknowledged of it holds no longer.
  const signed = await hall.pass('a-handler', summary.id, { type: 'sign', summons: 's1' });
  expect(itemOf(await post.desk('duty'), key)).toMatchObject(
    signed.state.summary.stage === 'blown' ? { ack: { verdict: 'checked' } } : { mark: 'changed', ack: null },
  );
  await hall.pass('duty', other.summary.id, { type: 'withdraw', reason: '误录' });
  expect(itemOf(await post.desk('duty'), `whistle:${other.summary.id}`)).toMatchObject({ mark: 'ended' });

  const ready = await post.checkAll('duty');
  expect(waiting(ready)).toEqual([]);
  expect((await post.signing('duty', 'duty-2')).status).toBe(409);
  await post.did('duty', ':id/sign-outgoing', { seen: ready.handover?.seq ?? 0 });
  const { session, record } = await post.sign('duty', 'duty-2');
  expect(session).toMatchObject({ operator: 'duty-2', org: 'S1' });
  expect(record).toMatchObject({
    shift: { name: '08:00' },
    outgoing: { id: 'duty', signedAt: hall.clock.now },
    incoming: { id: 'duty-2', signedAt: hall.clock.now },
    notes: { equipment: '2 号屏偏色' },
  });

  const headers = { 'X-Session': session.token };
  const asked = await hall.request('/api/session', { headers });
  expect(await asked.json()).toMatchObject({ operator: 'duty-2' });
  const list = HandoverList.parse(await (await hall.request('/api/handovers', { headers })).json());
  expect(list.items).toMatchObject([{ seq: 1, id: record.id, objected: 1 }]);
  const again = await hall.request(`/api/handovers/${record.id}`, { headers });
  const sheet = HandoverSheet.parse(await again.json());
  expect(HandoverRecord.parse(sheet)).toEqual(record);
  // The check code is that of the entry of the signature, and an anchor covers it at once.
  const proofs = await checkProofs(hall.dataDir, null, {
    ...{ keeping: keepingBeside(hall.dataDir), anchor: null, heads: [sheet.head], zone: 'Asia/Shanghai' },
  });
  expect(proofs).toMatchObject({ findings: [], figures: { sealed: 1 } });
  const beside = besideKey(keepingBeside(hall.dataDir).folder);
  await eventually('the anchor', async () =>
    readAnchorLines(anchorIn(beside).text()).some((line) => (line?.pos ?? 0) >= sheet.head.pos),
  );
});

it('shows the district the whole city, a department its own', async () => {
  const { summary } = await post.hall.blown({});
  const ofCentre = await post.did('dispatch', '/api/handovers');
  expect(itemOf(ofCentre, `whistle:${summary.id}`).fact).toMatchObject({ street: { org: 'S1' } });
  const ofDepartment = await post.did('a-handler', '/api/handovers');
  const fact = itemOf(ofDepartment, `whistle:${summary.id}`).fact;
  if (fact.kind !== 'whistle') throw new Error('not a whistle');
  expect(new Set(fact.clocks.map(({ by }) => by.org))).toEqual(new Set(['A']));
  expect(await post.refused('judge', '/api/handovers')).toEqual([403, 'not-on-duty']);
});

it('lists what was shelved until it comes back, is taken back, or is done', async () => {
  const { hall } = post;
  const { summary } = await hall.blown({});
  const [waits] = summary.waiting.filter(({ org }) => org === 'A');
  const alarm = `${summary.id}/${waits?.summons}/${waits?.what.zh}/${summary.round}/`;
  const shelve = { alarms: [{ alarm, whistle: summary.id }], minutes: 30 };
  const answer = await hall.as('a-handler', 'POST', '/api/alarms/shelve', shelve);
  expect(await answer.json()).toEqual({
    items: [{ alarm, whistle: summary.id, at: hall.clock.now, until: hall.clock.now + 30 * MINUTE }],
  });
  const shelved = `shelved:a-handler:${alarm}`;
  expect(itemOf(await post.did('a-handler', '/api/handovers'), shelved).fact).toMatchObject({
    by: { operator: 'a-handler' },
    what: waits?.what,
  });
  expect(itemOf(await post.did('dispatch', '/api/handovers'), shelved).section).toBe('shelved');
  await hall.as('a-handler', 'POST', '/api/alarms/unshelve', { alarms: [alarm] });
  expect(itemOf(await post.desk('a-handler'), shelved).mark).toBe('ended');
  await hall.as('a-handler', 'POST', '/api/alarms/shelve', shelve);
  expect(itemOf(await post.desk('a-handler'), shelved).mark).toBe('changed');
  hall.clock.now += 31 * MINUTE;
  expect(itemOf(await post.desk('a-handler'), shelved).mark).toBe('ended');
  const forEver = { ...shelve, minutes: 100_000 };
  expect((await hall.as('a-handler', 'POST', '/api/alarms/shelve', forEver)).status).toBe(422);
});

it('reminds of a change of shift until it is signed', async () => {
  const { hall } = post;
  expect((await post.desk('duty')).due).toMatchObject({ name: '08:00' });
  hall.clock.now += 2 * HOUR;
  expect((await post.desk('duty')).due).toBeNull();
  // 13:46 in the hall.
  hall.clock.now += 2 * HOUR + 46 * MINUTE;
  expect((await post.desk('duty')).due).toMatchObject({ name: '14:00' });
  await post.did('duty', '/api/handovers');
  await post.did('duty', ':id/incoming', { operator: 'duty-2' });
  const ready = await post.checkAll('duty');
  await post.did('duty', ':id/sign-outgoing', { seen: ready.handover?.seq ?? 0 });
  const { record, session } = await post.sign('duty', 'duty-2');
  expect(record.shift.name).toBe('14:00');
  expect(SessionInfo.parse(session).operator).toBe('duty-2');
  expect((await post.desk('duty-2')).due).toBeNull();
  hall.clock.now += 9 * HOUR;
  expect((await post.desk('duty-2')).due).toMatchObject({ name: '20:00' });
});
