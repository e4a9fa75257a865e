import { expect, it } from 'vitest';
import { Role } from '../../../shared/contract/people.ts';
import type { WhistleCommandType } from '../../../shared/contract/whistleCommands.ts';
import { allowedCommands } from '../../../shared/whistle/offered.ts';
import { RIGHTS, rolesFor } from '../../../shared/whistle/rights.ts';
import { actingRoles } from '../../../shared/whistle/sides.ts';
import { viewOf } from '../../../shared/whistle/view.ts';
import { blown, CENTRE, cast, handedIn, of, STREET, SZS, World } from './world.ts';

const STREET_ALL: Role[] = ['street-duty', 'street-leader', 'street-secretary', 'street-director'];
const HEADS: Role[] = ['street-leader', 'street-secretary', 'street-director'];
const DISTRICT: Role[] = ['district-dispatch', 'shift-leader'];
const WORKERS: Role[] = ['dept-handler', 'dept-leader', 'street-duty', 'district-dispatch'];
const LEADERS: Role[] = ['vice-district', 'standing-committee'];
const SPEAKERS: Role[] = [
  ...STREET_ALL,
  ...DISTRICT,
  ...LEADERS,
  'dept-handler',
  'dept-leader',
  'supervision',
];

/** The matrix as the rule book has it, written out apart from the code that obeys it. */
const MATRIX: Record<Exclude<WhistleCommandType, 'draft'>, [string, Role[]]> = {
  revise: ['draft', STREET_ALL],
  submit: ['draft', STREET_ALL],
  approve: ['pending-approval', HEADS],
  decline: ['pending-approval', HEADS],
  'record-approval': ['pending-approval', ['street-duty', ...DISTRICT]],
  countersign: ['pending-approval', HEADS],
  'disown-approval': ['pending-approval', HEADS],
  'blow-emergency': ['draft', [...HEADS, 'shift-leader']],
  'triage-accept': ['pending-triage', DISTRICT],
  'triage-reject': ['pending-triage', DISTRICT],
  sign: ['blown', WORKERS],
  contact: ['blown', WORKERS],
  object: ['blown', WORKERS],
  rule: ['blown', DISTRICT],
  arrive: ['blown', [...WORKERS, ...HEADS, ...LEADERS]],
  leave: ['handling', [...WORKERS, ...LEADERS]],
  release: ['handling', STREET_ALL],
  'request-extension': ['handling', WORKERS],
  'decide-extension': ['handling', [...DISTRICT, 'vice-district']],
  'change-lead': ['handling', DISTRICT],
  excuse: ['blown', STREET_ALL],
  suspend: ['handling', ['vice-district']],
  resume: ['suspended', ['vice-district']],
  'submit-result': ['handling', WORKERS],
  confirm: ['pending-confirm', [...STREET_ALL, 'supervision']],
  rework: ['pending-confirm', STREET_ALL],
  rate: ['pending-eval', HEADS],
  reopen: ['closed', ['supervision']],
  withdraw: ['blown', STREET_ALL],
  merge: ['blown', [...STREET_ALL, 'district-dispatch']],
  escalate: ['handling', ['shift-leader', ...LEADERS]],
  deescalate: ['handling', ['shift-leader', ...LEADERS]],
  appeal: ['closed', WORKERS],
  'withdraw-appeal': ['closed', WORKERS],
  'review-appeal': ['closed', ['district-dispatch', 'supervision', 'shift-leader', 'vice-district']],
  'propose-exemption': ['closed', ['district-dispatch', 'supervision']],
  'confirm-back-entry': ['blown', [...STREET_ALL, ...DISTRICT, 'dept-handler', 'dept-leader']],
  'disown-back-entry': ['blown', [...STREET_ALL, ...DISTRICT, 'dept-handler', 'dept-leader']],
  'join-street': ['blown', [...STREET_ALL, ...DISTRICT]],
  'call-outside': ['blown', [...STREET_ALL, ...DISTRICT]],
  transfer: ['blown', ['shift-leader', 'admin']],
  note: ['blown', SPEAKERS],
  attach: ['blown', SPEAKERS],
};

it('lets each role do what the rule book gives it and nothing else', () => {
  const world = new World();
  const base = world.state(handedIn(world));
  for (const [type, [stage, roles]] of Object.entries(MATRIX)) {
    if (!isType(type)) throw new Error(type);
    const draft = { ...base.draft, kind: type === 'blow-emergency' ? 'emergency' : base.draft.kind };
    const state = {
      ...base,
      draft,
      approvals: [],
      stage: RIGHTS[type].stages.find((one) => one === stage) ?? base.stage,
    };
    expect(state.stage, type).toBe(stage);
    const allowed = Role.options.filter((role) => {
      const org = role.startsWith('street') ? STREET : role.startsWith('dept') ? SZS : CENTRE;
      const operator = { roles: [role], org, streets: [STREET] };
      const summons = ['s1', 's2'].find((id) => state.children.some((child) => child.id === id)) ?? null;
      const child = RIGHTS[type].child === null ? null : summons;
      // A leader reports for themselves alone; their own summons is tried in the tests of 双报到.
      if (LEADERS.includes(role) && child !== null) return rolesFor(type, state, world.rules).includes(role);
      return actingRoles(operator, type, child, state, world.rules)[0] === role;
    });
    expect(allowed.sort(), type).toEqual([...roles].sort());
  }
});

it('asks for the street and the department concerned, and gives audit and administration nothing', () => {
  const world = new World();
  const id = blown(world);
  const menu = (role: Role, org: string, streets: string[] = []) =>
    allowedCommands({ roles: [role], org, streets }, world.state(id), { ...world.basis, now: world.now }).map(
      ({ type, summons }) => `${type} ${summons ?? ''}`,
    );
  expect(menu('street-duty', '320104005')).toEqual([]);
  expect(menu('dept-handler', '320104-CGJ')).toEqual([]);
  expect(menu('audit', CENTRE)).toEqual([]);
  expect(menu('admin', CENTRE)).toEqual([]);
  expect(menu('dept-handler', SZS)).toEqual(['sign s1', 'object s1', 'arrive s1', 'note ', 'attach ']);
  expect(menu('standing-committee', '320104', ['320104005'])).toEqual([]);
});

it('offers to decide an extension only while somebody has applied for one', () => {
  const world = new World();
  const id = blown(world);
  const offered = () =>
    allowedCommands({ roles: ['district-dispatch'], org: CENTRE, streets: [] }, world.state(id), {
      ...world.basis,
      now: world.now,
    }).some(({ type }) => type === 'decide-extension');
  world.do(of(SZS), id, 'sign', { summons: 's1' });
  expect(offered()).toBe(false);
  world.do(of(SZS), id, 'request-extension', { summons: 's1', clock: 'arrive', add: 1, reason: '设备未到' });
  expect(offered()).toBe(true);
});

it('offers what any of the roles of one person can still do', () => {
  const world = new World();
  const id = blown(world);
  const ask = { summons: 's1', clock: 'arrive' as const, add: 1, reason: '设备未到' };
  const offered = (roles: Role[]) =>
    allowedCommands({ id: 'both', roles, org: '320104', streets: [] }, world.state(id), {
      ...world.basis,
      now: world.now,
    }).some(({ type }) => type === 'decide-extension');
  world.do(of(SZS), id, 'sign', { summons: 's1' });
  world.do(of(SZS), id, 'request-extension', ask);
  world.do(cast.dispatch, id, 'decide-extension', { request: 'x1', grant: true, reason: '同意' });
  world.do(of(SZS), id, 'request-extension', ask);
  // The second extension needs the higher hand.
  expect(offered(['district-dispatch'])).toBe(false);
  expect(offered(['vice-district'])).toBe(true);
  expect(offered(['district-dispatch', 'vice-district'])).toBe(true);
});

it('shows what waits for whom, and the clock that runs out first', () => {
  const world = new World();
  const id = blown(world);
  const see = () => {
    const actor = { ...of(SZS), roles: ['dept-handler' as const] };
    return viewOf(world.state(id), world.logs.get(id) ?? [], { ...world.basis, now: world.now, actor });
  };
  expect(see().summary).toMatchObject({
    stage: 'blown',
    kindName: '推进哨',
    arrived: 0,
    expected: 2,
    nearest: { kind: 'sign', remainingMs: 3_600_000, used: 0, overdue: false },
    waiting: [
      { org: SZS, roles: ['dept-handler', 'dept-leader'], what: { zh: '签收' }, summons: 's1' },
      { org: '320104-JJDD', what: { zh: '签收' }, summons: 's2' },
    ],
  });
  expect(see().clocks.find((clock) => clock.kind === 'sign')?.source).toContain('参照鼓楼');
  world.advance(world.now + 3_700_000);
  expect(see().summary.waiting[0]).toMatchObject({ overdue: true });
  expect(see().summary.nearest).toMatchObject({ overdue: true });
});

it('suggests 攻坚哨 from the third whistle of a chain on', () => {
  const world = new World();
  let id = blown(world);
  const suggests = () =>
    viewOf(world.state(id), [], { ...world.basis, now: world.now, actor: null }).chain.suggestsHard;
  id = world.draft({}, cast.duty, id);
  expect(suggests()).toBe(false);
  id = world.draft({}, cast.duty, id);
  expect(suggests()).toBe(true);
  id = world.draft({ kind: 'hard' }, cast.duty, id);
  expect(suggests()).toBe(false);
});

function isType(type: string): type is WhistleCommandType {
  return type in RIGHTS;
}
