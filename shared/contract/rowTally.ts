import { z } from 'zod';
import { CaseStage } from './cases.ts';
import { SentError } from './common.ts';

/** A kind of note, refusal or missing place with the first of its kind, and the number of rows that have it. */
export const ReasonCount = z.object({ reason: SentError, rows: z.int() });
export type ReasonCount = z.infer<typeof ReasonCount>;

/** A word of the status or stage column (状态词、环节词) over a whole list, with how it is read. */
export const WordCount = z.object({
  /** As it stands in the list, telephone numbers masked. */
  word: z.string(),
  /** Rows that are to be stored and have it as their status, and as their stage. */
  asStatus: z.int(),
  asStage: z.int(),
  /** Whether it means closed; null: unknown, and the case counts as open. */
  closed: z.boolean().nullable(),
  stage: CaseStage.nullable(),
  /** False for a word that is closed in some systems only (已处理). */
  sure: z.boolean(),
  /** The word says nothing to the program where it stands: nobody has mapped it, and it is no common one. */
  unknown: z.boolean(),
  /** Rows with a time of closing beside this word, which does not mean closed. */
  contradictions: z.int(),
  /** False for a word that no mapping can hold. */
  mappable: z.boolean(),
});
export type WordCount = z.infer<typeof WordCount>;

/** A category of a list (`categoryWord`) that its catalogue (大类/小类) words otherwise, with the number of its rows. */
export const CategoryCount = z.object({
  /** Telephone numbers masked. */
  word: z.string(),
  rows: z.int(),
  /** The code of the catalogue that the operator gave for it; null: none. */
  code: z.string().nullable(),
  /** The catalogue has it not, or more than once: its cases have no limit of the pack. */
  unknown: z.boolean(),
  /** False for one that no mapping can hold. */
  mappable: z.boolean(),
});
export type CategoryCount = z.infer<typeof CategoryCount>;

/** What became, or would become, of the rows of a list. `rows` = clean + noted + refused; open + closed = clean + noted. */
export const RowTally = z.object({
  rows: z.int(),
  /** Rows to be stored without and with notes. */
  clean: z.int(),
  noted: z.int(),
  refused: z.int(),
  /** As they are stored: a list without a column for it leaves a case that is there open or closed. */
  open: z.int(),
  closed: z.int(),
  /** Of them, rows with neither a status nor a stage word. */
  wordless: z.object({ open: z.int(), closed: z.int() }),
  /** Each kind of note; an unknown word is a kind of its own. Most rows first. */
  notes: z.array(ReasonCount),
  /** Each kind of refusal (隔离), most rows first. */
  refusals: z.array(ReasonCount),
  /** Stored rows that lie in no street, by the reason; `location-outside`: outside the city. */
  notPlaced: z.array(ReasonCount),
  /** Unknown words first. */
  words: z.array(WordCount),
  /** Words beyond those listed: how many rows have one. */
  otherWords: z.object({ rows: z.int() }),
  /** Categories that the catalogue has not, and those that the operator mapped; unknown ones first. */
  categories: z.array(CategoryCount),
  /** Categories beyond those listed: how many rows have one. */
  otherCategories: z.object({ rows: z.int() }),
  /** `repeated`: rows refused since another row has their number; `numbers`: how many numbers that concerns. */
  ids: z.object({ repeated: z.int(), numbers: z.int(), examples: z.array(z.string()), identical: z.int() }),
});
export type RowTally = z.infer<typeof RowTally>;
