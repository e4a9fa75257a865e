/** What is used of WebAssembly, whose types belong to browsers. */
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer;
    /** @returns pages before. @throws RangeError */
    grow(pages: number): number;
  }
}
