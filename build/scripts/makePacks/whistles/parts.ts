import type { WhistleKind, WhistleLimit } from '../../../../shared/contract/whistleKind.ts';
import type { WhistlePreset } from '../../../../shared/pack/whistles.ts';

type Unit = WhistleLimit['unit'];

/** A time limit of another city. */
export function borrowed(amount: number, unit: Unit, source: string): WhistleLimit {
  return { amount, unit, origin: 'borrowed', source };
}

/** An example value, since none is published; the hall must set its own. */
export function example(amount: number, unit: Unit): WhistleLimit {
  return { amount, unit, origin: 'invented', source: '示例，未见公开规定，须由本区核定' };
}

const NO_LIMITS: WhistleKind['limits'] = {
  approve: null,
  triage: null,
  postApproval: null,
  sign: null,
  contact: null,
  arrive: null,
  object: null,
  rule: null,
  handle: null,
  confirm: null,
  evaluate: null,
  business: null,
};

/** Limits of the administrative steps; no city has published them. */
export const ADMIN_LIMITS: WhistleKind['limits'] = {
  ...NO_LIMITS,
  approve: example(4, 'work_hour'),
  triage: example(2, 'work_hour'),
  object: example(4, 'work_hour'),
  rule: example(1, 'work_day'),
  confirm: example(2, 'work_day'),
  evaluate: example(3, 'work_day'),
};

/** Any one of the street's leaders. */
export const STREET_LEADERSHIP: WhistleKind['approvers'] = [
  ['street-leader', 'street-secretary', 'street-director'],
];
/** Both the party secretary (工委书记) and the director (办事处主任) of the street. */
export const BOTH_HEADS: WhistleKind['approvers'] = [['street-secretary'], ['street-director']];
/** No leader and no joint team has to report. */
export const NO_EXTRA_PARTICIPANTS: WhistleKind['quorum'] = { leaders: [], team: null };
/** Dual report (双报到): the standing committee member for the street, and the deputy district head in charge. */
export const DUAL_REPORT: WhistleKind['quorum'] = {
  leaders: ['standing-committee', 'vice-district'],
  team: null,
};

/** Emergency (应急哨): 30 minutes as in Pinggu, approved afterwards. */
export const EMERGENCY: Pick<
  WhistleKind,
  'approvers' | 'emergency' | 'triage' | 'arriveFrom' | 'limits' | 'quorum' | 'upgradesTo'
> = {
  approvers: [],
  emergency: {
    roles: ['street-leader', 'street-secretary', 'street-director', 'shift-leader'],
    postApprovers: ['street-leader', 'street-secretary', 'street-director'],
  },
  triage: false,
  arriveFrom: 'blown',
  limits: {
    ...ADMIN_LIMITS,
    approve: null,
    triage: null,
    postApproval: example(2, 'urgent_hour'),
    sign: example(5, 'minute'),
    arrive: borrowed(30, 'minute', '参照北京平谷：部门 30 分钟内到场，事不完、人不撤'),
    object: example(30, 'minute'),
    rule: example(30, 'minute'),
    handle: example(24, 'urgent_hour'),
    business: example(72, 'urgent_hour'),
  },
  quorum: NO_EXTRA_PARTICIPANTS,
  upgradesTo: null,
};

/** Values that all presets share; a hall sets its own. */
export const COMMON: Pick<
  WhistlePreset,
  | 'format'
  | 'ladder'
  | 'extension'
  | 'appeal'
  | 'oneHolder'
  | 'arriveRadius'
  | 'duplicates'
  | 'reopenDays'
  | 'suspendMaxDays'
  | 'excuses'
  | 'chainSuggests'
  | 'solvedDays'
  | 'rateBand'
  | 'ratingWeight'
> = {
  format: 1,
  ladder: {
    origin: 'invented',
    source: '示例：时限过半催办、到期督办、再过半升级；各地做法不一，须由本区核定',
    steps: [
      { mark: 0.5, level: 1, card: false },
      { mark: 0.8, level: 1, card: false },
      { mark: 1, level: 2, card: true },
      { mark: 1.5, level: 3, card: false },
    ],
    secondExpiry: 3,
    rungs: [{ level: 3, limit: example(1, 'work_day') }],
    levels: [
      { level: 0, name: { zh: '正常', en: 'normal' }, notify: [] },
      { level: 1, name: { zh: '催办', en: 'reminder' }, notify: ['dept-handler'] },
      { level: 2, name: { zh: '督办', en: 'supervised' }, notify: ['dept-leader', 'district-dispatch'] },
      { level: 3, name: { zh: '分管副区长', en: 'deputy district head' }, notify: ['vice-district'] },
      {
        level: 4,
        name: { zh: '区委常委、分管副区长', en: 'both leaders' },
        notify: ['standing-committee', 'vice-district'],
      },
    ],
  },
  extension: { max: 2, approvers: [['district-dispatch', 'shift-leader'], ['vice-district']] },
  // Two reviews, the first by the dispatcher, are practice (domain.md §2.6); a time to appeal was not found published.
  appeal: {
    window: example(3, 'work_day'),
    first: { roles: ['district-dispatch', 'supervision'], limit: example(1, 'work_day') },
    second: { roles: ['shift-leader', 'vice-district'], limit: example(2, 'work_day') },
  },
  // Where one person is both secretary and director no published rule was found; the stricter way.
  oneHolder: {
    ...{ rule: 'second-leader', roles: ['street-leader'], origin: 'invented' },
    source: '示例：书记、主任一肩挑时由街道另一班子成员加签；未见公开规定，须由本区核定',
  },
  arriveRadius: 200,
  duplicates: { radius: 50, hours: 24 },
  reopenDays: 30,
  suspendMaxDays: 365,
  excuses: 1,
  chainSuggests: 3,
  solvedDays: 30,
  rateBand: { low: 1, high: 20, origin: 'invented', source: '示例：每千件案件的吹哨数，过低过高都要提示' },
  ratingWeight: null,
};
