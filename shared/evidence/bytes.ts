/** A file's bytes for reading. Nothing read beyond the end fails: it is zero, or empty. */
export type Bytes = {
  length: number;
  u8(at: number): number;
  u16le(at: number): number;
  u32(at: number): number;
  u32le(at: number): number;
  /** Bytes as Latin-1, for comparing with signatures. */
  text(at: number, length: number): string;
};

export function bytesOf(content: Uint8Array): Bytes {
  const u8 = (at: number): number => content[at] ?? 0;
  const u16le = (at: number): number => u8(at) + u8(at + 1) * 0x100;
  return {
    length: content.length,
    u8,
    u16le,
    u32: (at) => u8(at) * 0x100_0000 + u8(at + 1) * 0x1_0000 + u8(at + 2) * 0x100 + u8(at + 3),
    u32le: (at) => u16le(at) + u16le(at + 2) * 0x1_0000,
    text: (at, length) => String.fromCharCode(...content.subarray(at, at + length)),
  };
}
