import { z } from 'zod';

/** A walk down through the past in windows on the time of report; all times UTC ms. */
const DownWalk = z.object({
  kind: z.enum(['load', 'sweep']),
  /** On our clock: what the store counts sweeps by. */
  startedAt: z.number(),
  floor: z.number(),
  /** Everything newer is read. */
  position: z.number(),
  width: z.number(),
  /** False once something was skipped: such a walk does not prove that a case is gone. */
  clean: z.boolean(),
  /** Rows received. */
  rows: z.number(),
});
export type DownWalk = z.infer<typeof DownWalk>;

/**
 * What is known of a server and how far it was walked. Stored as JSON in the same transaction as the rows it follows
 * from, so that a program killed anywhere goes on where its database stands.
 */
export const Cursor = z.object({
  v: z.literal(1),
  /** Most rows ever seen in one answer: fewer than that cannot have been cut off by a limit on rows. */
  largest: z.number(),
  /** Newest `updated_datetime` that everything before has been seen of; null until known. Never our clock. */
  updated: z.number().nullable(),
  /** The same of `requested_datetime`. */
  requested: z.number().nullable(),
  /** Oldest time of report seen: sweeps end there. */
  oldest: z.number().nullable(),
  /** Server time up to which changes were last pulled. */
  scanned: z.number().nullable(),
  /** The first load is complete. */
  loaded: z.boolean(),
  down: DownWalk.nullable(),
  sweptAt: z.number(),
  reaskedAt: z.number(),
  caughtUpAt: z.number(),
  /** Longest window that the server turned out to accept, ms; null: as the dialect says. */
  maxWidth: z.number().nullable(),
  ignoresPaging: z.boolean(),
  ignoresDates: z.boolean(),
  ignoresUpdated: z.boolean(),
  /** Seconds (UTC ms of their start) for which the server always fails. */
  poison: z.array(z.number()),
});
export type Cursor = z.infer<typeof Cursor>;

const START: Cursor = {
  v: 1,
  largest: 0,
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

/** A cursor that cannot be read (older format, damaged) starts over: reading rows twice is harmless. */
export function readCursor(text: string | null): Cursor {
  if (text === null) return structuredClone(START);
  try {
    const parsed = Cursor.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : structuredClone(START);
  } catch {
    return structuredClone(START);
  }
}
