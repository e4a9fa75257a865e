import { createHmac, randomBytes } from 'node:crypto';

/** The code changes every few minutes, so that a photo of it is useless to somebody who is not there. */
const CODE_LIFETIME_MS = 5 * 60_000;

/** Codes for check-in by scan (扫码报到), shown by the street on site. */
export type CheckInCodes = {
  /** The current code, and until when it is shown (UTC ms). */
  current(whistle: string, now: number): { code: string; until: number };
  /** The code with which `offered` is compared. The previous code is still accepted, since typing takes time. */
  expected(whistle: string, now: number, offered: string | null): string;
};

/** The codes are derived from a random key of this process; after a restart the street shows another code. */
export function createCheckInCodes(): CheckInCodes {
  const key = randomBytes(32);
  const codeOf = (whistle: string, turn: number) => {
    const digest = createHmac('sha256', key).update(`${whistle}\n${turn}`).digest();
    return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
  };
  return {
    current(whistle, now) {
      const turn = Math.floor(now / CODE_LIFETIME_MS);
      return { code: codeOf(whistle, turn), until: (turn + 1) * CODE_LIFETIME_MS };
    },
    expected(whistle, now, offered) {
      const turn = Math.floor(now / CODE_LIFETIME_MS);
      const before = codeOf(whistle, turn - 1);
      return offered === before ? before : codeOf(whistle, turn);
    },
  };
}
