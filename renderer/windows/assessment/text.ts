import { decimals, fraction, percent } from '../../../shared/assessment/fraction.ts';
import { COUNTS, INDICATORS, isCountId, isIndicatorId } from '../../../shared/assessment/indicators.ts';
import type { AssessedResult } from '../../../shared/contract/assessment.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import type { AssessmentWords } from './words.ts';

export type Language = 'zh' | 'en';

/** A rate as a percentage, with its sign. «无数据» and «待定» are words, never a 0. */
export function rateText(result: AssessedResult, words: AssessmentWords): string {
  return result.kind === 'value' ? `${percent(fraction(result.exact), 2)}%` : missingText(result, words);
}

/** A score or its points with two decimals. */
export function scoreText(result: AssessedResult, words: AssessmentWords): string {
  return result.kind === 'value' ? decimals(fraction(result.exact), 2) : missingText(result, words);
}

function missingText(result: Exclude<AssessedResult, { kind: 'value' }>, words: AssessmentWords): string {
  return result.kind === 'no-data' ? words.noData : words.pending;
}

/** Why a result is no number; null where it is one. */
export function whyText(result: AssessedResult, words: AssessmentWords, language: Language): string | null {
  if (result.kind === 'value') return null;
  if (result.kind === 'no-data') return words.noDataWhy;
  return words.pendingWhy(
    result.missing.map((id) => inputName(id, words, language)).join(PUNCTUATION[language].comma),
  );
}

/** The name of an input of a rule set; one that no version knows is shown as the rule set names it. */
export function inputName(id: string, words: AssessmentWords, language: Language): string {
  if (isCountId(id)) return COUNTS[id][language];
  if (isIndicatorId(id)) return INDICATORS[id].name[language];
  const key = `input_${id}`;
  return Object.hasOwn(words, key) ? String(words[key as 'input_filed']) : id;
}

/** Letter and word: a colour alone would say nothing. */
export function gradeText(grade: string | null, words: AssessmentWords): string {
  if (grade === null) return '—';
  const key = `grade_${grade}`;
  return Object.hasOwn(words, key) ? `${grade} ${words[key as 'grade_A']}` : grade;
}

/** `▲2`, with what it means for whoever hears it. */
export function movedText(moved: number | null, words: AssessmentWords): { short: string; long: string } {
  if (moved === null) return { short: '—', long: words.unmoved };
  if (moved === 0) return { short: words.same, long: words.sameLong };
  return moved > 0
    ? { short: words.up(moved), long: words.upLong(moved) }
    : { short: words.down(-moved), long: words.downLong(-moved) };
}
