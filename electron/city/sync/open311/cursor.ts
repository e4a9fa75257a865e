import { z } from 'zod';

/** State of a walk back through the past in windows of the time of report (initial load or sweep). Times UTC ms. */
const DownWalk = z.object({
  kind: z.enum(['load', 'sweep']),
  /** On our clock; the store counts sweeps by it. */
  startedAt: z.number(),
  /** The walk ends here. */
  floor: z.number(),
  /** Everything newer has been read. */
  position: z.number(),
  /** Width of the next window, ms. */
  width: z.number(),
  /** False once something was skipped: such a sweep does not prove that a case was deleted. */
  clean: z.boolean(),
  /** Rows received so far. */
  rows: z.number(),
});
export type DownWalk = z.infer<typeof DownWalk>;

/**
 * How far a server has been read and what was learned about it. Stored as JSON in the same transaction as the rows, so
 * that after a crash the program continues from what its database holds.
 */
export const Cursor = z.object({
  v: z.literal(1),
  /** Most rows ever received in one response. A response with fewer rows was not truncated by a limit on rows. */
  largest: z.number(),
  /** Rows to which the server limits a response, where that is fewer than can be told by their number; null: not known. */
  cap: z.number().nullable().default(null),
  /** All changes up to this `updated_datetime` have been read; null until known. Never taken from our clock. */
  updated: z.number().nullable(),
  /** The same for `requested_datetime`. */
  requested: z.number().nullable(),
  /** Oldest time of report received; sweeps end there. */
  oldest: z.number().nullable(),
  /** Server time up to which changes were last queried. */
  scanned: z.number().nullable(),
  /** The initial load is complete. */
  loaded: z.boolean(),
  down: DownWalk.nullable(),
  sweptAt: z.number(),
  reaskedAt: z.number(),
  caughtUpAt: z.number(),
  /** Longest window that the server accepted, ms; null: as the dialect says. */
  maxWidth: z.number().nullable(),
  ignoresPaging: z.boolean(),
  ignoresDates: z.boolean(),
  ignoresUpdated: z.boolean(),
  /** Seconds (UTC ms of their start) whose data makes the server fail every time. */
  poison: z.array(z.number()),
});
export type Cursor = z.infer<typeof Cursor>;

const START: Cursor = {
  v: 1,
  largest: 0,
  cap: null,
  updated: null,
  requested: null,
  oldest: null,
  scanned: null,
  loaded: false,
  down: null,
  sweptAt: 0,
  reaskedAt: 0,
  caughtUpAt: 0,
  maxWidth: null,
  ignoresPaging: false,
  ignoresDates: false,
  ignoresUpdated: false,
  poison: [],
};

/**
 * The stored cursor. An unreadable one (older format, damaged) starts from the beginning: reading rows twice is
 * harmless.
 */
export function readCursor(text: string | null): Cursor {
  if (text === null) return structuredClone(START);
  try {
    const parsed = Cursor.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : structuredClone(START);
  } catch {
    return structuredClone(START);
  }
}
