import { expect, it } from 'vitest';
import { whistleRowOf } from '../../../electron/city/store/whistleProjection.ts';
import { noticesOf } from '../../../electron/city/whistles/notices.ts';
import { createBorders } from '../../../shared/pack/borders.ts';
import { clocksOf } from '../../../shared/whistle/clocks.ts';
import { summaryOf, viewOf } from '../../../shared/whistle/view.ts';
import { pack } from '../pack/packs.ts';
import { menuOf } from './walk.ts';
import { blown, cast, handedIn, OTHER_STREET, qinhuai, STREET, World } from './world.ts';

const HOUR = 3_600_000;
const reason = '地点在交界处';
/** On the border of the two streets; 20 m into the other one. */
const BORDER = { lon: 118.7802, lat: 32.0195, address: '交界路口' };
const otherDuty = { ...cast.otherDuty, operator: 'other-duty' };
const isOffered = (world: World, id: string, actor: typeof cast.duty) =>
  menuOf(actor, world.state(id), world).some(({ type }) => type === 'confirm');
const waits = (world: World, id: string) =>
  summaryOf(world.state(id), { ...world.basis, now: world.now }).waiting.map(({ org, what }) => [
    org,
    what.zh,
  ]);

it('takes a place just inside the other street where that joins, and no other place', () => {
  const world = new World();
  const alone = world.draft({ place: BORDER });
  expect(world.refusal(cast.duty, alone, 'submit', {})).toBe('E2.place');
  const joint = world.draft({ place: BORDER, joint: OTHER_STREET });
  world.do(cast.duty, joint, 'submit', { notDuplicateOf: [alone] });
  const far = world.draft({ joint: OTHER_STREET });
  expect(world.refusal(cast.duty, far, 'submit', { notDuplicateOf: [alone, joint] })).toBe('E2.border');
  const wrong = world.draft({ place: BORDER, joint: STREET });
  expect(world.refusal(cast.duty, wrong, 'submit', {})).toBe('E2.joint');
});

it('shows it on the board of the second street, which may speak and must confirm', () => {
  const world = new World();
  const id = handedIn(world, { place: BORDER, joint: OTHER_STREET });
  expect(summaryOf(world.state(id), { ...world.basis, now: world.now }).joint).toBe(OTHER_STREET);
  expect(whistleRowOf(world.state(id), world.basis).orgs).toContain(OTHER_STREET);
  expect(clocksOf(world.state(id), world.basis).map(({ kind, org }) => [kind, org])).toEqual(
    expect.arrayContaining([
      ['confirm', STREET],
      ['joint-confirm', OTHER_STREET],
    ]),
  );
  world.do(otherDuty, id, 'note', { text: '已到现场' });
  expect(world.refusal(otherDuty, id, 'withdraw', { reason })).toBe('E22.stage');
  expect(isOffered(world, id, cast.duty)).toBe(true);
  expect(world.do(cast.duty, id, 'confirm', { onSite: true, note: '属实' })).toEqual(['street-confirmed']);
  // Each street confirms once, and the first one waits.
  expect([cast.duty, cast.leader, otherDuty].map((one) => isOffered(world, id, one))).toEqual([
    ...[false, false, true],
  ]);
  expect(world.state(id).stage).toBe('pending-confirm');
  expect(waits(world, id)).toEqual([[OTHER_STREET, '联合街道现场核查并确认']]);
  expect(clocksOf(world.state(id), world.basis).map(({ kind }) => kind)).not.toContain('confirm');
  expect(world.refusal(cast.leader, id, 'confirm', { onSite: true })).toBe('E18.once');
  expect(world.refusal(cast.leader, id, 'confirm', { onSite: true, jointMissing: '未到' })).toBe('E18.joint');
  expect(world.do(otherDuty, id, 'confirm', { onSite: true })).toEqual(['street-confirmed', 'confirmed']);
  expect(world.state(id)).toMatchObject({
    stage: 'pending-eval',
    joint: { own: { by: 'duty' }, other: { by: 'other-duty' }, missing: null },
  });
});

it('presses the second street like others, and then goes on with a named reason', () => {
  const world = new World();
  const id = handedIn(world, { place: BORDER, joint: OTHER_STREET });
  world.do(cast.duty, id, 'confirm', { onSite: true });
  const fired = world.advance(world.now + 8 * 24 * HOUR);
  expect(fired.some((timer) => timer.startsWith('w.joint-confirm'))).toBe(true);
  expect(world.state(id).level).toBeGreaterThanOrEqual(2);
  expect(waits(world, id)).toContainEqual([STREET, '联合街道逾期，写明理由后确认']);
  expect(isOffered(world, id, cast.duty)).toBe(true);
  const missing = '多次催促未到场，电话记录附后';
  expect(world.do(cast.duty, id, 'confirm', { onSite: true, jointMissing: missing })).toEqual(['confirmed']);
  expect(world.state(id).joint?.missing).toBe(missing);
  // The second street hears that the whistle went on without its word.
  const last = world.logs.get(id)?.filter(({ type }) => type === 'confirmed') ?? [];
  expect(noticesOf(last, world.state(id)).map(({ recipient }) => recipient)).toEqual([`org:${OTHER_STREET}`]);
});

it('lets supervision confirm for a silent street, and begins anew after a rework', () => {
  const world = new World();
  const id = handedIn(world, { place: BORDER, joint: OTHER_STREET });
  world.do(otherDuty, id, 'confirm', { onSite: true });
  expect(world.refusal(cast.supervisor, id, 'confirm', { onSite: true })).toBe('E18.silence');
  world.do(otherDuty, id, 'rework', { summons: ['s1'], reason: '未恢复' });
  world.do(
    { ...cast.duty, operator: 'h', role: 'dept-handler', org: world.state(id).children[0]?.org ?? '' },
    id,
    'submit-result',
    {
      ...{ summons: 's1', text: '已恢复', files: ['a'.repeat(64)] },
    },
  );
  expect(world.state(id).joint).toMatchObject({ own: null, other: null });
  world.do(otherDuty, id, 'confirm', { onSite: true });
  world.advance(world.now + 8 * 24 * HOUR);
  expect(world.do(cast.supervisor, id, 'confirm', { onSite: true })).toEqual([
    'street-confirmed',
    'confirmed',
  ]);
});

it('lets a second street join later, and succeed', () => {
  const world = new World();
  const id = blown(world, { place: { ...BORDER, lon: 118.7799 } });
  expect(world.refusal(cast.duty, id, 'join-street', { street: STREET, reason })).toBe('E30.joint');
  expect(world.refusal(otherDuty, id, 'join-street', { street: OTHER_STREET, reason })).toBe('right.org');
  const far = blown(world, { category: 'E0502' });
  expect(world.refusal(cast.duty, far, 'join-street', { street: OTHER_STREET, reason })).toBe('E30.border');
  world.do(cast.duty, id, 'join-street', { street: OTHER_STREET, reason });
  expect(world.refusal(cast.dispatch, id, 'join-street', { street: OTHER_STREET, reason })).toBe('E30.there');
  world.dissolve(STREET);
  world.do(cast.shift, id, 'transfer', { from: STREET, to: OTHER_STREET, reason });
  expect(world.state(id).joint).toBeUndefined();
  expect(world.state(id).draft.street).toBe(OTHER_STREET);
});

it('records who was called next door, and waits without a clock', () => {
  const world = new World();
  const id = blown(world);
  const clocks = clocksOf(world.state(id), world.basis).length;
  const call = { party: '320102', person: '值班员甲', how: 'phone' as const, at: world.now };
  expect(world.refusal(cast.duty, id, 'call-outside', { ...call, party: 'X', waiting: true })).toBe(
    'E31.party',
  );
  expect(world.refusal(cast.duty, id, 'call-outside', { ...call, at: world.now + 1, waiting: true })).toBe(
    'E31.at',
  );
  world.do(cast.duty, id, 'call-outside', { ...call, waiting: true });
  world.now += HOUR;
  world.do(cast.dispatch, id, 'call-outside', { ...call, at: world.now, answer: '明早派人', waiting: true });
  const page = () => viewOf(world.state(id), [], { ...world.basis, now: world.now, actor: null });
  expect(page().summary.outside).toEqual([{ name: '玄武区', since: call.at }]);
  expect(page().outside?.[0]?.calls.map(({ answer, by }) => [answer, by])).toEqual([
    [null, 'duty'],
    ['明早派人', 'dispatch'],
  ]);
  expect(clocksOf(world.state(id), world.basis)).toHaveLength(clocks);
  world.do(cast.duty, id, 'call-outside', { ...call, at: world.now, answer: '已处置', waiting: false });
  expect(page().summary.outside).toBeUndefined();
});

it('finds the streets at a border of the pack, also from just outside', () => {
  const near = createBorders(qinhuai);
  const [first] = qinhuai.streets.features;
  const ring = first?.geometry.type === 'Polygon' ? first.geometry.coordinates[0] : undefined;
  const code = first?.properties.code;
  for (const [lon, lat] of (ring ?? []).slice(0, 20))
    expect(near(lon, lat).map(({ street }) => street)).toContain(code);
  expect(near(100, 30)).toEqual([]);
  const wide = createBorders({ ...qinhuai, manifest: { ...qinhuai.manifest, border: 1000 } });
  const narrow = createBorders({ ...qinhuai, manifest: { ...qinhuai.manifest, border: 1 } });
  const at = [118.7785, 32.0145] as const;
  expect(wide(...at).length).toBeGreaterThan(narrow(...at).length);
  expect(wide(...at)[0]?.metres).toBe(0);
  expect(pack('nanjing-qinhuai').manifest.border ?? 30).toBe(30);
});
