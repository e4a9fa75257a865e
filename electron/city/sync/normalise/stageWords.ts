import { CaseStage } from '../../../../shared/contract/cases.ts';
import type { FieldMapping } from '../../../../shared/contract/sources.ts';

/**
 * Stage words that mean the same in all 数字城管 and 12345 systems (domain.md §2.2, §2.3; work-order-apis.md §1.7). The
 * `stageValues` of a mapping take precedence; an unknown word gives no stage.
 */
const COMMON_STAGE_WORDS: [CaseStage, string][] = [
  ['reported', '上报 已上报 待受理 受理 待核实 核实中 预审 待预审 reported received'],
  ['registered', '立案 已立案 待立案 受理通过 已受理 registered accepted acknowledged'],
  ['dispatched', '派遣 已派遣 待派遣 派单 已派单 转办 已转办 加派 dispatched assigned'],
  ['handling', '处置 处置中 处理中 待处置 待处理 办理中 返工 回退 handling in_process in_progress'],
  ['checking', '核查 核查中 待核查 待结案 回访 待回访 回访中 已处置 已处理 checking processed'],
  ['closed', '结案 已结案 办结 已办结 强制结案 归档 已归档 closed archived'],
  ['suspended', '挂账 已挂账 缓办 挂起 suspended'],
  ['cancelled', '作废 已作废 撤销 已撤销 不予受理 不立案 cancelled rejected'],
];
const STAGE_BY_WORD = new Map<string, CaseStage>();
for (const [stage, words] of COMMON_STAGE_WORDS) {
  for (const word of words.split(' ')) STAGE_BY_WORD.set(word, stage);
}

function normalised(word: string): string {
  return word.trim().toLowerCase();
}

/** Creates the lookup of stage words: those of the mapping, then the common ones. Null for an unknown word. */
export function stageReader(stageValues: FieldMapping['stageValues']): (word: string) => CaseStage | null {
  const own = new Map<string, CaseStage>();
  for (const [word, stage] of Object.entries(stageValues)) {
    const known = CaseStage.safeParse(stage);
    if (known.success) own.set(normalised(word), known.data);
  }
  return (word) => own.get(normalised(word)) ?? STAGE_BY_WORD.get(normalised(word)) ?? null;
}

/** Creates the test for words that mean closed; case and surrounding spaces are ignored. */
export function closedReader(closedValues: string[]): (word: string) => boolean {
  const closed = new Set(closedValues.map(normalised));
  return (word) => closed.has(normalised(word));
}
