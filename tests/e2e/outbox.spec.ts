import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { startWritableUpstream } from '../support/writableUpstream.ts';
import { expect, picturesAtBothSizes, soon, test } from './support/fixtures.ts';
import { until } from './support/halls.ts';
import { casesAtBorder } from './support/whistleCases.ts';
import { DUTY, whistleHall } from './support/whistleHall.ts';

const TITLE = '井盖破损请派单';
const DISPATCHER = 'demo-dispatch';
const action = (name: string) => ({
  path: `/cases/{{case.id}}/${name}`,
  body: { text: '{{event.text}}' },
  success: { path: 'code', values: [0] },
  messagePath: 'msg',
  idPath: 'data.id',
});

test('what an upstream refuses comes back to whoever acted, who changes it and sends it again', async ({
  consoleOf,
  using,
}) => {
  const upstream = await startWritableUpstream();
  await using(Promise.resolve({ end: () => upstream.stop() }));
  upstream.cases = [{ id: 'GD-1', at: '2026-11-23 08:00:00', title: TITLE, text: '请修' }];
  upstream.faults = ['refuse'];
  const hall = await using(whistleHall(casesAtBorder));
  await hall.send('demo-admin', '/api/sources', {
    config: {
      ...{ id: 'grid', name: '网格平台', kind: 'rest', url: `${upstream.url}/cases`, pollSeconds: 60 },
      ...{ paused: false, crs: 'wgs84', zone: 'Asia/Shanghai', auth: { in: 'none' }, jurisdiction: null },
      mapping: {
        rowsPath: 'data',
        fields: { id: 'id', requestedAt: 'at', title: 'title', description: 'text' },
      },
      writeBack: {
        actions: { dispatch: action('dispatch'), return: action('return') },
        on: { withdrawn: 'return' },
      },
    },
  });
  await until(
    'the case of the second upstream',
    30,
    async () => (await hall.cases('source=grid')).total === 1,
  );
  const { items } = await hall.cases('source=upstream&limit=1');
  const place = { lon: items[0]?.lon ?? 0, lat: items[0]?.lat ?? 0, address: '路口' };
  const { summary } = await hall.command(DUTY, null, {
    type: 'draft',
    draft: {
      ...{ kind: 'push', street: '320104002', subject: TITLE, place, cases: ['grid:GD-1'] },
      ...{ item: 'D03', category: 'E0501', meet: { at: hall.clock.now() + 3_600_000, where: '路口' } },
      ...{ description: '车行道井盖破损', departments: [{ org: '320104-SZS', part: 'lead' }] },
    },
  });
  await hall.command(DUTY, summary.id, { type: 'submit' });
  await hall.command('demo-street1-leader', summary.id, { type: 'approve' });
  await hall.command(DISPATCHER, summary.id, { type: 'triage-accept' });
  await until('the refusal', 30, async () => (await hall.status()).outbox.failed === 1);

  const dark = await consoleOf(hall, { theme: 'dark' });
  const light = await consoleOf(hall, { theme: 'light' });
  const board = await dark.open('whistles');
  await board.signIn(DISPATCHER, DEMO_PIN);
  await board.open(TITLE);
  await hall.command(DUTY, summary.id, { type: 'withdraw', reason: '重复上报' });
  await soon(() => board.outbox.mark()).toMatch(/待同步 1.*回传失败 1/);
  await soon(() => board.outbox.list()).toEqual([
    expect.stringMatching(/待同步 退回 .*等前一条 #1 处理完/),
    expect.stringMatching(/回传失败 派遣 .*办理意见不少于 10 字/),
  ]);
  await picturesAtBothSizes(board, 'outbox-whistle-dark');
  expect(await board.accessibilityFaults()).toEqual([]);

  const desk = await light.open('desk');
  await desk.signIn(DISPATCHER, DEMO_PIN);
  await desk.search('GD-1');
  await soon(async () => (await desk.rows()).map(({ title }) => title)).toEqual([`▲ 回传失败${TITLE}`]);
  await picturesAtBothSizes(desk, 'outbox-rows-light');
  await desk.openDetail(1);
  await soon(() => desk.outbox.list()).toHaveLength(2);
  await picturesAtBothSizes(desk, 'outbox-desk-light');

  const connections = await light.open('connections');
  await connections.select('网格平台');
  await soon(() => connections.outbox.list()).toHaveLength(2);
  await picturesAtBothSizes(connections, 'outbox-connections-light');

  await board.outbox.changeAndResend('车行道井盖破损，已联系市政到场', '补充说明');
  await soon(() => board.outbox.list()).toEqual([
    expect.stringMatching(/已送达 退回/),
    expect.stringMatching(/已送达 派遣 .*已联系市政到场/),
  ]);
  await soon(() => board.outbox.mark()).toBeNull();
  await soon(async () => (await desk.rows()).map(({ title }) => title)).toEqual([TITLE]);
  expect(upstream.done.map(({ path }) => path)).toEqual(['/cases/GD-1/dispatch', '/cases/GD-1/return']);
  await picturesAtBothSizes(board, 'outbox-done-dark');
});
