import { createHmac, randomBytes } from 'node:crypto';

/** A photo of the code is of no use to somebody who did not come: it is another one every few minutes. */
const TURN_MS = 5 * 60_000;

/** Codes for 扫码报到, shown by the street at the place. */
export type CheckInCodes = {
  /** What is shown now, and until when. */
  shown(whistle: string, now: number): { code: string; until: number };
  /** The code that `offered` is to be compared with: the one before still counts, since typing takes its time. */
  valid(whistle: string, now: number, offered: string | null): string;
};

/** Codes do not outlive the process: then the street shows another one. */
export function createCheckInCodes(): CheckInCodes {
  const key = randomBytes(32);
  const codeOf = (whistle: string, turn: number) => {
    const digest = createHmac('sha256', key).update(`${whistle}\n${turn}`).digest();
    return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
  };
  return {
    shown(whistle, now) {
      const turn = Math.floor(now / TURN_MS);
      return { code: codeOf(whistle, turn), until: (turn + 1) * TURN_MS };
    },
    valid(whistle, now, offered) {
      const turn = Math.floor(now / TURN_MS);
      const before = codeOf(whistle, turn - 1);
      return offered === before ? before : codeOf(whistle, turn);
    },
  };
}
