/** A date as Chromium writes it: `/CreationDate (D:20261201071200+00'00')`. */
const DATE = /\/(?:CreationDate|ModDate) ?\(D:(\d{14})([+\-Z][^)]{0,8})?\)/g;
const FIXED = '20000101000000';

/**
 * A PDF of Chromium without its time of creation, overwritten in place and of the same length, so that the tables of offsets
 * stay right: with that, the same page gives the same bytes (domain-2.md §2.9 M6).
 */
export function withoutPdfDates(pdf: Uint8Array): Uint8Array {
  const bytes = Buffer.from(pdf);
  // One byte is one character in latin1, so that places in the text are places in the file.
  for (const match of bytes.toString('latin1').matchAll(DATE)) {
    const [whole, date = '', zone = ''] = match;
    const fixed = whole.replace(date + zone, FIXED + zone.replace(/\d/g, '0').replace(/^[+-]/, '+'));
    bytes.write(fixed, match.index, 'latin1');
  }
  return new Uint8Array(bytes);
}
