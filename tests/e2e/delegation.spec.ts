import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { whistleCases } from './support/whistleCases.ts';
import { DUTY, draftWhistle, whistleHall } from './support/whistleHall.ts';

const DIRECTOR = '演示-夫子庙街道主任';
const DEPUTY = '演示-夫子庙街道班子成员';

test('a director who is away has a deputy act; both names stand in the log', async ({ consoleOf, using }) => {
  const hall = await using(whistleHall(whistleCases));
  const { id, subject } = await draftWhistle(hall, '试验巷1号', 'hard', [
    { org: '320104-SZS', part: 'lead' },
  ]);
  await hall.command(DUTY, id, { type: 'submit' });
  await hall.command('demo-street1-secretary', id, { type: 'approve' });
  const console = await consoleOf(hall);
  const window = await console.open('whistles');
  const other = await console.open('whistles');
  const { people } = window;

  await window.signIn('demo-street1-director', DEMO_PIN);
  await people.open();
  await people.tab('委托');
  await people.delegate(`${DEPUTY} · 夫子庙街道办事处 · 街道班子成员`, '赴外地招商');
  await soon(async () => (await people.delegations()).join()).toContain(`${DEPUTY} ${DIRECTOR} 委托代理`);
  expect((await people.delegations()).join()).toContain('生效中');
  await window.screenshot('delegation-list');
  expect(await window.accessibilityFaults()).toEqual([]);
  await people.close();

  await window.signIn('demo-street1-leader', DEMO_PIN);
  await window.open(subject);
  expect(await window.acts()).not.toContain('审签同意');
  await people.actAs(`代 ${DIRECTOR}`);
  await soon(() => people.actsAs()).toContain(`代 ${DIRECTOR}`);
  // One session serves every window of the desk.
  await soon(() => other.people.actsAs()).toContain(`代 ${DIRECTOR}`);
  await soon(() => window.acts()).toContain('审签同意');
  await window.screenshot('delegation-acting');
  await window.act('审签同意', {});
  await soon(async () => (await window.log())[0]).toContain(`${DEPUTY} 代 ${DIRECTOR}`);
  expect(await window.details()).toContain(`${DEPUTY} 代 ${DIRECTOR}`);
  await window.screenshot('delegation-approved');

  // The director is back: what is done afterwards is refused, in words, and the bar says why.
  const [approval] = (await hall.whistle(id)).log.toReversed();
  const { delegation = '' } = approval?.actor.onBehalfOf ?? {};
  const path = `/api/delegations/${delegation}/end`;
  await hall.send('demo-street1-director', path, { reason: '已返岗' });
  await window.reload();
  await soon(() => people.actsAs()).toContain('委托已失效');
});
