import { CaseStage } from '../../../../shared/contract/cases.ts';
import type { SentError } from '../../../../shared/contract/common.ts';
import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { excerpt } from './excerpt.ts';
import { readStatus, type StatusReading } from './statusWords.ts';

type Words = Pick<FieldMapping, 'closedValues' | 'stageValues' | 'openValues'>;

function normalised(word: string): string {
  return word.trim().toLowerCase();
}

/** Creates the lookup of stage words: those of the mapping, then the common ones. Null for an unknown word. */
export function stageReader(stageValues: FieldMapping['stageValues']): (word: string) => CaseStage | null {
  const own = ownStages(stageValues);
  return remembered((word) => own.get(normalised(word)) ?? readStatus(word).stage);
}

/** A list has a few words of this kind, in every row. */
const MOST_REMEMBERED = 500;

function remembered<T>(read: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const reading = read(word);
    if (known.size < MOST_REMEMBERED) known.set(word, reading);
    return reading;
  };
}

function ownStages(stageValues: FieldMapping['stageValues']): Map<string, CaseStage> {
  const own = new Map<string, CaseStage>();
  for (const [word, stage] of Object.entries(stageValues)) {
    const known = CaseStage.safeParse(stage);
    if (known.success) own.set(normalised(word), known.data);
  }
  return own;
}

/** Creates the look-up of what these words mean; case and surrounding spaces are ignored. */
export function wordMapper(values: Readonly<Record<string, string>>): (word: string) => string | undefined {
  const known = new Map(Object.entries(values).map(([word, value]) => [normalised(word), value]));
  return (word) => known.get(normalised(word));
}

/** Creates the test for these words; case and surrounding spaces are ignored. */
export function wordMatcher(words: string[]): (word: string) => boolean {
  const wanted = new Set(words.map(normalised));
  return (word) => wanted.has(normalised(word));
}

/**
 * Creates the reader of status words for a source. The words of its mapping win: a closed word is closed, and a stage
 * word is open unless its stage is closed or cancelled, and an open word is open. A common word that is closed in some systems only (已处理) is
 * unknown until the mapping has it.
 */
export function statusReader(mapping: Words): (word: string) => StatusReading {
  const isClosed = wordMatcher(mapping.closedValues);
  const stages = ownStages(mapping.stageValues);
  const isOpen = wordMatcher(mapping.openValues ?? []);
  return remembered((word) => {
    const common = readStatus(word);
    const own = stages.get(normalised(word));
    const stage = own ?? common.stage;
    if (isClosed(word)) return { closed: true, stage, sure: true };
    if (own !== undefined) return { closed: own === 'closed' || own === 'cancelled', stage, sure: true };
    // Confirmed to be open: a stage that says closed would contradict it.
    if (isOpen(word)) return { closed: false, stage: common.closed === true ? null : stage, sure: true };
    return common.closed === true && !common.sure ? { ...common, closed: null } : common;
  });
}

/**
 * What is wrong with the status of a row: a word that is unknown, and a time of closing beside a word that does not say
 * closed. A case that was reopened or returned (返工, 退回) keeps the time of its first closing.
 */
export function statusNotes(word: string, reading: StatusReading, closedAt: number | null): SentError[] {
  const value = excerpt(word);
  const notes: SentError[] = [];
  if (reading.closed === null) notes.push(upstreamMessage('unknown-status', { value }));
  if (closedAt !== null && reading.closed !== true && !isReopened(word))
    notes.push(upstreamMessage('closed-beside-open-word', { value }));
  return notes;
}

function isReopened(word: string): boolean {
  return readStatus(word).closed === false && /re[-_\s]?open|返工|重办|重新办理|退回|回退|退单/i.test(word);
}
