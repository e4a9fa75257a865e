/** What is used of libheif-js, which has types only for its functions in C. */
declare module 'libheif-js/libheif-wasm/libheif.js' {
  type Picture = { width: number; height: number; data: Uint8ClampedArray };
  type HeifImage = {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Decodes into `picture`, turned as the file says; calls back with null if that failed. */
    display(picture: Picture, done: (picture: Picture | null) => void): void;
  };
  type Libheif = { HeifDecoder: new () => { decode(content: Uint8Array): HeifImage[] } };
  export default function libheif(options: { wasmBinary: Uint8Array }): Libheif;
}
