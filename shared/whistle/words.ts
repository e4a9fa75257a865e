import type { Role } from '../contract/people.ts';
import type { AppealGround } from '../contract/whistleAppeals.ts';
import type {
  ClockKind,
  Level,
  SummonsPart,
  SummonsStage,
  WhistleStage,
  Words,
} from '../contract/whistles.ts';
import { words } from './refuse.ts';

export const STAGE_WORDS: Record<WhistleStage, Words> = {
  draft: words('拟哨', 'draft'),
  'pending-approval': words('待审签', 'waiting for approval'),
  'pending-triage': words('待研判派哨', 'waiting for triage'),
  blown: words('已吹哨', 'blown'),
  assembling: words('报到中', 'assembling'),
  handling: words('处置中', 'handling'),
  'pending-confirm': words('待街道确认', 'waiting for the street to confirm'),
  'pending-eval': words('待评价', 'waiting for ratings'),
  closed: words('销号', 'closed'),
  suspended: words('挂账', 'suspended'),
  withdrawn: words('撤哨', 'withdrawn'),
  rejected: words('不予吹哨', 'rejected'),
  merged: words('并哨', 'merged'),
};

export const SUMMONS_WORDS: Record<SummonsStage, Words> = {
  notified: words('已送达', 'notified'),
  signed: words('已签收', 'signed for'),
  contacted: words('已对接', 'in contact'),
  arrived: words('已报到', 'arrived'),
  working: words('处置中', 'working'),
  submitted: words('已反馈', 'result handed in'),
  accepted: words('街道认可', 'accepted by the street'),
  rated: words('已评价', 'rated'),
  objected: words('异议待裁定', 'objection pending'),
  released: words('免责/改派', 'released'),
  replaced: words('已变更主责', 'replaced'),
  excused: words('请假/改期', 'excused'),
};

export const PART_WORDS: Record<SummonsPart, Words> = {
  lead: words('主责', 'lead'),
  co: words('协办', 'co-department'),
  leader: words('区领导', 'district leader'),
};

export const CLOCK_WORDS: Record<ClockKind, Words> = {
  approve: words('审签', 'approval'),
  triage: words('研判派哨', 'triage'),
  'post-approval': words('事后补批', 'post-approval'),
  sign: words('签收', 'signature'),
  contact: words('对接', 'first contact'),
  arrive: words('报到', 'arrival'),
  object: words('异议期', 'objection window'),
  rule: words('异议裁定', 'ruling'),
  handle: words('处置', 'handling'),
  confirm: words('街道确认', 'confirmation'),
  'joint-confirm': words('联合街道确认', 'confirmation by the second street'),
  evaluate: words('街道评价', 'rating'),
  resume: words('挂账到期', 'end of suspension'),
  rung: words('升级', 'next level'),
  business: words('总时限', 'whole matter'),
  'appeal-first': words('申诉初审', 'first review of an appeal'),
  'appeal-second': words('申诉复审', 'second review of an appeal'),
};

export const GROUND_WORDS: Record<AppealGround, Words> = {
  'not-ours': words('不属本单位职责', 'not our duty'),
  'force-majeure': words('不可抗力', 'force majeure'),
  'off-hours': words('非工作时间', 'outside working time'),
  'system-fault': words('系统故障', 'system fault'),
  'not-notified': words('通知未送达', 'notice not delivered'),
  other: words('其他', 'other'),
};

export const ROLE_WORDS: Record<Role, Words> = {
  'street-duty': words('街道值守', 'street duty officer'),
  'street-leader': words('街道班子成员', 'street leadership'),
  'street-secretary': words('工委书记', 'street party secretary'),
  'street-director': words('办事处主任', 'street director'),
  'district-dispatch': words('区派遣', 'district dispatcher'),
  'shift-leader': words('值班长', 'shift leader'),
  'vice-district': words('分管副区长', 'deputy district head'),
  'standing-committee': words('挂包街道的区委常委', 'standing committee member linked to the street'),
  'dept-handler': words('部门经办', 'department handler'),
  'dept-leader': words('部门领导', 'department head'),
  supervision: words('监督评价', 'supervision'),
  audit: words('审计', 'audit'),
  admin: words('管理', 'administration'),
};

export const LEVEL_WORDS: Record<Level, Words> = {
  0: words('正常', 'normal'),
  1: words('催办', 'reminded'),
  2: words('督办', 'supervised'),
  3: words('分管副区长', 'deputy district head'),
  4: words('区委常委、分管副区长/调度会', 'both leaders or the weekly meeting'),
};

/** Roles as a list: «工委书记、办事处主任». */
export function rolesIn(roles: readonly Role[]): Words {
  return words(
    roles.map((role) => ROLE_WORDS[role].zh).join('、'),
    roles.map((role) => ROLE_WORDS[role].en).join(', '),
  );
}

/** Stages as a list. */
export function stagesIn(stages: readonly WhistleStage[]): Words {
  return words(
    stages.map((stage) => STAGE_WORDS[stage].zh).join('、'),
    stages.map((stage) => STAGE_WORDS[stage].en).join(', '),
  );
}
