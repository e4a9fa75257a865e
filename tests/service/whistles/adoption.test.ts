import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { tempDir } from '../store/support.ts';
import { bundleChild } from './killBundle.ts';
import { type Hall, HOUR, MINUTE, openHall, openHallOf, POSTS, packWithDaysOff, START } from './support.ts';

const DAY = 24 * HOUR;
const WHO = ['duty', 'leader', 'dispatch', 'a-handler', 'b-handler', 'shift'];
/** Statements between two deaths that are tried; `WHISTLE_CUTS` tries each. */
const EVERY = process.env['WHISTLE_CUTS'] === undefined ? 7 : 1;

/** Department A has signed on Monday at 9:00; its three working days to arrive end on Wednesday at 17:00. */
async function signed(hall: Hall, changes: Record<string, unknown> = {}): Promise<string> {
  const { summary } = await hall.blown(changes);
  await hall.pass('a-handler', summary.id, { type: 'sign', summons: 's1' });
  await hall.pass('a-handler', summary.id, { type: 'contact', summons: 's1', with: '值守' });
  return summary.id;
}

const departmentA = (view: WhistleView) => view.children.find((child) => child.org === 'A');
const typesOf = (view: WhistleView) => view.log.map((event) => event.type);

describe('another calendar after a restart', () => {
  it('is applied before anything that fell due meanwhile is fired, and tells those concerned', async () => {
    let hall = await openHall(null, WHO);
    const id = await signed(hall);
    hall.clock.now = START + 2 * DAY;
    await hall.pass('duty', id, { type: 'note', text: '周三' });
    await hall.close();

    // The program was off when Wednesday was declared a day off, and until Thursday.
    hall.clock.now = START + 3 * DAY + HOUR;
    hall = await openHallOf(packWithDaysOff(['2026-03-04']), POSTS, hall.dataDir, [], hall.clock);
    try {
      let view = await hall.view(id);
      expect(typesOf(view)).not.toContain('no-show');
      expect(departmentA(view)).toMatchObject({ noShow: false, yellowCards: 0 });
      expect(view.clocks.find((clock) => clock.kind === 'arrive')?.dueAt).toBe(START + 3 * DAY + 8 * HOUR);
      const { items } = NoticePage.parse(await (await hall.as('a-handler', 'GET', '/api/notices')).json());
      expect(items.find((notice) => notice.type === 'rejudged')?.what.zh).toMatch(/工作日历有变动/);
      expect(checkIntegrity(hall.dataDir).findings).toEqual([]);

      hall.clock.now = START + 3 * DAY + 8 * HOUR + MINUTE;
      await hall.pass('duty', id, { type: 'note', text: '下班' });
      view = await hall.view(id);
      expect(departmentA(view)).toMatchObject({ noShow: true, yellowCards: 1 });
    } finally {
      await hall.removeData();
    }
  });

  it('takes back what has fired, in open whistles and in closed ones', async () => {
    let hall = await openHall(null, WHO);
    const late = await signed(hall);
    const ended = await signed(hall, {
      ...{ subject: '另一处', place: { lon: -71.075, lat: 42.32, address: '' } },
      departments: [
        { org: 'A', part: 'lead' },
        { org: 'B', part: 'lead', reason: '联办' },
      ],
    });
    // Department B signs on Tuesday, so that its time is not over yet.
    hall.clock.now = START + DAY;
    await hall.pass('b-handler', late, { type: 'sign', summons: 's2' });
    hall.clock.now = START + 3 * DAY + HOUR;
    await hall.pass('duty', ended, { type: 'arrive', summons: 's1', method: 'clerk', who: '甲' });
    expect(departmentA(await hall.view(ended))).toMatchObject({ late: true, noShow: true });
    const { state } = await hall.pass('duty', ended, { type: 'withdraw', reason: '已自行处理' });
    expect(state.summary.stage).toBe('withdrawn');
    await hall.close();

    hall = await openHallOf(packWithDaysOff(['2026-03-04']), POSTS, hall.dataDir, [], hall.clock);
    try {
      expect(departmentA(await hall.view(late))).toMatchObject({
        ...{ noShow: false, yellowCards: 0 },
        exempt: { noShow: true, late: false, yellowCards: 1 },
      });
      expect(departmentA(await hall.view(ended))).toMatchObject({
        ...{ noShow: false, late: false },
        exempt: { noShow: true, late: true, yellowCards: 1 },
      });
      expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
      const told = async (who: string) => {
        const { items } = NoticePage.parse(await (await hall.as(who, 'GET', '/api/notices')).json());
        return items.find((notice) => notice.type === 'rejudged' && notice.whistle === late)?.what.zh;
      };
      expect(await told('a-handler')).toBe('工作日历有变动，原超期不再计入');
      expect(await told('b-handler')).toBe('工作日历有变动，办理时限随之变动');
      const before = (await hall.view(late)).log.length;
      await hall.close();
      // The same calendar again changes nothing.
      hall = await openHallOf(packWithDaysOff(['2026-03-04']), POSTS, hall.dataDir, [], hall.clock);
      expect((await hall.view(late)).log.length).toBe(before);
    } finally {
      await hall.removeData();
    }
  });
});

describe('a death while the whistles are taken over', () => {
  const bundle = tempDir();
  let child = '';
  beforeAll(async () => {
    child = await bundleChild(fileURLToPath(new URL('./adoptionChild.ts', import.meta.url)), bundle.path);
  });
  afterAll(() => bundle.remove());

  it('leaves a sound folder at every statement, and the next start finishes', {
    timeout: 600_000,
  }, async () => {
    const hall = await openHall(null, WHO);
    const ids: string[] = [];
    for (let n = 0; n < 3; n++)
      ids.push(await signed(hall, { place: { lon: -71.08 + n * 0.005, lat: 42.32, address: '' } }));
    hall.clock.now = START + 3 * DAY + HOUR;
    await hall.pass('duty', ids[0] ?? '', { type: 'note', text: '周四' });
    await hall.close();
    const days = '2026-03-04';
    const at = hall.clock.now;
    const run = (dataDir: string, fatal: number) =>
      spawnSync(process.execPath, [child, dataDir, String(at), days, String(fatal)], { encoding: 'utf8' });

    const whole = tempDir();
    cpSync(hall.dataDir, whole.path, { recursive: true });
    const { stdout, stderr } = run(whole.path, 0);
    const statements = Number(stdout);
    expect(statements, stderr).toBeGreaterThan(20);
    whole.remove();

    for (let fatal = 1; fatal < statements; fatal += EVERY) {
      const copy = tempDir();
      cpSync(hall.dataDir, copy.path, { recursive: true });
      expect(run(copy.path, fatal).signal).toBe('SIGKILL');
      expect(checkIntegrity(copy.path).findings, `dead after statement ${fatal}`).toEqual([]);
      const next = await openHallOf(packWithDaysOff([days]), POSTS, copy.path, [], { now: at });
      for (const id of ids) {
        const view = await next.view(id);
        expect(departmentA(view)).toMatchObject({ noShow: false, exempt: { noShow: true } });
        expect(typesOf(view).filter((type) => type === 'rejudged')).toHaveLength(1);
      }
      await next.close();
      expect(checkIntegrity(copy.path).findings).toEqual([]);
      copy.remove();
    }
    await hall.removeData();
  });
});
