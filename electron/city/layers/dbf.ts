import { type FileHandle, open } from 'node:fs/promises';
import { decoderLabel, type UnmarkedEncoding } from '../sync/file/encoding.ts';
import { EncodingJudge } from '../sync/file/likelihood.ts';

type Field = { name: string; at: number; length: number };
export type DbfRow = {
  deleted: boolean;
  text(field: string): string;
};
export type Dbf = {
  encoding: UnmarkedEncoding;
  records: number;
  rows(): AsyncGenerator<DbfRow>;
  fields(): ReadonlyMap<string, number>;
  lettersLost(): number;
};

/** Records that are read at once, and those by which the encoding is told. */
const BLOCK = 4096;
const JUDGED = 20_000;
/** Language driver of the header: the code page that wrote the file, where it is a Chinese one. */
const DRIVERS: Readonly<Record<number, UnmarkedEncoding>> = {
  77: 'gb18030',
  122: 'gb18030',
  79: 'big5',
  120: 'big5',
};

/**
 * The table of a Shapefile (dBASE). Its encoding is that of the `.cpg` file beside it, else of the header, else the one in
 * which its texts are the likeliest. Null: it is no such table, or shorter than it says.
 */
export async function openDbf(path: string, cpg: string | null): Promise<Dbf | null> {
  const head = await firstBytes(path);
  if (head === null) return null;
  const { records, headerBytes, recordBytes, driver, fields: columns } = head;
  const encoding = encodingOfCpg(cpg) ?? DRIVERS[driver] ?? (await likeliest(path, head));
  const decoder = new TextDecoder(decoderLabel(encoding));
  let lost = 0;
  const decode = (bytes: Uint8Array): string => {
    const text = decoder.decode(bytes);
    if (!text.includes('\ufffd')) return text;
    lost += text.split('\ufffd').length - 1;
    // A letter that the width of the field cut in two.
    let end = text.length;
    while (text[end - 1] === '\ufffd') end -= 1;
    return text.slice(0, end);
  };
  const named = columns.map((column) => ({ ...column, name: decode(column.name) }));
  const filled = new Map(named.map(({ name }) => [name, 0]));
  const byName = new Map(named.map((field): [string, Field] => [field.name, field]));
  return {
    encoding,
    records,
    fields: () => filled,
    lettersLost: () => lost,
    async *rows() {
      await using file = await open(path);
      for await (const record of recordsOf(file, headerBytes, recordBytes, records)) {
        for (const { name, at, length } of named)
          if (!isBlank(record, at, length)) filled.set(name, (filled.get(name) ?? 0) + 1);
        yield {
          deleted: record[0] === 0x2a,
          text(name) {
            const field = byName.get(name);
            if (field === undefined || isBlank(record, field.at, field.length)) return '';
            return decode(record.subarray(field.at, field.at + field.length))
              .replaceAll('\0', '')
              .trim();
          },
        };
      }
    },
  };
}

type Head = {
  records: number;
  headerBytes: number;
  recordBytes: number;
  driver: number;
  fields: { name: Uint8Array; at: number; length: number; isText: boolean }[];
};

async function firstBytes(path: string): Promise<Head | null> {
  await using file = await open(path);
  const { size } = await file.stat();
  const head = Buffer.alloc(Math.min(size, 65_536));
  await file.read(head, 0, head.length, 0);
  if (head.length < 65) return null;
  const [records, headerBytes, recordBytes] = [
    head.readUInt32LE(4),
    head.readUInt16LE(8),
    head.readUInt16LE(10),
  ];
  if (headerBytes > head.length || recordBytes === 0 || headerBytes + records * recordBytes > size + 1)
    return null;
  const fields: Head['fields'] = [];
  // After the mark of deleted records.
  let at = 1;
  for (let from = 32; from + 32 <= headerBytes && head[from] !== 0x0d; from += 32) {
    const name = head.subarray(from, from + 11);
    const end = name.indexOf(0);
    const length = head[from + 16] ?? 0;
    fields.push({
      ...{ name: end < 0 ? name : name.subarray(0, end), at, length },
      isText: head[from + 11] === 0x43,
    });
    at += length;
  }
  return at > recordBytes ? null : { records, headerBytes, recordBytes, driver: head[29] ?? 0, fields };
}

/** Records of the file, read block by block. */
async function* recordsOf(
  file: FileHandle,
  from: number,
  bytes: number,
  records: number,
): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < records; done += BLOCK) {
    const many = Math.min(BLOCK, records - done);
    const block = Buffer.alloc(many * bytes);
    await file.read(block, 0, block.length, from + done * bytes);
    for (let i = 0; i < many; i++) yield block.subarray(i * bytes, (i + 1) * bytes);
  }
}

async function likeliest(
  path: string,
  { headerBytes, recordBytes, records, fields }: Head,
): Promise<UnmarkedEncoding> {
  const judge = new EncodingJudge();
  for (const { name } of fields) judge.add(name);
  const gap = Buffer.from('\n');
  await using file = await open(path);
  for await (const record of recordsOf(file, headerBytes, recordBytes, Math.min(records, JUDGED)))
    for (const { at, length, isText } of fields) {
      if (!isText || isBlank(record, at, length)) continue;
      // A letter that the width cuts in two speaks against none.
      judge.add(gap);
      judge.add(record.subarray(at, at + length));
    }
  const found = judge.likeliest();
  return found === 'utf-16le' || found === 'utf-16be' ? 'utf-8' : found;
}

/** What a `.cpg` file names; null for one that is not known, which decides nothing. */
function encodingOfCpg(text: string | null): UnmarkedEncoding | null {
  const name = (text ?? '').trim().toLowerCase();
  if (/^(?:utf-?8|65001)$/.test(name)) return 'utf-8';
  if (/gbk|gb ?2312|gb-?18030|936|54936/.test(name)) return 'gb18030';
  return /big-?5|950/.test(name) ? 'big5' : null;
}

function isBlank(record: Uint8Array, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) if (record[i] !== 0x20 && record[i] !== 0) return false;
  return true;
}
