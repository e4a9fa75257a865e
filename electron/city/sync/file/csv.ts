import { CsvError, parse } from 'csv-parse/sync';

export type CsvRow = Record<string, string>;
export type UnparsedRow = { unparsed: string };

/** Characters that are parsed at once. */
export const CSV_BLOCK_CHARS = 1 << 18;
/** A longer record stems from a quotation mark that is never closed. */
const MAX_RECORD_LENGTH = 1 << 20;

/**
 * Parses chunked CSV text; the first line names the columns. A malformed line (unclosed quote, more columns than the
 * header) is yielded as `{unparsed}` and parsing continues with the next line, so that one stray quotation mark costs
 * one row and not the rest of the file. A row with fewer columns than the header lacks the last ones.
 */
export async function* csvRows(
  chunks: AsyncIterable<string>,
  delimiter: string,
  blockChars: number,
): AsyncGenerator<CsvRow | UnparsedRow> {
  const reader = new BlockReader(delimiter);
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
  rows: (CsvRow | UnparsedRow)[];
  /** Byte offset of the first malformed record; null when there is none. */
  stoppedAt: number | null;
  /** Its quote is not closed yet; it may continue in the next block. */
  mayContinue: boolean;
};

class BlockReader {
  private readonly delimiter: string;
  private columns: string[] | null = null;
  /** Beginning of a record that continues in the next block. */
  private pending = Buffer.alloc(0);

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  *read(text: string, isEnd: boolean): Generator<CsvRow | UnparsedRow> {
    let block = Buffer.concat([this.pending, Buffer.from(text, 'utf8')]);
    this.pending = Buffer.alloc(0);
    while (block.length > 0) {
      const { rows, stoppedAt, mayContinue } = this.parseBlock(block);
      yield* rows;
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
    const rows: (CsvRow | UnparsedRow)[] = [];
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
          const row = this.rowOf(record);
          if (row === 'malformed') {
            const text = block.subarray(consumed, context.bytes).toString('utf8').trim();
            // A malformed record over several lines stems from a stray quotation mark: only its first line is unparsed,
            // the others are parsed again.
            malformed = /[\r\n]/.test(text);
            if (malformed) return null;
            rows.push({ unparsed: text });
          } else if (row !== null) rows.push(row);
          consumed = context.bytes;
          return null;
        },
      });
    } catch (error) {
      const mayContinue = !malformed && isUnclosedQuote(error);
      return { rows, stoppedAt: consumed, mayContinue };
    }
    return { rows, stoppedAt: malformed ? consumed : null, mayContinue: false };
  }

  /** Null for the header and for lines that hold only separators. */
  private rowOf(record: string[]): CsvRow | null | 'malformed' {
    if (this.columns === null) {
      this.columns = columnNames(record);
      return null;
    }
    const columns = this.columns;
    if (record.length > columns.length && record.slice(columns.length).some((cell) => cell.trim() !== '')) {
      return 'malformed';
    }
    if (record.every((cell) => cell.trim() === '')) return null;
    const row: CsvRow = {};
    for (let index = 0; index < columns.length && index < record.length; index++) {
      row[columns[index] ?? ''] = record[index] ?? '';
    }
    return row;
  }
}

/** Column names: trimmed, unique, never blank. */
function columnNames(header: string[]): string[] {
  const used = new Set<string>();
  return header.map((cell, index) => {
    const base = cell.replace(/^\ufeff/, '').trim() || `column_${index + 1}`;
    let name = base === '__proto__' ? 'column_proto' : base;
    for (let again = 2; used.has(name); again++) name = `${base}_${again}`;
    used.add(name);
    return name;
  });
}

function isUnclosedQuote(error: unknown): boolean {
  return error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED';
}

function firstLine(block: Buffer): { text: string; bytes: number } {
  const end = block.indexOf(0x0a);
  const bytes = end < 0 ? block.length : end + 1;
  return { text: block.subarray(0, bytes).toString('utf8'), bytes };
}
