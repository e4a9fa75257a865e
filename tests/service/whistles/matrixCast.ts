import { Role } from '../../../shared/contract/people.ts';
import type { WhistleCommandType } from '../../../shared/contract/whistleCommands.ts';
import type { Posts } from './support.ts';

const STREET = '320104004';
const CENTRE = '320104-ZHZX';
const DISTRICT = '320104';
const OTHER = '320104005';

const ROLES = Role.options;

function placeOf(role: Role, own: boolean): { org: string; streets?: string[] } {
  if (role.startsWith('street')) return { org: own ? STREET : OTHER };
  if (role.startsWith('dept')) return { org: own ? '320104-SZS' : '320104-SCJ' };
  if (role === 'vice-district' || role === 'standing-committee')
    return { org: DISTRICT, streets: [own ? STREET : OTHER] };
  return { org: CENTRE };
}

/**
 * One operator for each of the thirteen roles (called by it), who has had no hand in anything; one more of each role bound
 * to a place, of another street, department or linked street (`other-`); and those who bring the whistles along.
 */
export const MATRIX_CAST: Posts = {
  ...Object.fromEntries(ROLES.map((role) => [role, { roles: [role], ...placeOf(role, true) }])),
  ...Object.fromEntries(
    ROLES.slice(0, 10)
      .filter((role) => role !== 'district-dispatch' && role !== 'shift-leader')
      .map((role) => [`other-${role}`, { roles: [role], ...placeOf(role, false) }]),
  ),
  duty: { roles: ['street-duty'], org: STREET },
  leader: { roles: ['street-leader'], org: STREET },
  secretary: { roles: ['street-secretary'], org: STREET },
  director: { roles: ['street-director'], org: STREET },
  dispatch: { roles: ['district-dispatch'], org: CENTRE },
  vice: { roles: ['vice-district'], org: DISTRICT, streets: [STREET] },
  standing: { roles: ['standing-committee'], org: DISTRICT, streets: [STREET] },
  szs: { roles: ['dept-handler'], org: '320104-SZS' },
};

export const EVERY_ROLE: readonly Role[] = ROLES;

/** 街道: «actor.org = street/community» (domain.md §3.2 E1). */
const STREETS: Role[] = ['street-duty', 'street-leader', 'street-secretary', 'street-director'];
/** 街道班子成员: to decide stays with leaders, against «乱吹哨» (domain.md §3.1, Gulou). */
const HEADS: Role[] = ['street-leader', 'street-secretary', 'street-director'];
/** 区中心 (domain.md §3.2 E5, E6, E10, E15). */
const CENTRES: Role[] = ['district-dispatch', 'shift-leader'];
/** «member of department» (E7), and who may write down what a department said: issue, 代报到. */
const MEMBERS: Role[] = ['dept-handler', 'dept-leader', 'street-duty', 'district-dispatch'];
const LEADERS: Role[] = ['vice-district', 'standing-committee'];
/** Everybody who works; 三员 (audit, admin) take no part (domain.md §8.1). */
const WORKING: Role[] = [...STREETS, ...CENTRES, ...LEADERS, 'dept-handler', 'dept-leader', 'supervision'];

/** Who may give which command: domain.md §3.2, §2.2 and the pack, written out apart from the code that obeys it. */
export const ALLOWED: Record<WhistleCommandType, readonly Role[]> = {
  draft: STREETS, // E1
  revise: STREETS, // E1
  submit: STREETS, // E2
  approve: HEADS, // E3, 推进 = 街道班子成员
  decline: HEADS, // E3
  'record-approval': ['street-duty', ...CENTRES], // E3 by telephone: whoever is on duty records it
  countersign: HEADS,
  'disown-approval': HEADS,
  'blow-emergency': [...HEADS, 'shift-leader'], // E4: role ∈ {值班领导, 值班长}
  'triage-accept': CENTRES, // E5: district centre
  'triage-reject': CENTRES, // E6
  sign: MEMBERS, // E7
  contact: MEMBERS, // E8
  object: MEMBERS, // E9
  rule: CENTRES, // E10
  arrive: [...MEMBERS, ...HEADS, ...LEADERS], // E11: themselves, or «street clerk confirmation»; leaders for 双报到
  leave: [...MEMBERS, ...LEADERS], // E13
  release: STREETS, // E13: «until street releases»
  'request-extension': MEMBERS, // E14: applicant = department
  'decide-extension': [...CENTRES, 'vice-district'], // E14: approver, a higher one for the second
  'change-lead': CENTRES, // E15: district decides
  excuse: STREETS, // 请假/改期: the street set the time
  suspend: ['vice-district'], // E16: district leader
  resume: ['vice-district'], // E16
  'submit-result': MEMBERS, // E17
  confirm: [...STREETS, 'supervision'], // E18: «street only», «silence → … district confirms»
  rework: STREETS, // E18
  rate: HEADS, // E19: «street rates»
  reopen: ['supervision'], // E20: «by 监督 axis»
  withdraw: STREETS, // E22
  merge: [...STREETS, 'district-dispatch'], // E23
  escalate: ['shift-leader', ...LEADERS], // E25: «by leader order»
  deescalate: ['shift-leader', ...LEADERS], // E25
  appeal: MEMBERS, // domain.md §2.6: «only department»; 代报到 as in E9
  'withdraw-appeal': MEMBERS,
  'review-appeal': ['district-dispatch', 'supervision', 'shift-leader', 'vice-district'], // §2.6: «double review (派遣员→…)»; the pack
  'propose-exemption': ['district-dispatch', 'supervision'], // stands for the first review
  'join-street': [...STREETS, ...CENTRES], // 联合街道: whoever leads the whistle
  'call-outside': [...STREETS, ...CENTRES], // the same
  // 补录: whoever may be named as its confirmer
  'confirm-back-entry': [...STREETS, ...CENTRES, 'dept-handler', 'dept-leader'],
  'disown-back-entry': [...STREETS, ...CENTRES, 'dept-handler', 'dept-leader'],
  transfer: ['shift-leader', 'admin'], // 划转: domain-2.md names no role; the shift leader or the administrator
  note: WORKING,
  attach: WORKING,
};
