import type { LeftOut } from './table/rows.ts';

/** Who is told how the reading goes. */
export type ReadingProgress = {
  onBytes(bytesRead: number): void;
  /** A row of the table that is no data. */
  onLeft(what: keyof LeftOut): void;
  /** Letters that broken bytes have cost so far; from the beginning of the file, wherever an import goes on. */
  onLettersLost(letters: number): void;
};

export const NO_PROGRESS: ReadingProgress = {
  onBytes: () => undefined,
  onLeft: () => undefined,
  onLettersLost: () => undefined,
};
