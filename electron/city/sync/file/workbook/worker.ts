import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { sniffFile } from '../sniff.ts';
import type { Cell, SheetHead, WorkbookAnswer, WorkbookOrder } from './protocol.ts';

const BATCH_ROWS = 500;

type Opened = {
  /** To broken bytes of a text. */
  lettersLost: number;
  heads(): SheetHead[] | Promise<SheetHead[]>;
  rows(sheet: string): Iterable<Cell[]> | AsyncIterable<Cell[]>;
};

/** Entry point of the worker thread: reads one sheet of a workbook, batch by batch, and ends. */
async function readWorkbook({ path, kind, sheet, taken }: WorkbookOrder): Promise<void> {
  const opened = await OPENERS[kind](path);
  if (sheet === null) return send({ type: 'sheets', sheets: await opened.heads() });
  if (opened.lettersLost > 0) send({ type: 'letters-lost', letters: opened.lettersLost });
  let rows: Cell[][] = [];
  let sent = 0;
  for await (const cells of opened.rows(sheet)) {
    rows.push(cells);
    if (rows.length < BATCH_ROWS) continue;
    send({ type: 'rows', rows });
    rows = [];
    sent += 1;
    // Waits for its reader, which stores what it got. The thread is stopped: while it merely awaited, the library would go on
    // parsing, and hold the whole sheet.
    while (Atomics.load(taken, 0) < sent) Atomics.wait(taken, 0, sent - 1);
  }
  if (rows.length > 0) send({ type: 'rows', rows });
}

// Either library takes some tenths of a second to load: only the one that is needed is.
async function openXlsx(path: string): Promise<Opened> {
  const { headsOfXlsx, rowsOfXlsx } = await import('./readXlsx.ts');
  const bytes = await readFile(path);
  return { lettersLost: 0, heads: () => headsOfXlsx(bytes), rows: (sheet) => rowsOfXlsx(bytes, sheet) };
}

async function openOther(path: string): Promise<Opened> {
  const { headsOfLegacy, openLegacy, rowsOfLegacy } = await import('./readLegacy.ts');
  const bytes = await readFile(path);
  // Compound files and ZIP archives are binary, everything else is text.
  const isText = bytes[0] !== 0xd0 && bytes[0] !== 0x50;
  const { book, lettersLost } = await openLegacy(bytes, isText ? (await sniffFile(path)).encoding : null);
  return { lettersLost, heads: () => headsOfLegacy(book), rows: (sheet) => rowsOfLegacy(book, sheet) };
}

async function openSpreadsheet(path: string): Promise<Opened> {
  const { headsOfOds, openOds, rowsOfOds } = await import('./readOds.ts');
  const sheets = openOds(await readFile(path));
  return { lettersLost: 0, heads: () => headsOfOds(sheets), rows: (sheet) => rowsOfOds(sheets, sheet) };
}

const OPENERS = { xlsx: openXlsx, legacy: openOther, ods: openSpreadsheet } as const;

function send(answer: WorkbookAnswer): void {
  port.postMessage(answer);
}

function failureOf(error: unknown): WorkbookAnswer {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  if (name === 'EncryptedFileError' || /password/i.test(message)) return { type: 'failed', what: 'password' };
  const isLimit = /limit|exceed|too (?:large|many)/i.test(message);
  return { type: 'failed', what: isLimit ? 'too-large' : 'damaged' };
}

if (parentPort === null) throw new Error('This file must run in a worker thread');
const port = parentPort;
try {
  await readWorkbook(workerData as WorkbookOrder);
  send({ type: 'end' });
} catch (error) {
  send(failureOf(error));
}
port.close();
