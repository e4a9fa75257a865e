/** Bytes of a file, the first and the last included. */
export type ByteRange = { first: number; last: number };

/**
 * The bytes that a `Range` header asks for (RFC 9110 §14), of a file of `size` bytes, at least one. `whole`: no range, one in
 * another unit, or several, which a server may answer with the whole file; `outside`: the file has no such bytes (416).
 */
export function readRange(header: string | null, size: number): ByteRange | 'whole' | 'outside' {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return 'whole';
  if (from === '')
    return Number(to) === 0 ? 'outside' : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return 'whole';
  return first >= size ? 'outside' : { first, last };
}
