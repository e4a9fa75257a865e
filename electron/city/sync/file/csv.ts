import { CsvError, parse } from 'csv-parse/sync';
import { isFilled } from './table/cellText.ts';
import type { UnparsedRow } from './table/rows.ts';

/** Characters that are parsed at once. */
export const CSV_BLOCK_CHARS = 1 << 18;
/** A longer record stems from a quotation mark that is never closed. */
const MAX_RECORD_LENGTH = 1 << 20;

/** `width`: cells of the header. `above`: filled records down to the header and with it; a title may be wider than the table. */
export type CsvTable = { width: number; above: number };

/**
 * Parses chunked CSV text into records. A malformed one (unclosed quote, more cells than the header has) is yielded as
 * `{unparsed}` and parsing continues with the next line, so that one stray quotation mark costs one row and not the rest of
 * the file. `table`: null before the header is known, when any number of cells is taken. Blank lines are passed over.
 */
export async function* csvRecords(
  chunks: AsyncIterable<string>,
  delimiter: string,
  blockChars: number,
  table: CsvTable | null,
): AsyncGenerator<string[] | UnparsedRow> {
  const reader = new BlockReader(delimiter, table);
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length < blockChars) continue;
    // A carriage return at the very end may be the first half of a CRLF.
    const cut = text.lastIndexOf('\n') + 1;
    if (cut === 0 && text.length < MAX_RECORD_LENGTH) continue;
    const end = cut === 0 ? text.length : cut;
    yield* reader.read(text.slice(0, end), false);
    text = text.slice(end);
  }
  yield* reader.read(text, true);
}

type Parsed = {
  records: (string[] | UnparsedRow)[];
  /** Byte offset of the first malformed record; null when there is none. */
  stoppedAt: number | null;
  /** Its quote is not closed yet; it may continue in the next block. */
  mayContinue: boolean;
};

class BlockReader {
  private readonly delimiter: string;
  private readonly width: number;
  /** Records that are still to come down to the header. */
  private above: number;
  /** Beginning of a record that continues in the next block. */
  private pending = Buffer.alloc(0);

  constructor(delimiter: string, table: CsvTable | null) {
    this.delimiter = delimiter;
    this.width = table?.width ?? Number.POSITIVE_INFINITY;
    this.above = table?.above ?? 0;
  }

  *read(text: string, isEnd: boolean): Generator<string[] | UnparsedRow> {
    let block = Buffer.concat([this.pending, Buffer.from(text, 'utf8')]);
    this.pending = Buffer.alloc(0);
    while (block.length > 0) {
      const { records, stoppedAt, mayContinue } = this.parseBlock(block);
      yield* records;
      if (stoppedAt === null) return;
      block = block.subarray(stoppedAt);
      if (mayContinue && !isEnd && block.length < MAX_RECORD_LENGTH) {
        this.pending = block;
        return;
      }
      const line = firstLine(block);
      const unparsed = line.text.trim();
      if (unparsed !== '') yield { unparsed };
      block = block.subarray(line.bytes);
    }
  }

  /** Parses up to the end or to the first malformed record. */
  private parseBlock(block: Buffer): Parsed {
    const records: (string[] | UnparsedRow)[] = [];
    let consumed = 0;
    let malformed = false;
    try {
      parse(block, {
        delimiter: this.delimiter,
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: ['\r\n', '\n', '\r'],
        on_record: (record: string[], context) => {
          if (malformed) return null;
          if (this.isTooWide(record)) {
            const text = block.subarray(consumed, context.bytes).toString('utf8').trim();
            // A malformed record over several lines stems from a stray quotation mark: only its first line is unparsed,
            // the others are parsed again.
            malformed = /[\r\n]/.test(text);
            if (malformed) return null;
            records.push({ unparsed: text });
          } else {
            records.push(record);
            if (this.above > 0 && isFilled(record)) this.above -= 1;
          }
          consumed = context.bytes;
          return null;
        },
      });
    } catch (error) {
      const mayContinue = !malformed && isUnclosedQuote(error);
      return { records, stoppedAt: consumed, mayContinue };
    }
    return { records, stoppedAt: malformed ? consumed : null, mayContinue: false };
  }

  private isTooWide(record: string[]): boolean {
    return this.above === 0 && record.slice(this.width).some((cell) => cell.trim() !== '');
  }
}

function isUnclosedQuote(error: unknown): boolean {
  return error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED';
}

function firstLine(block: Buffer): { text: string; bytes: number } {
  const end = block.indexOf(0x0a);
  const bytes = end < 0 ? block.length : end + 1;
  return { text: block.subarray(0, bytes).toString('utf8'), bytes };
}
