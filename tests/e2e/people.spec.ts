import { expect, soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

const CENTRE = '区社会治理综合指挥中心';
const WEAK = '123456';
const PIN = '907214';
const OWN_PIN = '618409';
const NEW_PIN = '540968';

test('a hall begins with nobody: its administrator adds the others, the auditor reads what was done', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(emptyHall());
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource/);
  const window = await console.open('whistles');
  const { people } = window;

  await people.beginWithAdministrator();
  await people.add({ id: 'keeper', name: '管理甲', org: CENTRE, roles: [], pin: WEAK });
  await soon(() => people.refusal()).toContain('PIN 过于简单');
  await window.screenshot('people-first');
  await people.typePin(PIN);
  await window.press('Enter');

  await window.signIn('keeper', PIN);
  await soon(() => window.signedInAs()).toContain('管理甲');
  await people.open();
  await people.add({ id: 'auditor', name: '审计乙', org: CENTRE, roles: ['审计', '值班长'], pin: PIN });
  await soon(() => people.refusal()).toContain('不能与其他角色由一人兼任');
  await people.addWithout('值班长');
  await soon(async () => (await people.operators()).length).toBe(2);
  await people.add({
    ...{ id: 'hh-1', name: '值守丙', org: '红花街道办事处', pin: PIN },
    roles: ['街道值守', '街道班子成员'],
  });
  await soon(async () => (await people.operators()).join()).toContain(
    '值守丙 hh-1 街道值守、街道班子成员 · 红花街道办事处',
  );
  await window.screenshot('people-operators');
  expect(await window.accessibilityFaults()).toEqual([]);
  await people.choose('值守丙');
  await people.disable();
  await soon(async () => (await people.operators()).join()).toContain('值守丙 已停用');
  await people.close();

  // The administrator knows this PIN: it opens nothing but its change.
  await window.signIn('auditor', PIN);
  await people.opened();
  await people.changeOwnPin(PIN, PIN);
  await soon(() => people.refusal()).toContain('不能与当前 PIN 相同');
  await window.screenshot('people-change-first');
  expect(await window.accessibilityFaults()).toEqual([]);
  await people.changeOwnPin(PIN, OWN_PIN);
  await people.closed();

  // Whoever made the account could act as the auditor: auditors are told.
  await window.signIn('auditor', OWN_PIN);
  await soon(() => people.auditorChanges()).toMatch(/^审计员 审计乙 由 管理甲 于 .+ 添加$/);
  await window.screenshot('people-auditor-changes');
  expect(await window.accessibilityFaults()).toEqual([]);
  await people.understand();
  await soon(() => window.signedInAs()).toContain('审计乙');
  await people.open();
  expect(await people.tabs()).toEqual(['审计记录', '我的 PIN', '委托']);
  await soon(async () => (await people.audit()).join('\n')).toMatch(
    /keeper 修改操作员 hh-1 完成 停用[\s\S]*拒绝 角色不能兼任[\s\S]*拒绝 PIN 过于简单/,
  );
  await window.screenshot('people-audit');
  expect(await window.accessibilityFaults()).toEqual([]);

  await people.tab('我的 PIN');
  await people.changeOwnPin('000000', NEW_PIN);
  await soon(() => people.refusal()).toContain('当前 PIN 不正确');
  await people.changeOwnPin(OWN_PIN, NEW_PIN);
  await soon(() => window.signedInAs()).not.toContain('审计乙');
  await people.close();
  await window.signIn('auditor', NEW_PIN);
  await soon(() => window.signedInAs()).toContain('审计乙');
});
