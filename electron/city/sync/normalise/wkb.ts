/** 21 bytes for x and y, up to 16 more for Z and M, 4 for an SRID. Databases put `\x` or `0x` in front of bytes. */
const HEX = /^(?:\\x|0x)?((?:[0-9a-f]{2}){21,41})$/i;

const POINT = 1;
/** Flags of EWKB (PostGIS); ISO WKB adds 1000, 2000 or 3000 to the type instead. */
const [HAS_Z, HAS_M, HAS_SRID] = [0x8000_0000, 0x4000_0000, 0x2000_0000];

/**
 * A point in hexadecimal WKB or EWKB (OGC 06-103r4, PostGIS), of either byte order. `srid`: null when there is none. Null when
 * it is something else or an empty point.
 */
export function readWkb(text: string): { x: number; y: number; srid: number | null } | null {
  const hex = HEX.exec(text)?.[1];
  if (hex === undefined) return null;
  const { buffer, byteOffset, byteLength } = Buffer.from(hex, 'hex');
  const bytes = new DataView(buffer, byteOffset, byteLength);
  const order = bytes.getUint8(0);
  if (order > 1) return null;
  const isLittle = order === 1;
  const flags = bytes.getUint32(1, isLittle);
  const type = flags & ~(HAS_Z | HAS_M | HAS_SRID);
  const dimensions = Math.floor(type / 1000);
  if (type % 1000 !== POINT || dimensions > 3) return null;
  const srid = (flags & HAS_SRID) === 0 ? null : bytes.getUint32(5, isLittle);
  const start = srid === null ? 5 : 9;
  const hasZ = (flags & HAS_Z) !== 0 || dimensions === 1 || dimensions === 3;
  const hasM = (flags & HAS_M) !== 0 || dimensions >= 2;
  if (byteLength !== start + 8 * (2 + Number(hasZ) + Number(hasM))) return null;
  const [x, y] = [bytes.getFloat64(start, isLittle), bytes.getFloat64(start + 8, isLittle)];
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y, srid } : null;
}
