/** Records that are compared. */
const RECORDS = 50;
/** Of equally good ones the first is taken. */
const ASCII_SEPARATORS = [',', ';', '\t', '|'] as const;
const FULL_WIDTH_COMMA = '，';
/** The full-width comma separates only if ASCII separators split at most this share of the records. */
const NEARLY_NONE = 0.1;

/** A quoted cell: its quotes stand at separators or line ends. Any other quote is part of the text. */
const QUOTED_CELL = /(^|[,;\t|，\r\n])"(?:[^"]|"")*"(?=[,;\t|，\r\n]|$)/g;

/** The first line `sep=;` with which spreadsheet programs name the separator. */
const SEPARATOR_LINE = /^"?sep=(.)"?(?:\r\n|\n|\r|$)/i;

/** The separator that a first line `sep=…` names; null without such a line. */
function namedSeparator(text: string): string | null {
  return SEPARATOR_LINE.exec(text)?.[1] ?? null;
}

/** The text after such a line. */
export function withoutSeparatorLine(text: string): string {
  return text.replace(SEPARATOR_LINE, '');
}

/**
 * The separator of a table of text: the one that cuts most of the first records into the same number of cells. `text` is
 * the beginning of the file; `isCut` tells that its last record goes on.
 */
export function separatorOf(text: string, isCut: boolean): string {
  const named = namedSeparator(text);
  if (named !== null) return named;
  const records = firstRecords(text, isCut);
  const ascii = ASCII_SEPARATORS.map((one) => cutBy(one, records));
  const best = ascii.reduce((one, other) => (isBetter(other, one) ? other : one));
  const fullWidth = cutBy(FULL_WIDTH_COMMA, records);
  // Text within cells is full of full-width commas.
  const isFullWidth = best.split <= NEARLY_NONE * records.length && fullWidth.agreeing * 2 > records.length;
  return isFullWidth ? FULL_WIDTH_COMMA : best.separator;
}

/** The first records, quoted cells replaced; blank lines are no records. */
function firstRecords(text: string, isCut: boolean): string[] {
  const lines = text.replace(QUOTED_CELL, '$1-').split(/\r\n|\n|\r/);
  if (isCut && lines.length > 1) lines.pop();
  return lines.filter((line) => line.trim() !== '').slice(0, RECORDS);
}

type Cut = {
  separator: string;
  /** Records with more than one cell. */
  split: number;
  /** The most frequent number of cells above one, and the records that have it. */
  cells: number;
  agreeing: number;
};

function cutBy(separator: string, records: string[]): Cut {
  const counts = records.map((record) => record.split(separator).length).filter((cells) => cells > 1);
  const frequency = new Map<number, number>();
  for (const cells of counts) frequency.set(cells, (frequency.get(cells) ?? 0) + 1);
  const [cells, agreeing] = [...frequency].reduce((best, one) => (one[1] > best[1] ? one : best), [1, 0]);
  return { separator, split: counts.length, cells, agreeing };
}

function isBetter(one: Cut, other: Cut): boolean {
  return one.agreeing === other.agreeing ? one.cells > other.cells : one.agreeing > other.agreeing;
}
