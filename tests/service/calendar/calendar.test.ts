import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { CalendarPreview, CalendarView, CalendarYearView } from '../../../shared/contract/calendars.ts';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { CityStatus } from '../../../shared/contract/status.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { statutoryDays } from '../../../shared/time/statutory.ts';
import { cn, cnText, cnYears, officeHours } from '../../unit/time/calendars.ts';
import { type Hall, HOUR, openHallOf, POSTS, START, whistlePack } from '../whistles/support.ts';

const WHO = ['duty', 'leader', 'dispatch', 'shift', 'chief', 'a-handler', 'auditor'];
const STORM = {
  type: 'add-days-off',
  ...{ from: '2026-03-04', to: '2026-03-04', half: null, reason: '暴雪停工' },
};
/** Every statutory day of 2027, and two days that only a table can know. */
const YEAR_2027 = [
  ...(statutoryDays(2027) ?? []).map(({ date, name }) => `${date},休,${name}`),
  '2027-01-04,休,元旦',
  '2027-01-09,班,元旦',
].join('\n');

let hall: Hall;
afterEach(() => hall.city.close());

function pack(): CityPack {
  const plain = whistlePack();
  return {
    ...plain,
    manifest: { ...plain.manifest, calendar: 'cn', working: officeHours },
    calendarYears: cnYears(2025, 2026),
  };
}

async function open(dataDir: string | null = null, now = START): Promise<void> {
  hall = await openHallOf(pack(), POSTS, dataDir, WHO, { now });
}

const view = () => hall.get('/api/calendar', CalendarView);
async function preview(change: unknown, who = 'shift'): Promise<CalendarPreview> {
  const answer = await hall.as(who, 'POST', '/api/calendar/preview', { change });
  return CalendarPreview.parse(await answer.json());
}
async function change(who: string, what: unknown, seen: number): Promise<CalendarView> {
  const answer = await hall.as(who, 'POST', '/api/calendar/changes', { change: what, seen });
  const body = await answer.json();
  if (!answer.ok) throw new Error(JSON.stringify(body));
  return CalendarView.parse(body);
}
async function refusal(who: string, what: unknown, seen: number): Promise<[number, string]> {
  const answer = await hall.as(who, 'POST', '/api/calendar/changes', { change: what, seen });
  return [answer.status, ErrorBody.parse(await answer.json()).error.code];
}

/** A whistle whose department has signed, so that it has three working days to arrive. */
async function signed(): Promise<string> {
  const { summary, children } = await hall.blown({});
  const lead = children.find((child) => child.org === 'A')?.id ?? '';
  await hall.pass('a-handler', summary.id, { type: 'sign', summons: lead });
  return summary.id;
}
async function arrival(id: string) {
  return (await hall.view(id)).clocks.find((clock) => clock.kind === 'arrive');
}
const dueOf = async (id: string) => cnText((await arrival(id))?.dueAt ?? null);

describe('the calendar of a hall', () => {
  it('lists published and provisional years, day by day', async () => {
    await open();
    const { version, today, years, daysOff } = await view();
    expect([version, today, daysOff]).toEqual([0, '2026-03-02', []]);
    expect(years.map(({ year, state }) => [year, state])).toEqual([
      [2025, 'published'],
      [2026, 'published'],
      [2027, 'provisional'],
      [2028, 'provisional'],
    ]);
    const year = await hall.get('/api/calendar/year?year=2027', CalendarYearView);
    expect([year.state, year.days.length]).toEqual(['provisional', 365]);
    expect(year.days.find(({ date }) => date === '2027-02-05')).toEqual({
      ...{ date: '2027-02-05', weekday: 5, kind: 'off', half: null, name: '春节' },
    });
    expect((await hall.get('/api/calendar/year?year=2017', CalendarYearView)).state).toBe('missing');
  });

  it('previews which deadlines a day off moves, and moves them at once when it is confirmed', async () => {
    await open();
    const id = await signed();
    expect(await dueOf(id)).toBe('2026-03-05 09:00');
    const seen = await preview(STORM);
    expect(seen).toMatchObject({ version: 0, problems: [], changedDays: 1 });
    expect(seen.whistles.map((whistle) => [whistle.id, whistle.subject])).toEqual([[id, '路口井盖破损']]);
    expect(
      seen.whistles[0]?.moved.map(({ kind, before, dueAt }) => [kind, cnText(before), cnText(dueAt)]),
    ).toContainEqual(['arrive', '2026-03-05 09:00', '2026-03-06 09:00']);
    // Looking changes nothing.
    expect(await dueOf(id)).toBe('2026-03-05 09:00');
    const after = await change('shift', STORM, seen.version);
    expect(after).toMatchObject({
      version: 1,
      daysOff: [{ from: '2026-03-04', reason: '暴雪停工', by: 'shift', at: START }],
      log: [{ act: 'days-off-added', by: 'shift', at: START }],
    });
    expect(await dueOf(id)).toBe('2026-03-06 09:00');
    const [added] = after.daysOff;
    await change('chief', { type: 'remove-days-off', id: added?.id }, 1);
    expect(await dueOf(id)).toBe('2026-03-05 09:00');
  });

  it('counts half a day off', async () => {
    await open();
    const id = await signed();
    await change('shift', { ...STORM, half: 'afternoon' }, 0);
    expect(await dueOf(id)).toBe('2026-03-05 15:00');
  });

  it('marks limits of a year without a table as provisional until the table is imported', async () => {
    await open(null, cn('2026-12-30 09:00'));
    const id = await signed();
    const before = await arrival(id);
    expect(cnText(before?.dueAt ?? null)).toBe('2027-01-05 09:00');
    expect(before?.provisional).toMatchObject({ year: 2027, reason: { code: 'calendar-provisional' } });
    const status = await hall.get('/api/status', CityStatus);
    expect(status.warnings.map(({ code }) => code)).toContain('calendar-provisional');

    const imported = { type: 'import', text: YEAR_2027, year: null };
    const seen = await preview(imported);
    expect(seen).toMatchObject({ problems: [], year: { year: 2027, state: 'own' }, changedDays: 2 });
    expect(seen.whistles.map((whistle) => whistle.id)).toEqual([id]);
    const after = await change('chief', imported, seen.version);
    expect(after.years.find(({ year }) => year === 2027)).toMatchObject({
      state: 'own',
      imported: { by: 'chief', at: cn('2026-12-30 09:00') },
    });
    const now = await arrival(id);
    expect(cnText(now?.dueAt ?? null)).toBe('2027-01-06 09:00');
    expect(now?.provisional).toBeNull();
    const warned = (await hall.get('/api/status', CityStatus)).warnings.map(({ code }) => code);
    expect(warned).not.toContain('calendar-provisional');

    await change('chief', { type: 'remove-year', year: 2027 }, after.version);
    expect(cnText((await arrival(id))?.dueAt ?? null)).toBe('2027-01-05 09:00');
  });

  it('keeps what was changed over a restart', async () => {
    await open();
    const id = await signed();
    await change('shift', STORM, 0);
    const kept = await view();
    await hall.city.close();
    await open(hall.dataDir, START + HOUR);
    expect(await view()).toEqual(kept);
    expect(await dueOf(id)).toBe('2026-03-06 09:00');
  });
});

describe('what is refused', () => {
  it('changes by other roles, and without anybody signed in', async () => {
    await open();
    expect(await refusal('dispatch', STORM, 0)).toEqual([403, 'forbidden']);
    const body = JSON.stringify({ change: STORM, seen: 0 });
    const headers = { 'Content-Type': 'application/json' };
    expect((await hall.request('/api/calendar/changes', { method: 'POST', body, headers })).status).toBe(401);
    expect((await view()).version).toBe(0);
  });

  it('a change that was previewed before another one, and one of nothing', async () => {
    await open();
    await change('shift', STORM, 0);
    expect(await refusal('chief', STORM, 0)).toEqual([409, 'calendar-changed']);
    expect(await refusal('chief', { type: 'remove-days-off', id: 'x' }, 1)).toEqual([
      422,
      'calendar-not-own',
    ]);
    expect(await refusal('chief', { type: 'remove-year', year: 2026 }, 1)).toEqual([422, 'calendar-not-own']);
    expect(await refusal('chief', { ...STORM, to: '2026-03-01' }, 1)).toEqual([422, 'calendar-range']);
    expect((await preview({ ...STORM, to: '2026-03-01' })).problems.map(({ error }) => error.code)).toEqual([
      'calendar-range',
    ]);
  });

  it('a table that contradicts itself, with every reason in the preview', async () => {
    await open();
    const notice = readFileSync(new URL('../../fixtures/calendars/notice-2026.txt', import.meta.url), 'utf8');
    const wrong = { type: 'import', text: notice.replace('共9天', '共8天'), year: null };
    const seen = await preview(wrong);
    expect(seen.problems.map(({ line, error }) => [line, error.code])).toEqual([[10, 'calendar-total']]);
    expect(seen.year).toBeNull();
    expect(await refusal('chief', wrong, 0)).toEqual([422, 'calendar-unsaved']);
    const right = await preview({ type: 'import', text: notice, year: 2026 });
    expect(right).toMatchObject({
      problems: [],
      changedDays: 0,
      whistles: [],
      cases: 0,
      year: { state: 'own' },
    });
    expect(right.skipped.length).toBeGreaterThan(3);
  });
});

it('lists each change in the audit, refused ones too', async () => {
  await open();
  await refusal('dispatch', STORM, 0);
  await change('shift', STORM, 0);
  await change('chief', { type: 'import', text: YEAR_2027, year: null }, 1);
  const answer = await hall.as('auditor', 'GET', '/api/audit');
  const { items } = AuditPage.parse(await answer.json());
  const lines = items.filter(({ action }) => action.startsWith('calendar.'));
  expect(lines.map(({ action, actor, result }) => [action, actor, result])).toEqual([
    ['calendar.import', 'chief', 'done'],
    ['calendar.add-days-off', 'shift', 'done'],
    ['calendar.add-days-off', 'dispatch', 'refused'],
  ]);
});
