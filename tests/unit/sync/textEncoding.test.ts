import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTextReader } from '../../../electron/city/sync/file/decodeText.ts';
import { type Encoding, fromByteOrderMark } from '../../../electron/city/sync/file/encoding.ts';
import { EncodingJudge } from '../../../electron/city/sync/file/likelihood.ts';
import { SIMPLIFIED, TRADITIONAL } from '../../support/commonLetters.ts';
import { encodeText } from '../../support/encodeText.ts';

const ENCODINGS: [Encoding, string][] = [
  ['utf-8', SIMPLIFIED],
  ['utf-8', TRADITIONAL],
  ['utf-8-bom', SIMPLIFIED],
  ['gb18030', SIMPLIFIED],
  ['big5', TRADITIONAL],
  ['utf-16le', SIMPLIFIED],
  ['utf-16be', TRADITIONAL],
];

function encodingOf(bytes: Uint8Array): Encoding {
  const judge = new EncodingJudge();
  judge.add(bytes);
  return fromByteOrderMark(bytes) ?? judge.likeliest();
}

function readAll(bytes: Uint8Array, encoding: Encoding, pieceBytes: number): { text: string; lost: number } {
  const reader = createTextReader(encoding);
  let text = '';
  for (let at = 0; at < bytes.length; at += pieceBytes)
    text += reader.read(bytes.subarray(at, at + pieceBytes));
  text += reader.end();
  return { text, lost: reader.lettersLost };
}

/** Tables with at least 30 Chinese letters, separated by one of `separators`. */
function tables(letters: string, separators: string): fc.Arbitrary<string> {
  const words = fc.string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 12 });
  const others = fc.oneof(
    fc.constantFrom(
      '',
      '2025-03-05 14:30:00',
      '2025/3/5',
      '"',
      'A12',
      'Open',
      '118.79',
      '，',
      '（一）',
      '。',
    ),
    fc.nat().map(String),
  );
  const rows = fc.array(fc.tuple(words, others, words), { minLength: 5, maxLength: 40 });
  const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
  return fc
    .tuple(rows, fc.constantFrom(...separators), lineEnds)
    .map(([cells, separator, lineEnd]) => cells.map((row) => row.join(separator) + lineEnd).join(''));
}

/** Letters of `text` that `other` lacks or has otherwise, from the first difference to the last. */
function lettersBetween(text: string, other: string): number {
  let start = 0;
  while (start < text.length && text[start] === other[start]) start++;
  let end = text.length;
  while (end > start && text[end - 1] === other[other.length - text.length + end - 1]) end--;
  return end - start;
}

describe.each(ENCODINGS)('%s', (encoding, letters) => {
  const pieces = fc.integer({ min: 1, max: 200 });

  test('property: a Chinese table is recognised and read, however it is cut', () => {
    fc.assert(
      fc.property(tables(letters, ',;\t，'), pieces, (text, pieceBytes) => {
        const bytes = encodeText(text, encoding);
        expect(encodingOf(bytes)).toBe(encoding);
        expect(readAll(bytes, encoding, pieceBytes)).toEqual({ text, lost: 0 });
      }),
    );
  });

  test('property: a byte order mark decides and is dropped', () => {
    if (encoding === 'gb18030' || encoding === 'big5' || encoding === 'utf-8-bom') return;
    fc.assert(
      fc.property(tables(letters, ',;\t，'), pieces, (text, pieceBytes) => {
        const bytes = encodeText(`\ufeff${text}`, encoding);
        expect(encodingOf(bytes)).toBe(encoding === 'utf-8' ? 'utf-8-bom' : encoding);
        expect(readAll(bytes, encoding, pieceBytes)).toEqual({ text, lost: 0 });
      }),
    );
  });

  test('property: a broken byte costs two letters at most, and they are counted', () => {
    // D8 makes half of a pair in UTF-16, where FF could make a U+FFFD of its own.
    const broken = fc.constantFrom(0x00, 0x3f, encoding.startsWith('utf-16') ? 0xd8 : 0xff);
    fc.assert(
      fc.property(tables(letters, ',;\t'), fc.nat(), broken, pieces, (table, place, value, pieceBytes) => {
        const text = `编号\n${table}`.replace('编号', encoding === 'big5' ? '編號' : '编号');
        const bytes = encodeText(text, encoding);
        const places = [...bytes.keys()].filter((at) => at >= 8 && (bytes[at] ?? 0) >= 0x80);
        const at = places[place % places.length] ?? 0;
        bytes[at] = value;
        expect(encodingOf(bytes)).toBe(encoding);
        const read = readAll(bytes, encoding, pieceBytes);
        expect(read).toEqual(readAll(bytes, encoding, bytes.length));
        expect(read.text.split('\ufffd')).toHaveLength(read.lost + 1);
        expect(read.lost).toBeLessThanOrEqual(2);
        // The second byte of a letter in Big5 may be an ASCII one: the letters up to the next separator may go with it.
        expect(lettersBetween(text, read.text)).toBeLessThanOrEqual(encoding === 'big5' ? 13 : 2);
      }),
    );
  });
});

describe('encoding of a whole file', () => {
  const gb = (text: string): Buffer => encodeText(text, 'gb18030');
  const utf8 = (text: string): Buffer => encodeText(text, 'utf-8');
  const table = '工单编号,受理时间,诉求内容\n1,2025-03-05 14:30:00,路灯不亮\n';

  test.each<[string, Buffer, Encoding]>([
    ['nothing', Buffer.alloc(0), 'utf-8'],
    ['ASCII', utf8('id,at\n1,2025-03-05\n'), 'utf-8'],
    ['ASCII of letters alone, whose pairs are Chinese in UTF-16', utf8('bush hid the facts'), 'utf-8'],
    ['ASCII with a tail of NULs', Buffer.concat([utf8('id,at\n1,2025\n'), Buffer.alloc(5000)]), 'utf-8'],
    ['ASCII in UTF-16', encodeText('id,at\n1,2025-03-05\n', 'utf-16le'), 'utf-16le'],
    ['accented Latin', utf8('id,place\n1,Café Québec\n'), 'utf-8'],
    [
      'accented Latin with a broken byte',
      Buffer.concat([utf8('Café, Québec, é'), Buffer.of(0xe9, 0x73)]),
      'utf-8',
    ],
    ['a header alone', gb('工单编号,受理时间,诉求内容\r\n'), 'gb18030'],
    ['NUL among GB letters', gb('编号,内容\n1,含\0空字节\n'), 'gb18030'],
    [
      'GB with the euro sign of Windows',
      Buffer.concat([gb('编号,金额\n1,'), Buffer.of(0x80, 0x35)]),
      'gb18030',
    ],
    ['UTF-8 with a GB letter', Buffer.concat([utf8(table), gb('坏'), utf8('字\n')]), 'utf-8'],
    ['mostly UTF-8, the rest GB', Buffer.concat([utf8(table.repeat(3)), gb(table)]), 'utf-8'],
    ['mostly GB, the rest UTF-8', Buffer.concat([gb(table.repeat(3)), utf8(table)]), 'gb18030'],
    ['UTF-8 cut within its last letter', utf8(`${table}亮`).subarray(0, -1), 'utf-8'],
    ['traditional letters in GB18030', gb('編號,時間,內容\n1,2025-03-05,路燈不亮\n'), 'gb18030'],
  ])('%s', (_name, bytes, expected) => {
    expect(encodingOf(bytes)).toBe(expected);
  });

  test('letters that begin in one piece and end in the next are counted once', () => {
    const bytes = gb(table.repeat(3));
    for (let size = 1; size < 9; size++) {
      const judge = new EncodingJudge();
      for (let at = 0; at < bytes.length; at += size) judge.add(bytes.subarray(at, at + size));
      expect(judge.likeliest()).toBe('gb18030');
    }
  });
});

describe('lost letters', () => {
  const gb = (text: string): Buffer => encodeText(text, 'gb18030');
  const utf8 = (text: string): Buffer => encodeText(text, 'utf-8');

  test.each<[string, Buffer, Encoding, string, number]>([
    ['a GB letter in UTF-8', Buffer.concat([utf8('甲,'), gb('坏'), utf8('字')]), 'utf-8', '甲,\ufffd字', 1],
    ['U+FFFD in the file itself', utf8('甲\ufffd\ufffd乙'), 'utf-8', '甲\ufffd\ufffd乙', 0],
    ['both', Buffer.concat([utf8('甲\ufffd'), Buffer.of(0xff)]), 'utf-8', '甲\ufffd\ufffd', 1],
    ['a mark in the middle', utf8('甲\n\ufeff乙'), 'utf-8', '甲\n\ufeff乙', 0],
    ['UTF-8 cut at its end', utf8('甲乙').subarray(0, -1), 'utf-8', '甲\ufffd', 1],
    ['GB cut at its end', gb('甲乙').subarray(0, -1), 'gb18030', '甲\ufffd', 1],
    [
      'GB whose second letter lost its first byte',
      Buffer.concat([gb('路'), Buffer.of(0x3f), gb('灯不亮三天,办').subarray(1)]),
      'gb18030',
      '路?\ufffd不亮三天,办',
      1,
    ],
    ['half of a pair in UTF-16', encodeText('甲\ud83d乙', 'utf-16le'), 'utf-16le', '甲\ufffd乙', 1],
    ['a whole pair', encodeText('甲😀', 'utf-16be'), 'utf-16be', '甲😀', 0],
    [
      'an odd byte at the end of UTF-16',
      encodeText('甲乙', 'utf-16le').subarray(0, -1),
      'utf-16le',
      '甲\ufffd',
      1,
    ],
    ['four bytes of GB18030', Buffer.of(0x81, 0x39, 0xee, 0x39), 'gb18030', '\u3400', 0],
    ['the euro sign of Windows', Buffer.of(0x80, 0x35), 'gb18030', '€5', 0],
  ])('%s', (_name, bytes, encoding, text, lost) => {
    for (let pieceBytes = 1; pieceBytes <= bytes.length; pieceBytes++) {
      expect(readAll(bytes, encoding, pieceBytes)).toEqual({ text, lost });
    }
  });

  test.each(['utf-8', 'gb18030'] as const)('a long run of %s without any separator', (encoding) => {
    const run = '路灯不亮'.repeat(50_000);
    const bytes = Buffer.concat([
      encodeText(run, encoding),
      Buffer.of(0xff, 0xff),
      encodeText(run, encoding),
    ]);
    expect(readAll(bytes, encoding, 1 << 18)).toEqual({ text: `${run}\ufffd${run}`, lost: 1 });
    expect(readAll(encodeText(run, encoding), encoding, 1 << 18)).toEqual({ text: run, lost: 0 });
  });
});
