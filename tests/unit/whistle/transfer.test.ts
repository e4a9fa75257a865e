import { expect, it } from 'vitest';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { indicatorsOf } from '../../../shared/whistle/indicators.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { viewOf } from '../../../shared/whistle/view.ts';
import { cn } from '../time/calendars.ts';
import { blown, CGJ, cast, handling, JJDD, OTHER_STREET, of, STREET, SZS, World } from './world.ts';

const HOUR = 3_600_000;
const reason = '机构改革撤并';
/** Without the organisation: everything of a clock that must not change. */
const running = (world: World, id: string) =>
  clocksOf(world.state(id), world.basis).map(({ org: _, ...clock }) => clock);

it('moves an open summons to the successor while its clocks run on', () => {
  const world = new World();
  const id = blown(world);
  world.advance(world.now + HOUR / 2);
  const before = running(world, id);
  world.dissolve(SZS);
  expect(world.do(cast.shift, id, 'transfer', { from: SZS, to: CGJ, reason })).toEqual(['transferred']);
  expect(running(world, id)).toEqual(before);
  expect(world.state(id).children.map((child) => child.org)).toEqual([CGJ, JJDD]);
  expect(timersOf(world.state(id), world.basis).find(({ id: timer }) => timer === 's1.sign.0@1')?.org).toBe(
    CGJ,
  );
  expect(world.refusal(of(SZS), id, 'sign', { summons: 's1' })).toBe('right.org');
  world.do(of(CGJ), id, 'sign', { summons: 's1' });
});

it('leaves what was counted with whom it was counted against, and lets the successor appeal for it', () => {
  const world = new World();
  const id = blown(world);
  world.advance(world.now + 2 * HOUR);
  world.do(of(SZS), id, 'sign', { summons: 's1' });
  world.advance(world.now + 20 * 24 * HOUR);
  const old = world.child(id, SZS);
  expect([old.noShow, old.expiries > 0, old.yellowCards > 0]).toEqual([true, true, true]);
  const figure = () => {
    const log = world.logs.get(id) ?? [];
    const period = { from: 0, to: cn('2027-06-01 00:00') };
    const items = indicatorsOf([{ state: world.state(id), log }], period, 0, world.rules);
    return items.filter((item) => item.id === 'arrive' || item.id === 'sign');
  };
  const counted = figure();
  world.dissolve(SZS);
  world.do(cast.shift, id, 'transfer', { from: SZS, to: CGJ, reason });
  const now = world.child(id, CGJ);
  expect(now).toMatchObject({ noShow: false, late: false, expiries: 0, yellowCards: 0 });
  const { noShow, expiries, yellowCards } = old;
  expect(now.predecessors).toMatchObject([{ org: SZS, noShow, expiries, yellowCards }]);
  expect(figure()).toEqual(counted);
  // It arrives, late by a limit that passed before its time: not its lateness.
  world.do(of(CGJ), id, 'arrive', { summons: 's1', method: 'qr', code: 'code' });
  expect(world.child(id, CGJ)).toMatchObject({ late: false, predecessors: [{ org: SZS, late: true }] });
  const actor = { ...of(CGJ), roles: ['dept-handler' as const] };
  const page = viewOf(world.state(id), [], { ...world.basis, now: world.now, actor });
  expect(page.marks.find((mark) => mark.id === 's1.arrive.0@1')?.org).toBe(SZS);
  expect(page.children[0]?.predecessors).toMatchObject([{ org: SZS, noShow: true, late: true }]);
  world.do(cast.dispatch, id, 'propose-exemption', {
    ...{ summons: 's1', mark: 's1.arrive.0@1', ground: 'not-notified', reason },
  });
  world.do(cast.shift, id, 'review-appeal', { appeal: 'a1', step: 'second', accept: true, reason });
  expect(world.child(id, CGJ)).toMatchObject({ expiries: 0, exempt: { noShow: false } });
  expect(world.child(id, CGJ).predecessors).toMatchObject([
    { noShow: false, late: false, expiries: expiries - 1, exempt: { noShow: true, late: true } },
  ]);
});

it('moves a street with its drafts, approvals and the departments that it asked for', () => {
  const world = new World();
  const id = world.draft();
  world.do(cast.duty, id, 'submit', {});
  world.dissolve(STREET, SZS);
  const before = running(world, id);
  world.do({ ...cast.shift, role: 'admin' }, id, 'transfer', { from: STREET, to: OTHER_STREET, reason });
  world.do(cast.shift, id, 'transfer', { from: SZS, to: JJDD, reason });
  const { draft } = world.state(id);
  expect(draft.street).toBe(OTHER_STREET);
  expect(draft.departments).toEqual([{ org: JJDD, part: 'lead', reason: null }]);
  expect(running(world, id)).toEqual(before);
  expect(world.refusal(cast.leader, id, 'approve', {})).toBe('right.org');
  world.do({ ...cast.leader, org: OTHER_STREET }, id, 'approve', {});
  world.do(cast.dispatch, id, 'triage-accept', {
    departments: [{ org: JJDD, part: 'lead', reason }],
  });
});

it('refuses what is no succession', () => {
  const world = new World();
  const id = blown(world);
  const to = CGJ;
  expect(world.refusal(cast.shift, id, 'transfer', { from: SZS, to, reason })).toBe('E29.present');
  world.dissolve(SZS, '320104-ZFDD');
  for (const wrong of [OTHER_STREET, SZS, '320104-ZFDD', 'nobody'])
    expect(world.refusal(cast.shift, id, 'transfer', { from: SZS, to: wrong, reason })).toBe('E29.to');
  expect(world.refusal(cast.shift, id, 'transfer', { from: '320104-ZFDD', to, reason })).toBe('E29.nothing');
  expect(world.refusal(cast.dispatch, id, 'transfer', { from: SZS, to, reason })).toBe('right.role');
  const closed = handling(world, { category: 'E0502', departments: [{ org: JJDD, part: 'lead', reason }] });
  expect(world.refusal(cast.shift, closed, 'transfer', { from: SZS, to, reason })).toBe('E29.nothing');
  expect(world.refusal(cast.dispatch, id, 'change-lead', { summons: 's1', org: '320104-ZFDD', reason })).toBe(
    'E15.org',
  );
});
