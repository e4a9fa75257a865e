import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import type { WhistleCommandType } from '../../../shared/contract/whistleCommands.ts';
import { CommandAnswer, CommandRefusal, WhistleView } from '../../../shared/contract/whistleView.ts';
import { photoOf } from '../../support/evidenceFiles.ts';
import { pack } from '../../unit/pack/packs.ts';
import { ALLOWED, EVERY_ROLE, MATRIX_CAST } from './matrixCast.ts';
import { type Command, draftOf, type Hall, openHallOf } from './support.ts';

/** Thirteen roles, every command, each in a stage in which it is possible: over the API of the real service and pack. */
const START = Date.parse('2026-11-16T09:00:00+08:00');
const reason = '见现场记录';
const MARK = 's1.sign.0@1';
const ground = 'not-notified';
const AT = { lon: 118.7705, lat: 32.0195 };
const behalf = { who: '值班员', how: 'phone' as const, at: START };

let hall: Hall;
let photo = '';
/** Whistles in the stages that commands ask for. */
const at: Record<string, string> = {};

beforeAll(async () => {
  hall = await openHallOf(pack('nanjing-qinhuai'), MATRIX_CAST, null, Object.keys(MATRIX_CAST), {
    now: START,
  });
  photo = Attachment.parse(await (await hall.upload('szs', 'after.jpg', photoOf(''))).json()).hash;
  for (const stage of STAGES) at[stage] = await bring(stage);
});
afterAll(() => hall.removeData());

const STAGES = [
  'draft',
  'emergency',
  'submitted',
  'approved',
  'blown',
  'signed',
  'objected',
  'handling',
  'suspended',
  'handed-in',
  'confirmed',
  'closed',
] as const;
type Stage = (typeof STAGES)[number];

/** Each command, complete, with the stage it is tried in. On summonses: `s1` is the department's, `s2` the 常委's. */
const TRIALS: Record<Exclude<WhistleCommandType, 'draft'>, [Stage, (role: string) => Command]> = {
  revise: ['draft', () => ({ type: 'revise', draft: draftFor(0, 'push') })],
  submit: ['draft', () => ({ type: 'submit' })],
  approve: ['submitted', () => ({ type: 'approve' })],
  decline: ['submitted', () => ({ type: 'decline', reason })],
  'record-approval': ['submitted', () => ({ type: 'record-approval', leader: 'leader', at: START })],
  countersign: ['submitted', () => ({ type: 'countersign' })],
  'disown-approval': ['submitted', () => ({ type: 'disown-approval', reason })],
  'blow-emergency': ['emergency', () => ({ type: 'blow-emergency' })],
  'triage-accept': ['approved', () => ({ type: 'triage-accept' })],
  'triage-reject': ['approved', () => ({ type: 'triage-reject', code: 'incomplete', reason })],
  sign: ['blown', (role) => ({ type: 'sign', summons: 's1', onBehalf: proxy(role) })],
  contact: ['signed', (role) => ({ type: 'contact', summons: 's1', with: '值守', onBehalf: proxy(role) })],
  object: [
    'blown',
    (role) => ({ type: 'object', summons: 's1', reason, proposes: '320104-CGJ', onBehalf: proxy(role) }),
  ],
  rule: ['objected', () => ({ type: 'rule', summons: 's1', ruling: 'overrule', reason })],
  arrive: ['blown', (role) => ({ type: 'arrive', summons: ownOf(role), method: 'gps', position: AT })],
  leave: ['handling', (role) => ({ type: 'leave', summons: ownOf(role), substitute: '接替人员' })],
  release: ['handling', () => ({ type: 'release', summons: 's1', reason })],
  'request-extension': [
    'handling',
    () => ({ type: 'request-extension', summons: 's1', clock: 'handle', add: 1, reason }),
  ],
  'decide-extension': ['handling', () => ({ type: 'decide-extension', request: 'x1', grant: true, reason })],
  'change-lead': ['handling', () => ({ type: 'change-lead', summons: 's1', org: '320104-CGJ', reason })],
  excuse: ['blown', () => ({ type: 'excuse', summons: 's1', until: START + 86_400_000, reason })],
  suspend: ['handling', () => ({ type: 'suspend', until: START + 86_400_000, condition: 'season', reason })],
  resume: ['suspended', () => ({ type: 'resume', reason })],
  'submit-result': [
    'handling',
    () => ({ type: 'submit-result', summons: 's1', text: '已办', files: [photo] }),
  ],
  confirm: ['handed-in', () => ({ type: 'confirm', onSite: true })],
  rework: ['handed-in', () => ({ type: 'rework', summons: ['s1'], reason })],
  rate: [
    'confirmed',
    () => ({ type: 'rate', scores: [{ summons: 's1', arrival: 5, attitude: 5, effect: 5 }] }),
  ],
  reopen: ['closed', () => ({ type: 'reopen', cause: 'unresolved', reason })],
  withdraw: ['blown', () => ({ type: 'withdraw', reason })],
  merge: ['blown', () => ({ type: 'merge', into: at['signed'] ?? '', reason })],
  escalate: ['handling', () => ({ type: 'escalate', to: 3, reason })],
  deescalate: ['handling', () => ({ type: 'deescalate', to: 0, reason })],
  appeal: [
    'closed',
    (role) => ({ type: 'appeal', summons: 's1', mark: MARK, ground, reason, onBehalf: proxy(role) }),
  ],
  'withdraw-appeal': [
    'closed',
    (role) => ({ type: 'withdraw-appeal', summons: 's1', appeal: 'a1', reason, onBehalf: proxy(role) }),
  ],
  'review-appeal': [
    'closed',
    () => ({ type: 'review-appeal', appeal: 'a1', step: 'first', accept: true, reason }),
  ],
  'propose-exemption': [
    'closed',
    () => ({ type: 'propose-exemption', summons: 's1', mark: MARK, ground, reason }),
  ],
  'join-street': ['blown', () => ({ type: 'join-street', street: '320104005', reason })],
  'call-outside': [
    'blown',
    () => ({
      type: 'call-outside',
      party: '320102',
      person: '值班员',
      how: 'phone',
      at: START,
      waiting: true,
    }),
  ],
  'confirm-back-entry': ['blown', () => ({ type: 'confirm-back-entry', entry: 1 })],
  'disown-back-entry': ['blown', () => ({ type: 'disown-back-entry', entry: 1, reason })],
  transfer: ['blown', () => ({ type: 'transfer', from: '320104-X', to: '320104-SZS', reason })],
  note: ['blown', () => ({ type: 'note', text: '记录' })],
  attach: [
    'blown',
    () => ({ type: 'attach', file: { hash: photo, name: '照片.jpg', mediaType: 'image/jpeg', bytes: 5 } }),
  ],
};

/**
 * On no menu here, or not on that of one role. These whistles have no telephone call, back-entry or mark to answer for, are at
 * level 0 and have one extension that waits already, the first; their street still has time to confirm. A transfer is given
 * for all whistles of an organisation at once.
 */
const NOT_OFFERED: readonly string[] = [
  ...['countersign', 'disown-approval', 'confirm-back-entry', 'disown-back-entry'],
  ...['appeal', 'withdraw-appeal', 'review-appeal', 'propose-exemption'],
  ...['deescalate', 'request-extension', 'decide-extension vice-district', 'confirm supervision', 'transfer'],
];

describe.each(Object.entries(TRIALS))('%s', (type, [stage, command]) => {
  const allowed: readonly string[] = Object.entries(ALLOWED).find(([name]) => name === type)?.[1] ?? [];

  it.each(EVERY_ROLE.filter((role) => !allowed.includes(role)))('is forbidden to %s', async (role) => {
    const id = at[stage] ?? '';
    const before = await viewOf(role, id);
    expect(before.may.map((one) => one.type)).not.toContain(type);
    const { status, refusal } = await refused(role, id, command(role));
    expect({ status, rule: refusal.rule }).toEqual({ status: 403, rule: 'right.role' });
    // The rule by its number, and who may instead.
    expect(refusal.message.zh).toMatch(/[\u4e00-\u9fff]+.*无权办理该事项（(E\d+|note|attach)）/);
    expect(refusal.message.en).toMatch(/^[ -~“”]+ may not do this \((E\d+|note|attach)\)$/);
    expect(refusal.remedy.zh).toMatch(/^由下列人员办理：[\u4e00-\u9fff]/);
    expect(refusal.remedy.en).toMatch(/^to be done by: [a-z]/);
    expect((await hall.view(id)).log).toEqual(before.log);
  });

  it.each(allowed)('is open to %s', async (role) => {
    const id = at[stage] ?? '';
    const offered: readonly string[] = (await viewOf(role, id)).may.map((one) => one.type);
    const isNot = [type, `${type} ${role}`].some((one) => NOT_OFFERED.includes(one));
    expect(offered.includes(type)).toBe(!isNot);
    // With an old view: whoever has the right is told that it is old, and nothing has to be built anew for the next one.
    const { status, refusal } = await refused(role, id, { ...command(role), seen: 0 });
    expect({ status, rule: refusal.rule }).toEqual({ status: 409, rule: 'stale' });
  });

  it('is refused without a session', async () => {
    const body = { commandId: randomUUID(), ...command('') };
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    };
    const path = `/api/whistles/${at[stage]}/commands`;
    expect(await hall.refusal(path, init)).toMatchObject({ status: 401 });
  });

  const bound = allowed.filter((role) => `other-${role}` in MATRIX_CAST);
  it.each(bound)('is forbidden to %s of another street or department', async (role) => {
    const { status, refusal } = await refused(`other-${role}`, at[stage] ?? '', command(role));
    expect({ status, rule: refusal.rule }).toEqual({ status: 403, rule: 'right.org' });
    expect(refusal.message.zh).toMatch(/不属于本哨/);
    expect(refusal.remedy.en).toMatch(/organisation/);
  });
});

describe('draft', () => {
  const draft = (who: string, n: number) =>
    hall.as(who, 'POST', '/api/whistles', { commandId: randomUUID(), draft: draftFor(n, 'push') });

  it.each(EVERY_ROLE)('is for the street alone: %s', async (role) => {
    const answer = await draft(role, 20);
    if (!ALLOWED.draft.includes(role)) {
      const { refusal } = await reading(answer);
      expect({ status: answer.status, rule: refusal.rule }).toEqual({ status: 403, rule: 'right.role' });
    } else expect(answer.status).toBe(201);
  });

  it.each(ALLOWED.draft)('of another street: %s', async (role) => {
    const answer = await draft(`other-${role}`, 20);
    const { refusal } = await reading(answer);
    expect({ status: answer.status, rule: refusal.rule }).toEqual({ status: 403, rule: 'E1.street' });
  });
});

it('the table knows every command of the contract', () => {
  const tried = new Set(['draft', ...Object.keys(TRIALS)]);
  expect(new Set(Object.keys(ALLOWED))).toEqual(tried);
});

/** Leaders report for themselves. */
function ownOf(role: string): string {
  return role === 'standing-committee' ? 's2' : role === 'vice-district' ? 's3' : 's1';
}

function proxy(role: string) {
  return role === 'street-duty' || role === 'district-dispatch' ? behalf : null;
}

function draftFor(place: number, kind: string) {
  return {
    ...draftOf(START, {
      kind,
      item: 'D03',
      street: '320104004',
      subject: `第 ${place} 处路面塌陷`,
      category: null,
    }),
    place: { lon: AT.lon + 0.001 * (place % 5), lat: AT.lat - 0.0008 * Math.floor(place / 5), address: '' },
    placeReason: '跨界',
    departments: [{ org: '320104-SZS', part: 'lead' as const }],
  };
}

/** A whistle that has come so far, by people who are not tried. A 攻坚哨 from the blowing on: leaders have a summons too. */
async function bring(stage: Stage): Promise<string> {
  const early = ['draft', 'submitted', 'approved'].includes(stage);
  const kind = stage === 'emergency' ? 'emergency' : early ? 'push' : 'hard';
  const body = { commandId: randomUUID(), draft: draftFor(STAGES.indexOf(stage), kind) };
  const made = CommandAnswer.parse(await (await hall.as('duty', 'POST', '/api/whistles', body)).json());
  const { id } = made.state.summary;
  const arrive = (who: string, summons: string): [string, Command] => [
    who,
    { type: 'arrive', summons, method: 'gps', position: positionOf(made.state.draft.place) },
  ];
  const steps: Partial<Record<Stage, [string, Command][]>> = {
    submitted: [['duty', { type: 'submit' }]],
    approved: [['leader', { type: 'approve' }]],
    blown: [
      ['secretary', { type: 'approve' }],
      ['director', { type: 'approve' }],
      ['dispatch', { type: 'triage-accept' }],
    ],
    signed: [['szs', { type: 'sign', summons: 's1' }]],
    handling: [
      arrive('szs', 's1'),
      arrive('standing', 's2'),
      arrive('vice', 's3'),
      ['szs', { type: 'request-extension', summons: 's1', clock: 'handle', add: 1, reason }],
    ],
    'handed-in': [['szs', { type: 'submit-result', summons: 's1', text: '已办', files: [photo] }]],
    confirmed: [['duty', { type: 'confirm', onSite: true }]],
    closed: [['leader', { type: 'rate', scores: [{ summons: 's1', arrival: 5, attitude: 5, effect: 5 }] }]],
  };
  for (const one of STAGES.slice(0, STAGES.indexOf(stage) + 1)) {
    if (stage === 'draft' || stage === 'emergency') break;
    if (one === 'approved' && kind === 'hard') continue;
    for (const [who, command] of steps[one] ?? []) await hall.pass(who, id, command);
  }
  if (stage === 'objected')
    await hall.pass('szs', id, { type: 'object', summons: 's1', reason, proposes: '320104-CGJ' });
  if (stage === 'suspended')
    await hall.pass('vice', id, { type: 'suspend', until: START + 86_400_000, condition: 'plan', reason });
  return id;
}

function positionOf(place: { lon: number; lat: number } | null) {
  return place === null ? AT : { lon: place.lon, lat: place.lat };
}

const Failure = z.object({ error: z.object({ code: z.literal('refused'), details: CommandRefusal }) });

async function reading(answer: Response) {
  return Failure.parse(await answer.json()).error.details;
}

async function viewOf(who: string, id: string): Promise<WhistleView> {
  return WhistleView.parse(await (await hall.as(who, 'GET', `/api/whistles/${id}`)).json());
}

async function refused(who: string, id: string, command: Command) {
  const body = { commandId: randomUUID(), ...command };
  const answer = await hall.as(who, 'POST', `/api/whistles/${id}/commands`, body);
  return { status: answer.status, ...(await reading(answer)) };
}
