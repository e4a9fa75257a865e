import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRange } from '../../../electron/city/api/byteRange.ts';
import { contentDisposition } from '../../../electron/city/api/contentDisposition.ts';
import { fileNameFor, hasEndingOf } from '../../../shared/evidence/fileName.ts';
import { EVIDENCE } from '../../../shared/evidence/kinds.ts';

const jpeg = EVIDENCE.jpeg;

describe('the name of a download', () => {
  it.each([
    ['现场 1.jpg', '现场 1.jpg'],
    ['IMG_0001.JPEG', 'IMG_0001.JPEG'],
    ['现场', '现场.jpg'],
    ['证明.exe', '证明.exe.jpg'],
    ['a.tar.gz', 'a.tar.gz.jpg'],
    ['..\\..\\windows\\con.jpg', '_con.jpg'],
    ['/etc/NUL', '_NUL.jpg'],
    ['com1.现场.jpg', '_com1.现场.jpg'],
    ['a<b>c:"d|e?f*.jpg', 'a_b_c__d_e_f_.jpg'],
    ['照片\u202egpj.exe', '照片gpj.exe.jpg'],
    ['现场.jpg. . ', '现场.jpg'],
    ['现场.', '现场.jpg'],
    ['\u0000\n', '未命名.jpg'],
    ['.jpg', '.jpg.jpg'],
    ['', '未命名.jpg'],
  ])('%j: %j', (name, safe) => {
    expect(fileNameFor(name, jpeg)).toBe(safe);
  });

  it('keeps its ending where the kind is not known', () => {
    expect(fileNameFor('a.b.html', null)).toBe('a.b.html');
  });

  it('fits every file system whatever was typed, and has the right ending', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = fileNameFor(name, jpeg);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(220);
        expect(safe).toMatch(/^[^\p{C}<>:"/\\|?*]+\.(jpg|jpeg|jpe|jfif)$/iu);
        expect(hasEndingOf(safe, jpeg)).toBe(true);
        expect(fileNameFor(safe, jpeg)).toBe(safe);
      }),
    );
    expect(fileNameFor(`${'长'.repeat(300)}.jpg`, jpeg)).toMatch(/^长{60,70}\.jpg$/);
  });

  it('goes into a header that any program reads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const header = contentDisposition('attachment', fileNameFor(name, jpeg));
        expect(header).toMatch(
          /^attachment; filename="[ !#$&-[\]-~]*"; filename\*=UTF-8''[A-Za-z0-9%.!#$&+^_`|~-]+$/,
        );
      }),
    );
    expect(contentDisposition('inline', "图 (1)'*.jpg")).toBe(
      `inline; filename="_ (1)'*.jpg"; filename*=UTF-8''%E5%9B%BE%20%281%29%27%2A.jpg`,
    );
  });
});

it('a range lies inside the file whatever was asked', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.integer({ min: 1, max: 1000 }), (text, size) => {
      for (const header of [text, `bytes=${text}`, `bytes=${text}-`, `bytes=-${text}`]) {
        const range = readRange(header, size);
        if (typeof range === 'string') continue;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeLessThan(size);
        expect(range.first).toBeLessThanOrEqual(range.last);
      }
    }),
  );
  expect(readRange(null, 5)).toBe('whole');
  expect(readRange('bytes=-0', 5)).toBe('outside');
  expect(readRange('bytes=-9', 5)).toEqual({ first: 0, last: 4 });
});
