import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedByChooser, EVIDENCE, kindOfType } from '../../../shared/evidence/kinds.ts';
import { recognise } from '../../../shared/evidence/recognise.ts';
import { EVIDENCE_FILES, evidenceFile, officeOf, zipOf } from '../../support/evidenceFiles.ts';

const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const u32 = (value: number) =>
  String.fromCharCode(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
const box = (type: string, body: string) => u32(8 + body.length) + type + body;
const track = (handler: string) =>
  box('trak', box('mdia', box('hdlr', `${u32(0)}${u32(0)}${handler}${u32(0)}`)));
/** A file in boxes with a head of the given brands and an index with tracks of the given kinds. */
const boxed = (brands: readonly string[], handlers: readonly string[]) =>
  latin(
    box('ftyp', [brands[0], u32(0), ...brands.slice(1)].join('')) +
      box('mdat', 'pictures') +
      box('moov', handlers.map(track).join('')),
  );

describe('the list', () => {
  it('has one kind for each media type, and the chooser offers every kind by type and ending', () => {
    for (const kind of Object.values(EVIDENCE)) {
      expect(kindOfType(kind.mediaType)).toBe(kind);
      expect(acceptedByChooser()).toEqual(
        expect.arrayContaining([kind.mediaType, ...kind.endings.map((each) => `.${each}`)]),
      );
    }
    expect(kindOfType('text/html')).toBeNull();
  });
});

describe('a file is told by its content', () => {
  it.each(EVIDENCE_FILES)('%s: %s', (kind, _name, bytes) => {
    expect(recognise(bytes)).toBe(kind);
  });

  it.each([
    ...[
      'isom',
      'iso2',
      'iso6',
      'mp41',
      'mp42',
      'avc1',
      'M4V ',
      'MSNV',
      'mmp4',
      'dash',
      'XAVC',
      'hvc1',
      'NEW1',
    ].map((brand) => ['mp4', brand, ['vide', 'soun']] as const),
    ...['3gp4', '3gp5', '3gp6', '3g2a', '3gr6', '3gs7', '3ge6'].map(
      (brand) => ['3gp', brand, ['vide']] as const,
    ),
    ['mov', 'qt  ', ['vide', 'soun']],
    ['m4a', 'M4A ', ['soun']],
    // Recorders of several makers write the brand of a video over sound alone.
    ['m4a', 'mp42', ['soun']],
    ['m4a', 'isom', ['soun']],
    [null, 'isom', []],
    [null, 'isom', ['text']],
  ] as const)('%s with the brand %s and the tracks %j', (kind, brand, tracks) => {
    expect(recognise(boxed([brand, 'isom'], tracks))).toBe(kind);
  });

  it('QuickTime before it had brands', () => {
    expect(recognise(latin(box('wide', '') + box('mdat', 'x') + box('moov', track('vide'))))).toBe('mov');
  });

  it.each([
    ['heic', ['mif1', 'heic']],
    ['heic', ['heix', 'mif1']],
    ['heic', ['msf1', 'hevc']],
    [null, ['avif', 'mif1', 'heic']],
    [null, ['mif1', 'avif']],
    [null, ['mif1', 'miaf']],
  ] as const)('%s with the brands %j', (kind, [major, ...others]) => {
    const head = box('ftyp', `${major}${u32(0)}${others.join('')}`);
    expect(recognise(latin(`${head}${box('meta', u32(0))}${box('mdat', 'x')}`))).toBe(kind);
  });

  it('AMR wideband', () => {
    const frame = `\x04${'\0'.repeat(17)}`;
    expect(recognise(latin(`#!AMR-WB\n${frame.repeat(4)}`))).toBe('amr');
    expect(recognise(latin(`#!AMR-WB\n${'\xff'.repeat(40)}`))).toBeNull();
    expect(recognise(latin(`#!AMR_MC1.0\n${frame}`))).toBeNull();
  });

  it.each([
    ['a drawing', latin('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a page', latin('<!doctype html><script>1</script>')],
    ['a program', latin(`MZ${'\0'.repeat(200)}`)],
    ['a tag longer than the file', latin(`ID3\x04\0\0\x7f\x7f\x7f\x7f${'\0'.repeat(100)}`)],
    ['a tag before a program', latin(`ID3\x04\0\0\0\0\0\0MZ${'\x90'.repeat(300)}`)],
    ['one frame of sound', evidenceFile('recording-untagged.mp3').slice(0, 200)],
    ['sync after sync', latin('\xff\xfb\x90\x00'.repeat(500))],
    ['Matroska', latin('\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska')],
    ['pictures in Ogg', latin(`OggS\0\x02${'\0'.repeat(20)}\x01\x1e\x80theora`)],
    ['another office', officeOf('word/other.xml', '')],
    [
      'two documents in one',
      zipOf({ '[Content_Types].xml': '', 'word/document.xml': '', 'xl/workbook.xml': '' }),
    ],
    ['no list of types', zipOf({ 'word/document.xml': '' })],
    ['a video that ends in its middle', evidenceFile('video.mp4').slice(0, 3000)],
  ])('not at all: %s', (_what, bytes) => {
    expect(recognise(bytes)).toBeNull();
  });

  it('an archive that promises more than any machine unpacks is none', () => {
    const bytes = officeOf('xl/workbook.xml', '<workbook/>');
    const entry = Buffer.from(bytes).indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    new DataView(bytes.buffer).setUint32(entry + 24, 0x7fff_ffff, true);
    expect(recognise(bytes)).toBeNull();
  });
});

describe('whatever the bytes', () => {
  it('random ones are nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
        expect(recognise(bytes)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('random ones after the head of a known file do not fail', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EVIDENCE_FILES),
        fc.nat(64),
        fc.uint8Array({ maxLength: 2000 }),
        ([kind, , bytes], head, rest) => {
          const mixed = Uint8Array.from([...bytes.slice(0, head), ...rest]);
          expect([kind, null]).toContain(recognise(mixed));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('a known file with changed, lost or repeated bytes is what it was, or nothing', () => {
    const change = fc.record({ at: fc.nat(), byte: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.constantFrom(...EVIDENCE_FILES),
        fc.array(change, { maxLength: 8 }),
        fc.record({ from: fc.nat(), length: fc.nat(40) }),
        fc.boolean(),
        ([kind, , bytes], changes, cut, cuts) => {
          const mutated = [...bytes];
          for (const { at, byte } of changes) mutated[at % mutated.length] = byte;
          const from = cut.from % mutated.length;
          if (cuts) mutated.splice(from, cut.length);
          else mutated.splice(from, 0, ...mutated.slice(from, from + cut.length));
          const found = recognise(Uint8Array.from(mutated));
          // The brand is all that tells videos of one family apart.
          const family = ['mp4', 'mov', '3gp', 'm4a'].includes(kind) ? ['mp4', 'mov', '3gp', 'm4a'] : [kind];
          expect([...family, null]).toContain(found);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('worst cases cost one pass: a long list of boxes, a long directory, filler', () => {
    const many = latin(box('ftyp', `isom${u32(0)}`) + box('moov', box('trak', '').repeat(100_000)));
    const filler = latin(`ID3\x04\0\0\0\0\0\0${'\0'.repeat(1_000_000)}`);
    const end = latin(`PK\x03\x04${'PK\x05\x06'.repeat(200_000)}`);
    for (const bytes of [many, filler, end]) expect(recognise(bytes)).toBeNull();
  });
});
