/** Entries of one piece. */
const PIECE_ENTRIES = 1 << 14;

/** A number for each place from 0, in pieces of typed arrays: growing needs no copy. */
export type NumberColumn = {
  get(place: number): number;
  set(place: number, value: number): void;
};

type NumberArray = Float64Array | Uint32Array;

/** `Piece`: what holds the numbers, and so which they can be. `unset`: what a place says where none was set. */
export function createNumberColumn(Piece: new (length: number) => NumberArray, unset: number): NumberColumn {
  /** A piece is made when a number is set in it. */
  const pieces: (NumberArray | undefined)[] = [];
  return {
    get: (place) => pieces[Math.floor(place / PIECE_ENTRIES)]?.[place % PIECE_ENTRIES] ?? unset,
    set(place, value) {
      const at = Math.floor(place / PIECE_ENTRIES);
      while (pieces.length <= at) pieces.push(undefined);
      const piece = pieces[at] ?? new Piece(PIECE_ENTRIES).fill(unset);
      pieces[at] = piece;
      piece[place % PIECE_ENTRIES] = value;
    },
  };
}
