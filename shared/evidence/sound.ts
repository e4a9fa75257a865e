import type { Bytes } from './bytes.ts';
import type { EvidenceName } from './kinds.ts';

/** So many frames in a row must fit before bytes are taken for MP3 or AAC: one sync pattern comes about by chance. */
const FRAMES = 3;
/** Filler between a tag and the first frame, bytes. */
const MAX_FILLER = 4096;

/** Recordings outside boxes. Null: none of them. */
export function recogniseSound(bytes: Bytes): EvidenceName | null {
  if (bytes.text(0, 4) === 'RIFF' && bytes.text(8, 4) === 'WAVE') return isWave(bytes) ? 'wav' : null;
  if (bytes.text(0, 4) === 'OggS') return isOggSound(bytes) ? 'ogg' : null;
  if (bytes.text(0, 5) === '#!AMR') return isAmr(bytes) ? 'amr' : null;
  if (bytes.text(0, 3) !== 'ID3') return framesAt(bytes, 0);
  const start = afterTag(bytes);
  return start === null ? null : framesAt(bytes, start);
}

/** The first byte after an ID3v2 tag and its filler; null if the tag is longer than the file, or not one. */
function afterTag(bytes: Bytes): number | null {
  const sizes = [6, 7, 8, 9].map((at) => bytes.u8(at));
  const isVersion = bytes.u8(3) >= 2 && bytes.u8(3) <= 4;
  if (!isVersion || sizes.some((size) => size > 0x7f)) return null;
  const footer = (bytes.u8(5) & 0x10) === 0 ? 0 : 10;
  let at = 10 + footer + sizes.reduce((sum, size) => sum * 0x80 + size, 0);
  for (const end = at + MAX_FILLER; at < end && bytes.u8(at) === 0 && at < bytes.length; ) at += 1;
  return at < bytes.length ? at : null;
}

function framesAt(bytes: Bytes, start: number): 'mp3' | 'aac' | null {
  if (chain(bytes, start, mp3Frame)) return 'mp3';
  return chain(bytes, start, aacFrame) ? 'aac' : null;
}

type Frame = { length: number; same: string };

/** Whether frames of one stream follow each other. */
function chain(bytes: Bytes, start: number, read: (bytes: Bytes, at: number) => Frame | null): boolean {
  let at = start;
  let same: string | null = null;
  for (let count = 0; count < FRAMES; count++) {
    const frame = read(bytes, at);
    if (frame === null || (same !== null && frame.same !== same) || at + frame.length > bytes.length)
      return false;
    same = frame.same;
    at += frame.length;
  }
  return true;
}

/** kbit/s by index: MPEG 1, and MPEG 2 and 2.5, layer III (ISO/IEC 11172-3, 13818-3). */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLES_1 = [44_100, 48_000, 32_000];

function mp3Frame(bytes: Bytes, at: number): Frame | null {
  const [first, second, third] = [bytes.u8(at), bytes.u8(at + 1), bytes.u8(at + 2)];
  const version = (second >> 3) & 3;
  const isLayer3 = ((second >> 1) & 3) === 1;
  if (first !== 0xff || second >> 5 !== 7 || version === 1 || !isLayer3) return null;
  const rate = (version === 3 ? RATES_1 : RATES_2)[third >> 4];
  const base = SAMPLES_1[(third >> 2) & 3];
  if (rate === undefined || rate === 0 || base === undefined) return null;
  const samples = base / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const length = Math.floor(((version === 3 ? 144 : 72) * rate * 1000) / samples) + ((third >> 1) & 1);
  return { length, same: `${version} ${samples}` };
}

/** ADTS (ISO/IEC 13818-7). */
function aacFrame(bytes: Bytes, at: number): Frame | null {
  const second = bytes.u8(at + 1);
  const third = bytes.u8(at + 2);
  if (bytes.u8(at) !== 0xff || second >> 4 !== 0xf || (second & 6) !== 0) return null;
  const samples = (third >> 2) & 0xf;
  const length = (bytes.u8(at + 3) & 3) * 0x800 + bytes.u8(at + 4) * 8 + (bytes.u8(at + 5) >> 5);
  return samples > 12 || length < 8 ? null : { length, same: `${third >> 6} ${samples}` };
}

/** The format comes before the samples; other chunks may come before it. */
function isWave(bytes: Bytes): boolean {
  let at = 12;
  for (let count = 0; count < 20 && at + 8 <= bytes.length; count++) {
    if (bytes.text(at, 4) === 'fmt ') return bytes.u32le(at + 4) >= 14 && bytes.u16le(at + 10) > 0;
    at += 8 + bytes.u32le(at + 4) + (bytes.u32le(at + 4) % 2);
  }
  return false;
}

/** The first page holds the header of the coding (RFC 3533); Ogg with pictures is not taken. */
function isOggSound(bytes: Bytes): boolean {
  const isFirst = bytes.u8(4) === 0 && (bytes.u8(5) & 2) !== 0;
  const packet = bytes.text(27 + bytes.u8(26), 8);
  return (
    isFirst && ['\x01vorbis', 'OpusHead', '\x7fFLAC', 'Speex   '].some((mark) => packet.startsWith(mark))
  );
}

/** Bytes of a frame by its mode (RFC 4867 §5); null where no mode is. */
const AMR = [13, 14, 16, 18, 20, 21, 27, 32, 6, null, null, null, null, null, null, 1];
const AMR_WIDE = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, null, null, null, null, 1, 1];

function isAmr(bytes: Bytes): boolean {
  const isWide = bytes.text(5, 4) === '-WB\n';
  if (!isWide && bytes.text(5, 1) !== '\n') return false;
  const sizes = isWide ? AMR_WIDE : AMR;
  let at = isWide ? 9 : 6;
  for (let count = 0; count < FRAMES && (count === 0 || at < bytes.length); count++) {
    const size = sizes[(bytes.u8(at) >> 3) & 0xf];
    // The outer bits of a frame's head are always zero.
    if (size === null || size === undefined || (bytes.u8(at) & 0x83) !== 0) return false;
    at += size;
    if (at > bytes.length) return false;
  }
  return true;
}
