import { run } from '../support/hostFiles.ts';
import type { WhistlesDriver } from './support/driver/whistles.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { SEATS } from './support/hardWhistle.ts';
import { inEnglish, pictures, type Seated, seatsAt } from './support/seats.ts';
import { appealAndWork, blownAtBorder, emergency, outage, signForDirector } from './support/trustDay.ts';
import { casesAtBorder, SUBJECT } from './support/whistleCases.ts';
import { type WhistleHall, whistleHall } from './support/whistleHall.ts';

type Seats = Seated<'centre' | 'leader'>;

test('a day of absence, a border, an outage and an appeal: both ledgers tell it, also after a restart', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(casesAtBorder));
  const border = await blownAtBorder(hall);
  const seats = await seatsAt(consoleOf, hall, 'leader', 'centre');
  const { leader, centre } = seats;
  await leader.open(SUBJECT);

  await test.step('a call that the secretary never had was recorded: they disown it', () =>
    disownCall(hall, border, leader));
  await test.step('a dispatcher records what the secretary says by telephone', () => recordCall(centre));
  await test.step('the secretary confirms it in person', () => countersign(leader));
  const burst = await emergency(hall, border);
  await outage(hall, border, burst);
  await appealAndWork(hall, border);

  await test.step('the pages and the indicators show both ledgers', async () => {
    await soon(async () => (await leader.child('供水公司'))?.marks).toContain('曾记黄牌 1 · 不计');
    const log = (await leader.log()).join('\n');
    expect(log).toContain('演示-夫子庙街道班子成员 代 演示-夫子庙街道主任');
    expect(log).toContain('秦虹街道 现场核查并确认');
    expect(log).toContain('曾超时，已豁免，不计入考核');
    await centre.back();
    await centre.openFigures();
    await soon(() => centre.figure('按时签收率')).toContain('3（1） ÷ 3');
    await soon(() => centre.figure('按时报到率')).toContain('3（1） ÷ 3');
    await pictures('44-both-ledgers', { centre, leader });
  });

  await test.step('all of it is still there after a restart, and the log is whole', async () => {
    const before = await told(seats);
    await hall.stop();
    const again = await using(whistleHall(() => hall.rows, { left: hall, pack: 'nanjing-qinhuai' }));
    for (const window of [leader, centre]) await window.reload();
    await leader.open(SUBJECT);
    await centre.openFigures();
    await soon(() => told(seats)).toEqual(before);
    const { code, out, err } = await run('verify.ts', ['--data', again.dataDir]);
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, findings: [] });
  });
});

async function disownCall(hall: WhistleHall, id: string, leader: WhistlesDriver): Promise<void> {
  await hall.command('demo-relief-street1', id, {
    ...{ type: 'record-approval', leader: SEATS.leader, at: hall.clock.now(), note: '值守乙接听' },
  });
  await soon(() => leader.acts()).toContain('不认可电话批准');
  await leader.openAct('不认可电话批准');
  await leader.fill({ 理由: '当时未接到电话' });
  await pictures('41-disown-form', { leader });
  await inEnglish('41-disown-form', leader);
  await leader.send();
  await soon(() => leader.details()).toContain('电话批准，本人不认可（演示-夫子庙街道值守乙');
  expect((await hall.whistle(id)).summary.stage).toBe('pending-approval');
  await signForDirector(hall, id);
}

async function recordCall(centre: WhistlesDriver): Promise<void> {
  await centre.open(SUBJECT);
  await centre.openAct('登记电话批准');
  await centre.choose('电话中批准的领导', /书记/);
  await centre.fill({ 说明: '书记在区里开会' });
  await pictures('42-call-form', { centre });
  await inEnglish('42-call-form', centre);
  expect(await centre.accessibilityFaults()).toEqual([]);
  await centre.send();
  await soon(() => centre.details()).toMatch(/演示-夫子庙街道书记 .*电话批准，待补签（演示-区派遣员/);
  expect(await centre.waiting()).toContainEqual(expect.stringContaining('补签电话批准'));
  await centre.act('派哨', {});
}

async function countersign(leader: WhistlesDriver): Promise<void> {
  await soon(() => leader.acts()).toContain('补签电话批准');
  await leader.openAct('补签电话批准');
  await pictures('43-countersign-form', { leader });
  await inEnglish('43-countersign-form', leader);
  await leader.send();
  await soon(() => leader.details()).toMatch(/演示-夫子庙街道书记 .*电话批准，已补签（演示-区派遣员/);
  expect((await leader.waiting()).join()).not.toContain('补签');
  await pictures('43-countersigned', { leader });
}

/** What two windows tell of the day: the page of the whistle at the border and the figures. */
async function told({ leader, centre }: Seats): Promise<unknown> {
  const children = (await leader.children()).map(({ name, stage, marks }) => ({ name, stage, marks }));
  const figures = await Promise.all(['按时签收率', '按时报到率'].map((name) => centre.figure(name)));
  return { log: await leader.log(), details: await leader.details(), children, figures };
}
