import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromField, toField } from '../../../renderer/live/link/timeField.ts';
import { valuesToSend } from '../../../renderer/windows/whistles/actFormValues.ts';
import { ACTS, type ActType } from '../../../renderer/windows/whistles/acts.ts';
import {
  draftOf,
  missingDraftFields,
  prefill,
  proposedMeeting,
} from '../../../renderer/windows/whistles/draft.ts';
import {
  commandOf,
  missingFields,
  type OnBehalfValues,
} from '../../../renderer/windows/whistles/formValues.ts';
import { logText } from '../../../renderer/windows/whistles/log/logText.ts';
import { stepsOf } from '../../../renderer/windows/whistles/summonsSteps.ts';
import type { Suggestion } from '../../../shared/contract/whistleApi.ts';
import type { SummonsView, WhistleView } from '../../../shared/contract/whistleView.ts';

const act = (type: ActType) => {
  const found = ACTS.find((each) => each.type === type);
  if (found === undefined) throw new Error(type);
  return found;
};
const behalf: OnBehalfValues = { who: '值班员', how: 'phone', at: 1000, note: '' };
const build = (type: ActType, values: Record<string, unknown>, onBehalf: OnBehalfValues | null = null) =>
  commandOf({
    ...{ act: act(type), summons: 's1', commandId: 'abcdefgh', seen: 3, as: null },
    ...{ values, onBehalf, backEntry: null },
  });

describe('a filled form', () => {
  it.each<[ActType, Record<string, unknown>]>([
    ['sign', {}],
    ['submit', {}],
    ['triage-accept', {}],
    ['contact', { with: '街道值守', note: '' }],
    ['arrive', { method: 'clerk', who: '张工' }],
    ['object', { proposes: 'fire', reason: '不属本部门' }],
    ['rule', { ruling: 'overrule', org: '', reason: '属其职责' }],
    ['request-extension', { clock: 'handle', add: 2, reason: '待材料' }],
    ['decide-extension', { request: 'e1', reason: '同意' }],
    ['confirm', { onSite: true }],
    ['rework', { summons: ['s1'], reason: '未清理' }],
    ['suspend', { condition: 'season', until: 5000, reason: '冬季不宜施工' }],
    ['escalate', { to: 2, reason: '久拖不决' }],
    ['merge', { into: 'w-1', reason: '同一事项' }],
    ['appeal', { mark: 's1.sign.0@1', ground: 'not-notified', reason: '未收到', evidence: [] }],
    ['withdraw-appeal', { appeal: 'a1', reason: '已核实' }],
    ['review-appeal', { appeal: 'a1', step: 'second', reason: '属实' }],
    ['propose-exemption', { mark: 's1.sign.0@1', ground: 'system-fault', reason: '短信未发出' }],
  ])('of «%s» is a command of the contract', (type, values) => {
    const built = build(type, values);
    expect(built).toMatchObject({ ok: true, command: { type, seen: 3 } });
    expect(built.ok && 'summons' in built.command).toBe(act(type).child || type === 'rework');
  });
  it('says which field the contract refuses', () => {
    expect(build('escalate', { to: 9, reason: 'x' })).toEqual({ ok: false, fields: ['to'] });
    expect(build('decline', { reason: '   ' })).toEqual({ ok: false, fields: ['reason'] });
  });
  it('carries who answered for the department only where somebody did', () => {
    expect(build('sign', {})).toMatchObject({ command: { onBehalf: null } });
    expect(build('sign', {}, behalf)).toMatchObject({
      command: { onBehalf: { who: '值班员', how: 'phone' } },
    });
    expect(build('sign', {}, { ...behalf, at: null }).ok).toBe(false);
  });
  it('keeps what the operator said to a refusal', () => {
    expect(build('submit', { notDuplicateOf: ['w-1'] })).toMatchObject({
      command: { notDuplicateOf: ['w-1'] },
    });
  });
  it('names what is still empty', () => {
    expect(missingFields(act('object').fields, { reason: ' ' })).toEqual(['proposes', 'reason']);
    expect(missingFields(act('submit-result').fields, { text: '已办', files: [] })).toEqual(['files']);
  });
});

describe('date and time of the hall', () => {
  it('does not depend on the zone of the machine', () => {
    expect(fromField('2026-11-22T09:05', 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 22, 1, 5));
    expect(toField(Date.UTC(2026, 10, 22, 16, 0), 'Asia/Shanghai')).toBe('2026-11-23T00:00');
    expect(fromField('', 'Asia/Shanghai')).toBeNull();
  });
  it('comes back as it was written, also where clocks change', () => {
    const minute = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
    fc.assert(
      fc.property(
        minute,
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'),
        (at, zone) => {
          const text = toField(at * 60_000, zone);
          const back = fromField(text, zone);
          // An hour that the clocks show twice may mean either.
          expect(back === null ? null : toField(back, zone)).toBe(text);
        },
      ),
    );
  });
});

const suggestion: Suggestion = {
  case: {
    id: 'c1',
    title: '路面塌陷',
    categoryCode: 'E0501',
    channel: '12345热线',
    requestedAt: 0,
    lon: 118.8,
    lat: 32,
  },
  street: { code: 'street-a', name: '双塘街道', approximate: true },
  grid: null,
  address: '集庆路 1 号',
  category: 'E0501',
  items: [
    {
      code: 'own',
      name: '乙',
      origin: 'invented',
      source: 's',
      ownList: { handedOverBy: '市容', origin: 'invented', source: 's' },
    },
    { code: 'D03', name: '甲', origin: 'invented', source: 's', ownList: null },
  ],
  departments: [
    { org: 'water', part: 'lead', row: 'r', item: 'D03', basis: 'b', origin: 'invented', source: 's' },
    { org: 'water', part: 'co', row: 'r2', item: 'D03', basis: 'b', origin: 'invented', source: 's' },
    { org: 'market', part: 'lead', row: 'r3', item: 'own', basis: 'b', origin: 'invented', source: 's' },
  ],
  duplicates: [],
  warnings: [],
};
const now = Date.UTC(2026, 10, 22, 1, 7);

describe('a whistle blown from a case', () => {
  const values = prefill({ kind: 'case', id: 'c1' }, suggestion, { org: 'street-a' }, null, now);
  it('lacks nothing where everything was proposed: one key is left', () => {
    expect(missingDraftFields(values, false)).toEqual([]);
    expect(values).toMatchObject({ street: 'street-a', subject: '路面塌陷', item: 'D03', cases: ['c1'] });
  });
  it('prefers what is not the street’s own, and names each department once', () => {
    expect(values.departments).toEqual([{ org: 'water', part: 'lead', reason: null }]);
  });
  it('sets a time to report that can still be met', () => {
    expect(proposedMeeting(now) - now).toBeGreaterThanOrEqual(3_600_000);
    expect(proposedMeeting(now) % 900_000).toBe(0);
  });
  it('asks for what no proposal gave', () => {
    const empty = prefill({ kind: 'nothing' }, null, { org: 'street-a' }, null, now);
    expect(missingDraftFields(empty, false)).toEqual(['subject', 'place', 'departments', 'meet', 'item']);
    expect(missingDraftFields(empty, true)).toEqual(['subject', 'place', 'departments']);
    expect(draftOf(empty).meet).toBeNull();
  });
});

const child: SummonsView = {
  id: 's1',
  part: 'lead',
  org: 'water',
  role: null,
  stage: 'working',
  basis: null,
  reason: null,
  notifiedAt: 1,
  signedAt: null,
  contactedAt: null,
  arrivedAt: 4,
  arrivedBy: null,
  submittedAt: null,
  leftAt: null,
  mayLeave: false,
  excusedUntil: null,
  noShow: false,
  late: false,
  yellowCards: 0,
  exempt: { noShow: false, late: false, yellowCards: 0 },
  objection: null,
  result: null,
  onBehalf: 0,
  backEntries: 0,
};

describe('the line of a department', () => {
  it('shows the steps made, also where some were skipped', () => {
    const { made, at } = stepsOf(child);
    expect(at).toBe('working');
    expect([...made.keys()]).toEqual(['notified', 'arrived', 'working']);
  });
  it('does not call a result handed in that never was', () => {
    const { made, at } = stepsOf({ ...child, stage: 'rated' });
    expect(at).toBe('rated');
    expect([...made.keys()]).toEqual(['notified', 'arrived', 'working', 'rated']);
  });
  it('stands at the last step made while an objection is ruled on', () => {
    expect(stepsOf({ ...child, stage: 'objected', arrivedAt: null, signedAt: 2 }).at).toBe('signed');
  });
});

it('the log says who arrived, how, and that they were late', () => {
  const text = logText(
    {
      type: 'arrived',
      data: { summons: 's1', method: 'gps', who: null, position: null, distance: 41.6, late: true },
      ...{ seq: 1, whistle: 'w', at: 0, commandId: 'c', drill: null, onBehalf: null },
      actor: { operator: 'o', role: 'dept-handler', org: 'water' },
    },
    { language: 'zh', who: () => '水务局', org: (code) => code, person: String, time: String },
  );
  expect(text).toBe('水务局 报到（迟到）（定位，距 42 米）');
});

describe('a call entered by the minute', () => {
  const minute = Date.parse('2026-11-24T09:05:00+08:00');
  const [created, submitted, blown] = [minute + 10_000, minute + 20_000, minute + 40_000];
  const events = (...types: ['drafted' | 'submitted' | 'blown', number][]): WhistleView =>
    ({ summary: { createdAt: created }, log: types.map(([type, at]) => ({ type, at })) }) as never;
  const before = events(['drafted', created], ['submitted', submitted]);
  const emergency = events(['drafted', created], ['blown', blown]);
  it.each<[ActType, WhistleView, number, number]>([
    ['call-outside', before, minute, created],
    ['record-approval', before, minute, submitted],
    ['record-approval', emergency, minute, blown],
    ['record-approval', before, minute + 60_000, minute + 60_000],
    // The minute before is a mistake, which the service refuses.
    ['record-approval', before, minute - 60_000, minute - 60_000],
  ])('of «%s» came after what it was about', (type, view, typed, sent) => {
    expect(valuesToSend(act(type), { at: typed }, act(type).fields, null, view)).toEqual({ at: sent });
  });
});

it('the log names a file by what it is, as where it is downloaded', () => {
  const file = { hash: 'a'.repeat(64), name: '证明.exe', mediaType: 'application/pdf', bytes: 9 };
  const text = logText(
    {
      ...{ type: 'attached', data: { file, summons: null } },
      ...{ seq: 1, whistle: 'w', at: 0, commandId: 'c', drill: null, onBehalf: null },
      actor: { operator: 'o', role: 'dept-handler', org: 'water' },
    },
    { language: 'zh', who: () => '水务局', org: (code) => code, person: String, time: String },
  );
  expect(text).toBe('附件：证明.exe.pdf');
});
