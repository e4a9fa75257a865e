import { expect, soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRows } from './support/upstreamRows.ts';

test('rows that cannot be read wait in quarantine with a reason, and can be retried', async ({
  consoleOf,
  using,
}) => {
  const rows = qinhuaiRows(60, Date.now());
  const hall = await using(qinhuaiHall(rows, '6aika', { withoutId: 1 }));
  const console = await consoleOf(hall);
  const connections = await console.open('connections');

  await connections.becomeAdministrator();
  await connections.openQuarantine();

  await soon(() => connections.reasons()).toEqual([expect.stringMatching(/编号.* \d+ .*(联系上游|重试)/)]);
  expect((await hall.status()).quarantine.waiting).toBeGreaterThan(0);
  expect((await hall.status()).cases.total).toBe(60);

  await connections.retryFirstRow();
  await soon(() => connections.retryResult()).toContain('仍被隔离');

  await connections.select('区平台');
  await soon(async () => (await connections.accounting('区平台')).verdict).toBe('✓ 对账一致');
});
