import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { WhistleIndicators } from '../../../shared/contract/whistleApi.ts';
import { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { WhistleView } from '../../../shared/contract/whistleView.ts';
import { type Command, type Hall, HOUR, MINUTE, openHall, START } from './support.ts';

const WHO = ['duty', 'leader', 'dispatch', 'a-handler', 'b-handler', 'shift'];
let hall: Hall;
afterEach(() => hall.removeData());

/** What happened at `at`, entered afterwards and confirmed by the dispatcher. */
const entered = <T extends Command>(command: T, at: number) => ({
  ...command,
  backEntry: {
    occurredAt: at,
    cause: 'system-down' as const,
    reason: '断电，登记簿第 3 页',
    confirmedBy: 'dispatch',
  },
});
const first = (view: WhistleView) => {
  const [child] = view.children;
  if (child === undefined) throw new Error('nobody is summoned');
  return child;
};
const noticesOf = async (who: string) =>
  NoticePage.parse(await (await hall.as(who, 'GET', '/api/notices')).json()).items.map(({ what }) => what.zh);

it('an outage is entered afterwards, judged again, and the same after a restart', async () => {
  hall = await openHall(null, WHO);
  const { summary } = await hall.blown({});
  const { id } = summary;
  // The program is off while the hour to sign passes, and half as much again.
  await hall.close();
  hall = await openHall(hall.dataDir, WHO, { now: START + 3 * HOUR });
  let view = await hall.view(id);
  await expect.poll(async () => first(await hall.view(id)).yellowCards).toBe(1);
  expect((await hall.view(id)).summary.level).toBe(3);

  const command = {
    ...entered({ type: 'sign', summons: 's1' } as const, START + 20 * MINUTE),
    commandId: 'back-entry-sign-1',
  };
  const answer = await hall.pass('a-handler', id, command);
  expect(answer.events.map(({ type }) => type).slice(0, 2)).toEqual(['signed', 'rejudged']);
  view = answer.state;
  expect(first(view)).toMatchObject({
    ...{ stage: 'signed', signedAt: START + 20 * MINUTE, yellowCards: 0, backEntries: 1 },
    exempt: { yellowCards: 1 },
  });
  expect(view.marks.find(({ id: mark }) => mark === 's1.sign.0@1')).toMatchObject({ exempt: true });
  expect(view.summary).toMatchObject({ backEntries: 1 });
  expect(view.log.find(({ type }) => type === 'signed')).toMatchObject({
    at: START + 3 * HOUR,
    backEntry: {
      occurredAt: START + 20 * MINUTE,
      confirmedBy: { operator: 'dispatch', role: 'district-dispatch', org: 'C' },
    },
  });
  expect(await noticesOf('dispatch')).toContain('有补录指认本单位人员为确认人，请其本人核对并确认');
  expect(await noticesOf('duty')).toContain('有一项补录，请核对实际时间');
  const figures = WhistleIndicators.parse(
    await (await hall.as('shift', 'GET', `/api/whistles/indicators?from=${START - HOUR}`)).json(),
  );
  expect(figures.items.find((one) => one.id === 'sign')).toMatchObject({
    // B never signed.
    ...{ numerator: 1, denominator: 2, exemptIds: [`${id}/s1`] },
  });

  // The same id again gives the same answer, also after a restart; the true time stands in the journal.
  await hall.close();
  hall = await openHall(hall.dataDir, WHO, { now: START + 3 * HOUR });
  const again = await hall.pass('a-handler', id, command);
  expect(again.events).toEqual(answer.events);
  expect((await hall.view(id)).log).toEqual(view.log);
  expect(
    await hall.fail('a-handler', id, { ...command, backEntry: { ...command.backEntry, reason: '改' } }),
  ).toEqual({
    ...{ status: 409, rule: 'command-id-reused' },
  });
  expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
});

it('whoever is named as confirmer has confirmed nothing until they do so in their own session', async () => {
  hall = await openHall(null, WHO);
  const { id } = (await hall.blown({})).summary;
  hall.clock.now += 2 * HOUR;
  await hall.pass('a-handler', id, entered({ type: 'sign', summons: 's1' }, START + 20 * MINUTE));
  // The desk was locked in these two hours.
  await hall.as('dispatch', 'GET', '/api/session');
  const before = WhistleView.parse(await (await hall.as('dispatch', 'GET', `/api/whistles/${id}`)).json());
  expect(before.backEntries).toMatchObject([
    {
      ...{ summons: 's1', vouch: 'named', by: { operator: 'dispatch' } },
      enteredBy: { operator: 'a-handler' },
    },
  ]);
  const entry = before.backEntries?.[0]?.entry ?? 0;
  expect(before.summary.waiting).toContainEqual(
    expect.objectContaining({ org: 'C', roles: ['district-dispatch'], summons: 's1' }),
  );
  expect(before.may).toContainEqual({ type: 'confirm-back-entry', summons: null });
  // Not by whoever entered it, or a colleague of the person named.
  for (const who of ['a-handler', 'shift'])
    expect(await hall.fail(who, id, { type: 'confirm-back-entry', entry })).toMatchObject({
      rule: 'E32.own',
    });
  await hall.pass('dispatch', id, { type: 'confirm-back-entry', entry });
  expect((await hall.view(id)).backEntries).toMatchObject([{ vouch: 'confirmed', since: hall.clock.now }]);
  expect(await noticesOf('a-handler')).toContain('补录已由所指认的确认人本人确认');
  // Disowned: told to shift leaders and kept in the audit, as an approval that was never given.
  await hall.pass('b-handler', id, entered({ type: 'sign', summons: 's2' }, START + 30 * MINUTE));
  const second = (await hall.view(id)).backEntries?.[1]?.entry ?? 0;
  await hall.pass('dispatch', id, { type: 'disown-back-entry', entry: second, reason: '没有此事' });
  expect((await hall.view(id)).backEntries?.[1]).toMatchObject({ vouch: 'disowned' });
  expect((await hall.view(id)).listed).toContain('back-entry-disowned');
  for (const who of ['shift', 'b-handler'])
    expect(await noticesOf(who)).toContain('所指认的确认人不认可补录，请核查');
  await hall.close();
  expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
});

it('verify finds a true time that is not the one in the journal', async () => {
  hall = await openHall(null, WHO);
  const { id } = (await hall.blown({})).summary;
  hall.clock.now += 2 * HOUR;
  await hall.pass('a-handler', id, entered({ type: 'sign', summons: 's1' }, START + 20 * MINUTE));
  await hall.close();
  expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
  const db = new Database(databasePath(hall.dataDir));
  db.exec('DROP TRIGGER journal_not_changed');
  db.prepare('UPDATE journal SET done_at = ? WHERE done_at IS NOT NULL').run(START + 10 * MINUTE);
  db.close();
  const codes = checkIntegrity(hall.dataDir).findings.map(({ code }) => code);
  expect(codes).toContain('whistle-event');
  expect(codes).toContain('journal-chain');
});
