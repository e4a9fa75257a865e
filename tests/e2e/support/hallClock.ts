/** The hall's clock: it goes on by itself and can be moved ahead, service and windows together. */
export type HallClock = {
  now(): number;
  move(ms: number): Promise<void>;
  /** This machine's time of a moment that the service wrote down since the last move. */
  machineTime(moment: number): number;
  onMove(follow: (ms: number) => Promise<void>): void;
};
