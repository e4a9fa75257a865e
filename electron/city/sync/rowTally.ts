import type { NormalisedCase, PlacedCase, RowOutcome } from '../../../shared/case/normalised.ts';
import type { SentError } from '../../../shared/contract/common.ts';
import type { ReasonCount, RowTally } from '../../../shared/contract/rowTally.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import { placeByWords } from '../../../shared/pack/placeByWords.ts';
import type { Whereabouts } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { RowReading } from './adapter.ts';
import { createCategoryTally } from './categoryTally.ts';
import { firstAt, textValue } from './normalise/paths.ts';
import { createNoteTally } from './noteTally.ts';
import { isRepeatedNumber } from './repeatedNumbers.ts';
import { createWordTally } from './wordTally.ts';

/** Numbers that repeat are counted one by one up to this many; a list with more has no column of numbers. */
const MAX_NUMBERS = 100_000;
const EXAMPLES = 3;

/** Counts what becomes of the rows of a list, for a preview and for an import alike. Needs little memory for any list. */
export type RowTallier = {
  /** `reading`: how the adapter of the list reads `row`; `outcome`: how it is stored, beside what is stored of its case. */
  add(row: unknown, reading: RowReading, outcome: RowOutcome): void;
  counts(): RowTally;
};

export type TallyDeps = { pack: Pick<CityPack, 'manifest' | 'grids'> };

export function createRowTally(mapping: FieldMapping, { pack }: TallyDeps): RowTallier {
  const statusPaths = [mapping.fields.status ?? []].flat();
  const stagePaths = [mapping.fields.stage ?? []].flat();
  const notes = createNoteTally();
  const words = createWordTally(mapping);
  const categories = createCategoryTally();
  const refusals = reasonTally();
  const notPlaced = reasonTally();
  const wordless = { open: 0, closed: 0 };
  const sums = { rows: 0, clean: 0, noted: 0, refused: 0, open: 0, closed: 0 };
  const repeated = { rows: 0, identical: 0, numbers: new Set<string>() };

  function addStored(
    row: unknown,
    reading: NormalisedCase,
    placed: PlacedCase,
    noted: readonly SentError[],
  ): void {
    sums[noted.length === 0 ? 'clean' : 'noted'] += 1;
    sums[placed.status] += 1;
    notes.add(noted);
    categories.add(reading, noted);
    if (noted.some(({ code }) => code === 'repeated-row')) repeated.identical += 1;
    const status = textValue(firstAt(row, statusPaths));
    const stage = textValue(firstAt(row, stagePaths));
    if (status === null && stage === null) wordless[placed.status] += 1;
    else words.add(status, stage, noted);
    const { placeWords } = reading;
    if (placed.street === null && placed.grid === null)
      notPlaced.add(whyNotPlaced({ lon: placed.lon, lat: placed.lat, placeWords }, noted, pack));
  }

  return {
    add(row, reading, outcome) {
      sums.rows += 1;
      if (outcome.ok) {
        if (reading.ok) addStored(row, reading.case, outcome.case, outcome.notes ?? reading.notes);
        return;
      }
      const { code, parameters, reason, sourceId } = outcome.refusal;
      sums.refused += 1;
      refusals.add({ code, parameters, message: reason });
      if (!isRepeatedNumber(code) || sourceId === null) return;
      repeated.rows += 1;
      if (repeated.numbers.size < MAX_NUMBERS) repeated.numbers.add(sourceId);
    },
    counts: () => ({
      ...sums,
      wordless: { ...wordless },
      notes: notes.counts().map(({ note, rows }) => ({ reason: note, rows })),
      refusals: refusals.counts(),
      notPlaced: notPlaced.counts(),
      ...words.counts(),
      ...categories.counts(),
      ids: {
        repeated: repeated.rows,
        numbers: repeated.numbers.size,
        examples: [...repeated.numbers].slice(0, EXAMPLES),
        identical: repeated.identical,
      },
    }),
  };
}

/** The kinds of notes as an import tells them. */
export function notesOf({ notes }: RowTally): { note: SentError; rows: number }[] {
  return notes.map(({ reason, rows }) => ({ note: reason, rows }));
}

/** Counts reasons by code, and by the kind of problem where one code has several; the first of each is its example. */
function reasonTally() {
  const kinds = new Map<string, ReasonCount>();
  return {
    add(reason: SentError): void {
      const key = `${reason.code} ${String(reason.parameters['problem'] ?? '')}`;
      const kind = kinds.get(key) ?? { reason, rows: 0 };
      kind.rows += 1;
      kinds.set(key, kind);
    },
    counts: (): ReasonCount[] => [...kinds.values()].map((kind) => ({ ...kind })).sort(mostFirst),
  };
}

function mostFirst(a: ReasonCount, b: ReasonCount): number {
  return b.rows - a.rows;
}

/** Why a case lies in no street: what its coordinates say, else its words. */
function whyNotPlaced(
  { lon, lat, placeWords }: Whereabouts,
  notes: readonly SentError[],
  pack: TallyDeps['pack'],
): SentError {
  const located = notes.find(({ code }) => code.startsWith('location-'));
  if (lon !== null && lat !== null) {
    const isOutside = located?.code === 'location-outside' || located?.code === 'location-swapped-outside';
    return isOutside && located !== undefined ? located : upstreamMessage('place-between', {});
  }
  const found = placeWords === undefined ? 'no-words' : placeByWords(placeWords, pack);
  if (found === 'no-words') return located ?? upstreamMessage('place-nothing', {});
  return upstreamMessage(
    found === 'unsure'
      ? 'place-unsure'
      : found === 'contradiction'
        ? 'place-contradiction'
        : 'place-not-found',
    {},
  );
}
