import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { whistleCases } from './support/whistleCases.ts';
import { DUTY, whistleHall } from './support/whistleHall.ts';

const ADMIN = 'demo-admin';
const SHIFT = 'demo-shift';
const RESTORED = /^已恢复 .* 填写而未提交的内容。/;
const REASON = '区调度会汇总核对';
const TABLE = '日期,类型,名称\n2027-01-01,休,元旦';
const PIN = '835291';
const KEY = 'k-61840954';

test('what was typed over the desk and the calendar stays through Esc, a lock and a reload, for its operator alone', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource/);
  const desk = await console.open('desk');
  await desk.signIn(DUTY, DEMO_PIN);
  await desk.privacy.openExport();
  await desk.typeInto('导出理由', REASON);
  await desk.press('Escape');
  await desk.privacy.openExport();
  expect(await desk.typedIn('导出理由')).toBe(REASON);
  await soon(() => desk.keptNote()).toMatch(RESTORED);
  await desk.screenshot('kept-export');
  await desk.press('Escape');
  await desk.lock();
  await desk.reload();
  await desk.signIn(SHIFT, DEMO_PIN);
  await desk.privacy.openExport();
  expect(await desk.typedIn('导出理由')).toBe('');
  expect(await desk.keptNote()).toBeNull();
  await desk.press('Escape');

  const connections = await console.open('connections');
  await soon(() => connections.signedInAs()).toContain('值班长');
  const calendar = await connections.openCalendar();
  await calendar.openImport();
  await connections.typeInto('安排内容', TABLE);
  const again = await console.open('connections');
  await (await again.openCalendar()).openImport();
  expect(await again.typedIn('安排内容')).toBe(TABLE);
  await soon(() => again.keptNote()).toMatch(RESTORED);
  await again.screenshot('kept-calendar');
  await again.startAgain();
  expect(await again.typedIn('安排内容')).toBe('');
});

test('what was typed of an operator and of a source comes back without the PIN and the key', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const console = await consoleOf(hall);
  const connections = await console.open('connections');
  await connections.signIn(ADMIN, DEMO_PIN);
  const { people } = connections;
  await people.open();
  await people.begin({ id: 'hh-9', name: '值守丁', pin: PIN });
  await connections.reload();
  await soon(() => connections.signedInAs()).toContain('管理');
  await people.open();
  expect(await people.begun()).toEqual({ id: 'hh-9', name: '值守丁', pin: '' });
  await soon(() => connections.keptNote()).toMatch(RESTORED);
  await connections.screenshot('kept-operator');
  await people.close();

  await connections.addSource();
  await connections.typeAddress('https://hotline.example/open311/v2');
  await connections.typeKey(KEY);
  const again = await console.open('connections');
  await soon(() => again.signedInAs()).toContain('管理');
  await again.addSource();
  expect(await again.typedAddress()).toBe('https://hotline.example/open311/v2');
  expect(await again.typedKey()).toBe('');
  for (const secret of [PIN, KEY]) expect(await again.stored()).not.toContain(secret);
  expect(await again.stored()).toContain('值守丁');
});
