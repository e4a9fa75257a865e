import { CsvError, parse } from 'csv-parse/sync';

export type CsvRow = Record<string, string>;
export type UnparsedRow = { unparsed: string };

/** Text that is parsed at once, in characters. */
export const CSV_BLOCK = 1 << 18;
/** A record longer than this comes from a quotation mark that is never closed. */
const LONGEST_RECORD = 1 << 20;

/**
 * Rows of a CSV text that comes in pieces; the first line names the columns. A line that does not fit (unclosed quote,
 * more columns than the header) is yielded as `{unparsed}` and reading goes on with the next line, so that one stray
 * quotation mark costs one row and not the rest of the file. Fewer columns than the header leave the last ones out.
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
    // A carriage return at the very end may belong to a line end that is not here yet.
    const cut = text.lastIndexOf('\n') + 1;
    if (cut === 0 && text.length < LONGEST_RECORD) continue;
    const end = cut === 0 ? text.length : cut;
    yield* reader.read(text.slice(0, end), false);
    text = text.slice(end);
  }
  yield* reader.read(text, true);
}

type Parsed = {
  rows: (CsvRow | UnparsedRow)[];
  /** Byte at which the first record begins that does not fit; null at the end. */
  stoppedAt: number | null;
  /** It may only be cut off: its quote is not closed yet. */
  open: boolean;
};

class BlockReader {
  private readonly delimiter: string;
  private columns: string[] | null = null;
  /** Beginning of a record that goes on in the next block. */
  private carried = Buffer.alloc(0);

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  *read(text: string, isEnd: boolean): Generator<CsvRow | UnparsedRow> {
    let block = Buffer.concat([this.carried, Buffer.from(text, 'utf8')]);
    this.carried = Buffer.alloc(0);
    while (block.length > 0) {
      const { rows, stoppedAt, open } = this.parseBlock(block);
      yield* rows;
      if (stoppedAt === null) return;
      block = block.subarray(stoppedAt);
      if (open && !isEnd && block.length < LONGEST_RECORD) {
        this.carried = block;
        return;
      }
      const line = firstLine(block);
      const unparsed = line.text.trim();
      if (unparsed !== '') yield { unparsed };
      block = block.subarray(line.bytes);
    }
  }

  /** Records up to the end, or to the first that does not fit. */
  private parseBlock(block: Buffer): Parsed {
    const rows: (CsvRow | UnparsedRow)[] = [];
    let good = 0;
    let misfit = false;
    try {
      parse(block, {
        delimiter: this.delimiter,
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: ['\r\n', '\n', '\r'],
        on_record: (record: string[], context) => {
          if (misfit) return null;
          const row = this.rowOf(record);
          if (row === 'misfit') {
            const text = block.subarray(good, context.bytes).toString('utf8').trim();
            // Over several lines a quotation mark went astray: only its first line is lost, the others are read again.
            misfit = /[\r\n]/.test(text);
            if (misfit) return null;
            rows.push({ unparsed: text });
          } else if (row !== null) rows.push(row);
          good = context.bytes;
          return null;
        },
      });
    } catch (error) {
      const open = !misfit && isQuoteOpen(error);
      return { rows, stoppedAt: good, open };
    }
    return { rows, stoppedAt: misfit ? good : null, open: false };
  }

  /** Null for the header and for lines of nothing but separators. */
  private rowOf(record: string[]): CsvRow | null | 'misfit' {
    if (this.columns === null) {
      this.columns = columnNames(record);
      return null;
    }
    const columns = this.columns;
    if (record.length > columns.length && record.slice(columns.length).some((cell) => cell.trim() !== '')) {
      return 'misfit';
    }
    if (record.every((cell) => cell.trim() === '')) return null;
    const row: CsvRow = {};
    for (let index = 0; index < columns.length && index < record.length; index++) {
      row[columns[index] ?? ''] = record[index] ?? '';
    }
    return row;
  }
}

/** Trimmed, made distinct, never blank. */
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

function isQuoteOpen(error: unknown): boolean {
  return error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED';
}

function firstLine(block: Buffer): { text: string; bytes: number } {
  const end = block.indexOf(0x0a);
  const bytes = end < 0 ? block.length : end + 1;
  return { text: block.subarray(0, bytes).toString('utf8'), bytes };
}
