import { createNumberColumn } from '../../numberColumn.ts';
import { createXmlReader } from './xmlReader.ts';

/** Texts lie one behind the other in pieces of this size. */
const PIECE_BYTES = 1 << 20;
/** Units and width of a text stand before it. */
const HEAD_BYTES = 4;

/** The texts that the cells of an .xlsx refer to by their place, as bytes: a sheet of a million rows has millions. */
export type SharedTexts = {
  /** Null where there is none. */
  at(place: number): string | null;
};

/** @param pieces of the table as XML, UTF-8. Throws where it is not well formed. */
export async function readSharedTexts(pieces: AsyncIterable<Uint8Array>): Promise<SharedTexts> {
  const texts = createTextStore();
  /** Of the entry that is open. A text in runs is all of them; beside them nothing counts. */
  let plain = '';
  let runs: string[] = [];
  const path: string[] = [];
  const reader = createXmlReader({
    open(name) {
      path.push(name);
      if (name === 'si') [plain, runs] = ['', []];
      if (name === 'r') runs.push('');
      // The last one counts.
      if (name === 't' && path.at(-2) === 'si') plain = '';
    },
    text(text) {
      if (path.at(-1) !== 't') return;
      // What stands elsewhere tells how a word is said (拼音).
      if (path.at(-2) === 'si') plain += text;
      else if (path.at(-2) === 'r') runs[runs.length - 1] += text;
    },
    close(name) {
      path.pop();
      if (name === 'si') texts.add(runs.length === 0 ? unescaped(plain) : runs.map(unescaped).join(''));
    },
  });
  const decoder = new TextDecoder();
  for await (const piece of pieces) reader.read(decoder.decode(piece, { stream: true }));
  reader.read(decoder.decode());
  reader.end();
  return texts;
}

export const NO_TEXTS: SharedTexts = { at: () => null };

/** Letters that XML cannot hold are written by their number. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function createTextStore(): SharedTexts & { add(text: string): void } {
  const pieces: Buffer[] = [];
  /** Piece and offset. */
  const starts = createNumberColumn(Float64Array, 0);
  let size = 0;
  let used = PIECE_BYTES;
  return {
    at(place) {
      if (!Number.isInteger(place) || place < 0 || place >= size) return null;
      const start = starts.get(place);
      const piece = pieces[Math.floor(start / PIECE_BYTES)];
      if (piece === undefined) return null;
      const from = start % PIECE_BYTES;
      const head = piece.readUInt32LE(from);
      const [isWide, units] = [head % 2 === 1, head >>> 1];
      const at = from + HEAD_BYTES;
      return isWide
        ? piece.toString('utf16le', at, at + units * 2)
        : piece.toString('latin1', at, at + units);
    },
    add(text) {
      const isWide = /[\u0100-\uffff]/.test(text);
      const bytes = HEAD_BYTES + text.length * (isWide ? 2 : 1);
      // A text that is larger than a piece has one of its own.
      if (used + bytes > PIECE_BYTES) {
        pieces.push(Buffer.alloc(Math.max(PIECE_BYTES, bytes)));
        used = 0;
      }
      const piece = pieces.at(-1);
      piece?.writeUInt32LE(text.length * 2 + (isWide ? 1 : 0), used);
      piece?.write(text, used + HEAD_BYTES, isWide ? 'utf16le' : 'latin1');
      starts.set(size, (pieces.length - 1) * PIECE_BYTES + used);
      size += 1;
      used += bytes;
    },
  };
}
