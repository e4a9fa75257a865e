import type { z } from 'zod';
import { HEAT_HEADERS } from '../../../shared/contract/figures.ts';
import type { Timeline, TimelineHead } from '../../../shared/contract/timeline.ts';

/** A time line (时间轴数据) as one block of bytes: see `TimelineHead`. */
export function timelineResponse(timeline: Timeline): Response {
  const bytes = encodeTimeline(timeline);
  return new Response(bytes, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(bytes.byteLength),
      'Cache-Control': 'no-store',
      [HEAT_HEADERS.revision]: String(timeline.revision),
    },
  });
}

export function encodeTimeline({ revision, codes, seconds, keys }: Timeline): Uint8Array<ArrayBuffer> {
  const json: z.input<typeof TimelineHead> = { revision, codes, length: keys.length };
  const text = new TextEncoder().encode(JSON.stringify(json));
  const head = Math.ceil(text.length / 4) * 4;
  const bytes = new Uint8Array(4 + head + 8 * keys.length);
  new DataView(bytes.buffer).setUint32(0, head, true);
  bytes.fill(0x20, 4, 4 + head);
  bytes.set(text, 4);
  const words = new Uint32Array(bytes.buffer, 4 + head);
  words.set(seconds);
  words.set(keys, seconds.length);
  return bytes;
}
