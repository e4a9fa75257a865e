import type { CaseStage, CaseStatus } from '../../../../shared/contract/cases.ts';
import { CaseStage as CaseStageSchema } from '../../../../shared/contract/cases.ts';

/**
 * Status words of closed cases, lower case. Open311 defines `closed`; the others are extended statuses found in
 * practice.
 */
const CLOSED = new Set(
  'closed archived resolved fixed completed complete done cancelled canceled rejected duplicate not_responsible no_further_action internal_referral unable_to_fix processed 已结案 结案 已办结 办结 已关闭'.split(
    ' ',
  ),
);

/** Stage by word: the detailed statuses of CitySDK and 6Aika, the extended statuses of FixMyStreet, Chinese stages. */
const STAGES = new Map<string, CaseStage>([
  ['received', 'reported'],
  ['pending', 'reported'],
  ['acknowledged', 'registered'],
  ['action_scheduled', 'dispatched'],
  ['planned', 'dispatched'],
  ['in_process', 'handling'],
  ['in_progress', 'handling'],
  ['investigating', 'handling'],
  ['wait_for_answer', 'handling'],
  ['processed', 'closed'],
  ['fixed', 'closed'],
  ['no_further_action', 'closed'],
  ['rejected', 'cancelled'],
  ['duplicate', 'cancelled'],
  ['canceled', 'cancelled'],
  ['上报', 'reported'],
  ['待受理', 'reported'],
  ['立案', 'registered'],
  ['派遣', 'dispatched'],
  ['处置', 'handling'],
  ['处置中', 'handling'],
  ['核查', 'checking'],
  ['结案', 'closed'],
  ['挂账', 'suspended'],
  ['作废', 'cancelled'],
]);

/** Any word that is not known to close a case means open: «Open», «Received», «acknowledged» … */
export function readStatus(word: string | null): CaseStatus {
  return word !== null && CLOSED.has(normalised(word)) ? 'closed' : 'open';
}

/** The stage that a word names; null where the word is unknown: a stage is never guessed. */
export function readStage(word: string | null): CaseStage | null {
  if (word === null) return null;
  const key = normalised(word);
  const own = CaseStageSchema.safeParse(key);
  return own.success ? own.data : (STAGES.get(key) ?? null);
}

function normalised(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
