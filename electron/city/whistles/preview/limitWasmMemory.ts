const PAGE = 65_536;

/**
 * From now on no WebAssembly of this thread gets more than so many bytes: the limits of a worker count JavaScript alone, and
 * the decoder would take up to 2 GiB for a file made to want them. It then fails as on a machine without memory.
 */
export function limitWasmMemory(bytes: number): void {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function limited(pages: number): number {
    if (this.buffer.byteLength + pages * PAGE > bytes) throw new RangeError('No more memory for this file');
    return grow.call(this, pages);
  };
}
