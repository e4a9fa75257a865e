import type { Bytes } from './bytes.ts';
import type { EvidenceName } from './kinds.ts';

type Box = { type: string; start: number; end: number };

/** Boxes at one level of a real file; a file of a hundred fragments has some two hundred. */
const MAX_BOXES = 5000;
/** Brands at the head of a file: the standards know some fifty. */
const MAX_BRANDS = 64;

/** HEIF with pictures in HEVC, one or several (ISO/IEC 23008-12 annex B); `mif1` and `msf1` leave the coding open. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'];
const HEIF_BRANDS = ['mif1', 'msf1'];
/** Pictures in AV1. */
const AVIF_BRANDS = ['avif', 'avis'];
const THREE_GP = /^3g[2eghprst][0-9a-z]$|^kddi$/;

/**
 * Photos, videos and recordings in boxes (ISO/IEC 14496-12: HEIC, MP4, MOV, 3GP, M4A). The brand tells MOV, 3GP and HEIC;
 * makers of phones have brands of their own, so anything else is MP4 or, without a picture track, M4A. A video must have its
 * index (`moov`) with a track: without it no player can play it.
 */
export function recogniseBoxes(bytes: Bytes): EvidenceName | null {
  const first = bytes.text(4, 4);
  // QuickTime before 2001 has no brands.
  if (first !== 'ftyp' && !['moov', 'mdat', 'wide', 'skip', 'free'].includes(first)) return null;
  const top = boxes(bytes, 0, bytes.length);
  if (top === null) return null;
  const head = top[0];
  const brands = first === 'ftyp' && head !== undefined ? brandsOf(bytes, head) : ['qt  '];
  const [major] = brands;
  if (major === undefined) return null;
  const has = (known: readonly string[]): boolean => brands.some((brand) => known.includes(brand));
  if (top.some(({ type }) => type === 'meta') && (has(HEIC_BRANDS) || has(HEIF_BRANDS)))
    return has(HEIC_BRANDS) && !has(AVIF_BRANDS) ? 'heic' : null;
  const tracks = trackKinds(bytes, top);
  if (!tracks.includes('vide') && !tracks.includes('soun')) return null;
  if (major === 'qt  ') return 'mov';
  if (THREE_GP.test(major)) return '3gp';
  return tracks.includes('vide') ? 'mp4' : 'm4a';
}

function brandsOf(bytes: Bytes, { start, end }: Box): string[] {
  const brands = [bytes.text(start, 4)];
  for (let at = start + 8; at + 4 <= end && brands.length < MAX_BRANDS; at += 4)
    brands.push(bytes.text(at, 4));
  return brands;
}

/** Handlers of the tracks: `vide` picture, `soun` sound. */
function trackKinds(bytes: Bytes, top: readonly Box[]): string[] {
  const inside = (parents: readonly Box[], type: string): Box[] =>
    parents.flatMap((box) => boxes(bytes, box.start, box.end) ?? []).filter((box) => box.type === type);
  const index = top.filter(({ type }) => type === 'moov');
  const handlers = inside(inside(inside(index, 'trak'), 'mdia'), 'hdlr');
  return handlers.map(({ start }) => bytes.text(start + 8, 4));
}

/** Boxes between two places; null if their lengths do not fit. The last one may be cut off, as in a broken upload. */
function boxes(bytes: Bytes, from: number, to: number): Box[] | null {
  const found: Box[] = [];
  let at = from;
  while (at + 8 <= to && found.length < MAX_BOXES) {
    const short = bytes.u32(at);
    const isLong = short === 1;
    const head = isLong ? 16 : 8;
    // Lengths beyond 2^53 lie outside any file that is taken, whatever they round to.
    const stated = isLong ? bytes.u32(at + 8) * 2 ** 32 + bytes.u32(at + 12) : short;
    const length = short === 0 ? to - at : stated;
    if (length < head || at + length > to) return null;
    found.push({ type: bytes.text(at + 4, 4), start: at + head, end: at + length });
    at += length;
  }
  return found;
}
