import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import type { Score } from './support/driver/whistleActs.ts';
import type { WhistleStatus } from './support/driver/whistles.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { GAS, hardWhistle, type Moment, ROADS, SEATS, type Seat, WATER } from './support/hardWhistle.ts';
import { photo } from './support/photo.ts';
import { allSee, pictures, seatsAt } from './support/seats.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { whistleHall } from './support/whistleHall.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SCORES: Score[] = [
  { who: ROADS, scores: [5, 4, 4], comment: '返工后质量合格' },
  { who: WATER, scores: [4, 3, 4], comment: '先异议后到场' },
  { who: GAS, scores: [1, 2, 3], comment: '多次催办，迟到一周' },
];

// Each has its own hall, so both workers can take of them.
test.describe.configure({ mode: 'parallel' });

/**
 * Moments that differ in stage, level or number of arrivals, with what every window tells of the whistle then, and which of
 * them open its page from then on. What else happens in between, the tests below assert at the seats that it concerns.
 */
const LIFE: { moment: Moment; stage: string; more: Partial<WhistleStatus>; opens: Seat[] }[] = [
  { moment: 'blown', stage: '待审签', more: { level: 'L0' }, opens: ['street', 'leader'] },
  { moment: 'signed-by-both', stage: '待研判', more: {}, opens: [] },
  { moment: 'sent-out', stage: '已吹哨', more: { arrived: '到 0/5' }, opens: ['roads', 'water', 'district'] },
  { moment: 'second-arrived', stage: '报到中|已吹哨', more: { arrived: '到 2/5' }, opens: [] },
  { moment: 'level-2', stage: '报到中|已吹哨', more: { level: 'L2' }, opens: [] },
  { moment: 'level-4', stage: '报到中|已吹哨', more: { level: 'L4' }, opens: [] },
  { moment: 'both-leaders-arrived', stage: '处置中', more: { arrived: '到 4/5' }, opens: [] },
  { moment: 'arrived-late', stage: '处置中', more: { arrived: '到 5/5' }, opens: [] },
  { moment: 'handed-in', stage: '待街道确认', more: {}, opens: [] },
  { moment: 'sent-back', stage: '处置中', more: {}, opens: [] },
  { moment: 'confirmed', stage: '待评价', more: {}, opens: [] },
];

test('every window tells the same of a whistle from the blowing to the reopening, seven seats by role', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const seats = await seatsAt(
    consoleOf,
    hall,
    ...(['street', 'leader', 'centre', 'roads', 'water', 'district', 'judge'] as const),
  );
  for (const window of Object.values(seats)) await window.recordShownTimes();
  const { id, goOn } = await hardWhistle(hall, 'blown');
  const latencies: number[] = [];
  /** As `allSee`, and how long it took from the service's commit to each of these windows is kept. */
  const inTime = async (
    windows: Partial<typeof seats>,
    stage: string,
    more: Partial<WhistleStatus>,
  ): Promise<void> => {
    await allSee(windows, stage, more);
    const { log } = await hall.whistle(id);
    const newest = log.at(-1);
    if (newest === undefined) throw new Error('an empty log');
    for (const [seat, window] of Object.entries(windows)) {
      await soon(() => window.shownAt(id, newest.seq), { message: seat }).not.toBeNull();
      const shown = (await window.shownAt(id, newest.seq)) ?? Number.NaN;
      latencies.push(shown - hall.clock.machineTime(newest.at));
    }
  };

  /** What single windows tell beside that. */
  const also: { [M in Moment]?: () => Promise<void> } = {
    'sent-out': () =>
      soon(async () => (await seats.roads.children()).map(({ stage }) => stage)).toEqual(
        Array(5).fill('已送达'),
      ),
    'level-2': () => soon(() => seats.roads.signedInAs()).toContain('已锁定'),
    'both-leaders-arrived': () =>
      soon(async () => (await seats.street.child(GAS))?.marks).toContain('代报到 2 步'),
    'sent-back': () => soon(() => seats.judge.card(SUBJECT)).toContain('返工 1'),
  };

  for (const { moment, stage, more, opens } of LIFE)
    await test.step(moment, async () => {
      await goOn(moment);
      await inTime(seats, stage, more);
      for (const seat of opens) await seats[seat].open(SUBJECT);
      await also[moment]?.();
    });
  await pictures('10-everywhere', seats);

  await test.step('rated', async () => {
    await goOn('rated');
    const { centre, judge, ...onPages } = seats;
    await inTime(onPages, '销号', {});
    for (const board of [centre, judge]) await soon(async () => (await board.columns())['已销号']).toBe(1);
  });
  await test.step('reopened', async () => {
    await goOn('reopened');
    await inTime(seats, '处置中', {});
    await soon(() => seats.centre.card(SUBJECT)).toContain('第 2 轮');
  });

  const { log } = await hall.whistle(id);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
  expect(latencies.every(Number.isFinite)).toBe(true);
  const sorted = latencies.sort((a, b) => a - b);
  const share = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? Number.NaN);
  process.stdout.write(
    `whistle story: ${share(0.5)} ms (median), ${share(0.95)} ms (p95), ${Math.round(sorted.at(-1) ?? 0)} ms (worst) ` +
      `of ${sorted.length}, from the commit to the screen of seven windows\n`,
  );
});

/** Each of these tests has a hall of its own, with a 攻坚哨 that is brought past the windows to where the test begins. */
test.describe('秦淮: a 攻坚哨', () => {
  test('it is blown from the case that the street has selected on the desk', async ({ consoleOf, using }) => {
    const hall = await using(whistleHall(whistleCases));
    const seats = await seatsAt(consoleOf, hall, 'street');
    const { street } = seats;
    expect(await street.signedInAs()).toContain('街道值守');
    await street.switchTo('desk');
    await street.selectCase(SUBJECT);
    await street.switchTo('whistles');
    await street.blow();
    await soon(() => street.subject()).toBe(SUBJECT);
    await street.chooseKind('攻坚哨');
    await soon(() => street.departments()).toHaveLength(4);
    await street.dropDepartment('公安交警大队');
    await pictures('01-blow-form', { street });
    await street.sendBlow();
    await soon(() => street.pageShown()).toBe(true);
    expect((await hall.whistle(await street.opened())).summary.stage).toBe('pending-approval');
    await allSee(seats, '待审签', { level: 'L0' });
    await pictures('01-blown', { street });
  });

  test('secretary and director both have to sign it', async ({ consoleOf, using }) => {
    const hall = await using(whistleHall(whistleCases));
    await hardWhistle(hall, 'blown');
    const seats = await seatsAt(consoleOf, hall, 'leader');
    const { leader } = seats;
    await leader.open(SUBJECT);
    await leader.act('审签同意', {});
    await allSee(seats, '待审签', {});
    expect(await leader.acts()).not.toContain('审签');
    await leader.signIn('demo-street1-director', DEMO_PIN);
    await leader.act('审签同意', {});
    await allSee(seats, '待研判', {});
    await pictures('02-approved', { leader });
  });

  test('the centre sends it out to departments and leaders', async ({ consoleOf, using }) => {
    const hall = await using(whistleHall(whistleCases));
    await hardWhistle(hall, 'signed-by-both');
    const seats = await seatsAt(consoleOf, hall, 'centre');
    const { centre } = seats;
    await soon(() => centre.alarms()).toContain('1 项未知晓');
    await centre.open(SUBJECT);
    await centre.act('派哨', {});
    await allSee(seats, '已吹哨', { arrived: '到 0/5' });
    await soon(async () => (await centre.children()).map(({ name, stage }) => [name, stage])).toEqual([
      [ROADS, '已送达'],
      [WATER, '已送达'],
      [GAS, '已送达'],
      ['挂包街道的区委常委', '已送达'],
      ['分管副区长', '已送达'],
    ]);
    await pictures('03-sent-out', { centre });
    await centre.back();
    await allSee(seats, '已吹哨', { arrived: '到 0/5' });
  });

  test('the lead signs, gets in touch and arrives where it is wanted, not from afar', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(whistleHall(whistleCases));
    const { id } = await hardWhistle(hall, 'sent-out');
    const seats = await seatsAt(consoleOf, hall, 'roads');
    const { roads } = seats;
    await roads.open(SUBJECT);
    await roads.act('签收', {});
    await roads.act('对接街道', { 对接人: '街道值守' });
    await allSee(seats, '报到中|已吹哨', {});
    const { draft } = await hall.whistle(id);
    const place = draft.place ?? { lon: 0, lat: 0 };
    await roads.setGeolocation({ lon: place.lon + 0.02, lat: place.lat });
    await roads.openAct('报到');
    await roads.fill({ 报到方式: '定位' });
    await roads.takePosition();
    await roads.send();
    await soon(() => roads.refusal()).toMatch(/距报到地点 \d+ 米，超出 200 米/);
    await pictures('04-too-far', { roads });
    await roads.setGeolocation({ lon: place.lon + 0.0005, lat: place.lat });
    await roads.takePosition();
    await roads.send();
    await soon(() => roads.formShown()).toBe(false);
    await allSee(seats, '报到中|已吹哨', { arrived: '到 1/5' });
    await pictures('04-arrived', { roads });
  });

  test('one objects and is overruled, then arrives by the code of the street', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(whistleHall(whistleCases));
    await hardWhistle(hall, 'lead-arrived');
    const seats = await seatsAt(consoleOf, hall, 'water', 'centre', 'street');
    const { water, centre, street } = seats;
    for (const window of [water, street]) await window.open(SUBJECT);
    await water.chooseChild(WATER);
    await water.act('提出异议（退哨）', {
      建议改派: '区水务局',
      理由: '该处无供水管线，应由排水主管部门负责',
    });
    await allSee(seats, '报到中|已吹哨', {});
    await soon(() => centre.card(SUBJECT)).toContain('裁定异议');
    await centre.open(SUBJECT);
    await centre.chooseChild(WATER);
    await pictures('05-objected', { centre, water });
    await centre.act('裁定异议', {
      裁定: '异议不成立，仍由其负责',
      理由: '塌陷处下方有在用供水管，首接负责',
    });
    await soon(async () => (await water.child(WATER))?.text).toContain('不成立');
    await water.act('对接街道', { 对接人: '街道值守' });
    await street.chooseChild(WATER);
    await street.openAct('报到');
    await soon(() => street.checkInCode()).toMatch(/^\d{6}$/);
    const code = await street.checkInCode();
    await pictures('05-code', { street });
    await street.closeForm();
    await water.act('报到', { 报到方式: '扫码', 签到码: code });
    await centre.back();
    await allSee(seats, '报到中|已吹哨', { arrived: '到 2/5' });
    await pictures('05-overruled', { water });
  });

  test('one that does not answer climbs the ladder while the hours pass', async ({ consoleOf, using }) => {
    const hall = await using(whistleHall(whistleCases));
    await hardWhistle(hall, 'second-arrived');
    const seats = await seatsAt(consoleOf, hall, 'street');
    const { street } = seats;
    await street.open(SUBJECT);
    await hall.clock.move(31 * MINUTE);
    await allSee(seats, '报到中|已吹哨', { level: 'L1' });
    await soon(() => street.signedInAs()).toContain('已锁定');
    await pictures('06-reminded', { street });
    await hall.clock.move(30 * MINUTE);
    await allSee(seats, '报到中|已吹哨', { level: 'L2' });
    await soon(async () => (await street.child(GAS))?.marks).toContain('黄牌 1');
    await pictures('06-supervised', { street });
    await hall.clock.move(30 * MINUTE);
    await allSee(seats, '报到中|已吹哨', { level: 'L3' });
    await hall.clock.move(25 * HOUR);
    await allSee(seats, '报到中|已吹哨', { level: 'L4' });
    await pictures('06-leaders', { street }, 'large');
  });

  test('the centre records what one answered by telephone', async ({ consoleOf, using }) => {
    const hall = await using(whistleHall(whistleCases));
    await hardWhistle(hall, 'level-4');
    const seats = await seatsAt(consoleOf, hall, 'centre');
    const { centre } = seats;
    await centre.open(SUBJECT);
    await centre.chooseChild(GAS);
    await centre.openAct('签收');
    await centre.fill({ 部门答复人: '燃气公司值班调度' });
    await pictures('07-on-behalf', { centre });
    await centre.send();
    await soon(() => centre.formShown()).toBe(false);
    await centre.act('对接街道', { 对接人: '街道值守', 部门答复人: '燃气公司值班调度' });
    await soon(async () => (await centre.child(GAS))?.marks).toContain('代报到 2 步');
    await centre.back();
    await allSee(seats, '报到中|已吹哨', {});
  });

  test('双报到: with one leader there it waits for the other', async ({ consoleOf, using }) => {
    const hall = await using(whistleHall(whistleCases));
    const { id } = await hardWhistle(hall, 'answered-by-telephone');
    const seats = await seatsAt(consoleOf, hall, 'district');
    const { district } = seats;
    await district.open(SUBJECT);
    const { draft } = await hall.whistle(id);
    await district.setGeolocation(draft.place ?? { lon: 0, lat: 0 });
    await district.chooseChild('分管副区长');
    await district.openAct('报到');
    await district.fill({ 报到方式: '定位' });
    await district.takePosition();
    await district.send();
    await soon(() => district.formShown()).toBe(false);
    await allSee(seats, '报到中|已吹哨', { arrived: '到 3/5' });
    await soon(() => district.waiting()).toContainEqual(
      expect.stringMatching(/挂包街道的区委常委 到场报到（双报到）/),
    );
    await pictures('08-waits-for-second', { district }, 'large');
    await district.signIn('demo-committee', DEMO_PIN);
    await district.chooseChild('挂包街道的区委常委');
    await district.openAct('报到');
    await district.fill({ 报到方式: '定位' });
    await district.takePosition();
    await district.send();
    await allSee(seats, '处置中', { arrived: '到 4/5' });
    await pictures('08-both', { district });
  });

  test('one that has not come a week later is marked, and so is that it came late', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(whistleHall(whistleCases));
    await hardWhistle(hall, 'both-leaders-arrived');
    const seats = await seatsAt(consoleOf, hall, 'street');
    const { street } = seats;
    await street.open(SUBJECT);
    await hall.clock.move(7 * DAY);
    await soon(async () => (await street.child(GAS))?.marks).toContain('未到');
    await allSee(seats, '处置中', {});
    await pictures('09-no-show', { street });
    await street.signIn(SEATS.street, DEMO_PIN);
    await street.chooseChild(GAS);
    await street.act('报到', { 报到方式: '街道登记', 到场人员: '燃气公司抢修班长' });
    await soon(async () => (await street.child(GAS))?.marks).toContain('迟到');
    await allSee(seats, '处置中', { arrived: '到 5/5' });
  });

  test('the lead hands in, the street sends it back once and then confirms', async ({ consoleOf, using }) => {
    const hall = await using(whistleHall(whistleCases));
    await hardWhistle(hall, 'arrived-late');
    const seats = await seatsAt(consoleOf, hall, 'roads', 'street');
    const { roads, street } = seats;
    for (const window of [roads, street]) await window.open(SUBJECT);
    await roads.chooseChild(ROADS);
    await roads.openAct('反馈结果');
    await roads.fill({ 内容: '塌陷处已回填并恢复路面', 照片或文件: photo('回填前后.png', 90) });
    await pictures('10-result-form', { roads });
    await roads.send();
    await soon(() => roads.formShown()).toBe(false);
    await allSee(seats, '待街道确认', {});
    await street.openAct('返工');
    await street.fill({ 理由: '路面仍有两处沉降，请重新压实' });
    await pictures('10-rework-form', { street });
    await street.send();
    await soon(() => street.formShown()).toBe(false);
    await allSee(seats, '处置中', {});
    await pictures('10-rework', { roads });
    await roads.act('反馈结果', {
      内容: '已重新压实并铺设沥青，现场恢复通行',
      照片或文件: photo('压实后.png', 160),
    });
    await allSee(seats, '待街道确认', {});
    await street.act('确认办结', { 已现场核查: true, 说明: '现场核查，路面平整' });
    await allSee(seats, '待评价', {});
    expect((await street.child(ROADS))?.text).toContain('压实后.png');
    await pictures('10-confirmed', { street });
  });

  test('the street rates each department, and with that it is closed', async ({ consoleOf, using }) => {
    const hall = await using(whistleHall(whistleCases));
    const { id } = await hardWhistle(hall, 'confirmed');
    const { leader } = await seatsAt(consoleOf, hall, 'leader');
    await leader.open(SUBJECT);
    await leader.openAct('评价各部门');
    await leader.score(SCORES);
    await pictures('11-rating-form', { leader });
    await leader.send();
    await soon(() => leader.formShown()).toBe(false);
    await allSee({ leader }, '销号', {});
    expect(await leader.details()).toContain('到场 5 · 态度 4 · 效果 4 · 返工后质量合格');
    await pictures('11-closed', { leader }, 'large');
    await leader.back();
    // A board that somebody acts on keeps the card where it was, and says where it has gone.
    await allSee({ leader }, '销号', {});
    expect((await hall.whistle(id)).summary.stage).toBe('closed');
  });

  test('supervision finds it unresolved and opens it again', async ({ consoleOf, using }) => {
    const hall = await using(whistleHall(whistleCases));
    const { id } = await hardWhistle(hall, 'rated');
    const seats = await seatsAt(consoleOf, hall, 'judge');
    const { judge } = seats;
    await judge.unfold('已销号');
    await judge.open(SUBJECT);
    await judge.openAct('重开');
    await judge.fill({ 重开原因: '未解决', 理由: '回访居民，雨后再次下陷' });
    await pictures('12-reopen-form', { judge });
    await judge.send();
    await soon(() => judge.formShown()).toBe(false);
    await allSee(seats, '处置中', {});
    await pictures('12-reopened', { judge }, 'large');
    await judge.back();
    await soon(() => judge.card(SUBJECT)).toContain('第 2 轮');
    const { summary } = await hall.whistle(id);
    expect(summary).toMatchObject({ stage: 'handling', round: 2, rework: 1, level: 4 });
  });
});
