import { expect, it } from 'vitest';
import { indicatorRows, indicatorsOf } from '../../../shared/whistle/indicators.ts';
import { cn } from '../time/calendars.ts';
import { blown, cast, closed, handling, JJDD, of, SZS, World, ZFDD } from './world.ts';

const DAY = 86_400_000;
const NOVEMBER = { from: cn('2026-11-01 00:00'), to: cn('2026-12-01 00:00') };

function figures(world: World, cases: number, period = NOVEMBER) {
  const whistles = [...world.states].map(([id, state]) => ({ state, log: world.logs.get(id) ?? [] }));
  const found = indicatorsOf(whistles, period, cases, world.rules);
  return new Map(found.map((one) => [one.id, one]));
}

it('gives every figure with the rows behind it', () => {
  const world = new World();
  const good = closed(world);
  const reopened = closed(world);
  world.now += 2 * DAY;
  world.do(cast.supervisor, reopened, 'reopen', { cause: 'unresolved', reason: '未解决' });
  const withdrawn = blown(world);
  world.do(cast.duty, withdrawn, 'withdraw', { reason: '误报' });
  const objected = blown(world);
  world.do(of(SZS), objected, 'object', { summons: 's1', reason: '非本所', proposes: ZFDD });
  world.do(cast.dispatch, objected, 'rule', { summons: 's1', ruling: 'uphold', org: ZFDD, reason: '支持' });
  world.draft();
  const map = figures(world, 1000);
  expect(map.get('count')).toMatchObject({ value: 4, numeratorIds: [good, reopened, withdrawn, objected] });
  expect(map.get('rate')).toMatchObject({
    numerator: 4,
    denominator: 1000,
    value: 4,
    band: { low: 1, high: 20 },
  });
  expect(map.get('solved')).toMatchObject({
    numeratorIds: [good],
    denominatorIds: [good, reopened],
    value: 0.5,
  });
  expect(map.get('mistaken')).toMatchObject({ numeratorIds: [withdrawn], denominator: 4, value: 0.25 });
  expect(map.get('objection')).toMatchObject({ numeratorIds: [`${objected}/s1`], denominator: 1 });
  expect(map.get(`score:${SZS}`)).toMatchObject({ numerator: 28, denominator: 30, unit: 'score' });
  for (const one of map.values()) {
    expect(one.rule.zh).not.toBe('');
    expect(one.rule.en).not.toBe('');
  }
});

it('names every whistle behind a figure, and none that no figure counts', () => {
  const world = new World();
  const first = blown(world);
  world.draft();
  const whistles = [...world.states].map(([id, state]) => ({ state, log: world.logs.get(id) ?? [] }));
  const rows = indicatorRows(indicatorsOf(whistles, NOVEMBER, 0, world.rules), whistles, world);
  expect(rows.map((row) => row.id)).toEqual([first]);
  expect(rows[0]?.summonses.map((each) => each.org)).toEqual([SZS, JJDD]);
  expect(rows[0]?.kindName).toMatch(/哨/);
});

it('counts nobody whose time has not run out, and everybody who came late', () => {
  const world = new World();
  const id = blown(world);
  expect(figures(world, 0).get('arrive')).toMatchObject({ denominator: 0, value: null });
  expect(figures(world, 0).get('rate')?.value).toBeNull();
  world.do(of(JJDD), id, 'arrive', { summons: 's2', method: 'qr', code: 'code' });
  world.advance(world.now + 30 * 60_000);
  world.do(of(SZS), id, 'sign', { summons: 's1' });
  const map = figures(world, 0);
  expect(map.get('sign')).toMatchObject({ numerator: 2, denominator: 2 });
  expect(map.get('arrive')).toMatchObject({ numeratorIds: [`${id}/s2`], denominator: 1 });
  world.advance(cn('2026-11-19 10:00'));
  expect(figures(world, 0).get('arrive')).toMatchObject({ numerator: 1, denominator: 2, value: 0.5 });
  world.do(of(SZS), id, 'arrive', { summons: 's1', method: 'qr', code: 'code' });
  expect(figures(world, 0).get('arrive')).toMatchObject({ numerator: 1, denominator: 2, value: 0.5 });
  expect(figures(world, 0).get('time-to-arrive')).toMatchObject({
    numerator: cn('2026-11-19 10:00') - cn('2026-11-16 09:00'),
    denominator: 2,
  });
});

it('keeps to its period', () => {
  const world = new World();
  handling(world);
  const december = { from: NOVEMBER.to, to: NOVEMBER.to + 31 * DAY };
  for (const one of figures(world, 10, december).values()) expect(one.numerator).toBe(0);
});
