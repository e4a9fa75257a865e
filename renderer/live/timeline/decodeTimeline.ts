import { type Timeline, TimelineHead } from '../../../shared/contract/timeline.ts';

/** Reads the bytes of a time line without copying them. @throws Error where they are cut short or damaged */
export function decodeTimeline(bytes: ArrayBuffer): Timeline {
  const head = bytes.byteLength < 4 ? 0 : new DataView(bytes).getUint32(0, true);
  if (head % 4 !== 0 || 4 + head > bytes.byteLength) throw new Error('a time line with a damaged head');
  const text = new TextDecoder().decode(new Uint8Array(bytes, 4, head));
  const { revision, codes, length } = TimelineHead.parse(JSON.parse(text));
  if (bytes.byteLength !== 4 + head + 8 * length) throw new Error('a time line that was cut short');
  return {
    revision,
    codes,
    seconds: new Uint32Array(bytes, 4 + head, length),
    keys: new Uint32Array(bytes, 4 + head + 4 * length, length),
  };
}
