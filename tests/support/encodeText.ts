import type { Encoding } from '../../electron/city/sync/file/encoding.ts';

/** Bytes of a text in an encoding. Node writes Unicode only; the pairs of the others are found by decoding all of them. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'gb18030':
    case 'big5':
      return Buffer.from([...text].flatMap((letter) => pairOf(letter, encoding)));
  }
}

const tables = new Map<string, Map<string, [number, number]>>();

function pairOf(letter: string, label: 'gb18030' | 'big5'): number[] {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  const table = tables.get(label) ?? pairsOf(label);
  tables.set(label, table);
  const pair = table.get(letter);
  if (pair === undefined) throw new Error(`${letter} is not in ${label}`);
  return pair;
}

function pairsOf(label: 'gb18030' | 'big5'): Map<string, [number, number]> {
  const decoder = new TextDecoder(label);
  const pairs = new Map<string, [number, number]>();
  // Big5 has its own letters from A1 to F9; other programs put further ones around them.
  const [first, last] = label === 'big5' ? [0xa1, 0xf9] : [0x81, 0xfe];
  for (let lead = first; lead <= last; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if ([...letter].length === 1 && letter !== '\ufffd' && !pairs.has(letter))
        pairs.set(letter, [lead, trail]);
    }
  }
  return pairs;
}
