import { z } from 'zod';

/** UTC milliseconds since 1970, an integer. */
export const Millis = z.int();

/** West, south, east, north in degrees, WGS-84. */
export const Bbox = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Bbox = z.infer<typeof Bbox>;

/** Longitude and latitude in degrees, WGS-84 unless stated otherwise. */
export const LonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type LonLat = z.infer<typeof LonLat>;

/** A position with named coordinates, in degrees, WGS-84 unless stated otherwise. */
export type Place = { lon: number; lat: number };

/** Number of transactions that have changed cases. Answers and events with the same revision show the same cases. */
export const Revision = z.int().nonnegative();

/**
 * Number of changes of sources, warnings and messages to upstreams since the service started. A status and a change may
 * overtake each other on their way to a window; of two statements about the same thing the one of the higher version counts.
 */
export const StatusVersion = z.int().nonnegative();

/**
 * With a text filter (`q`): the number of cases not yet in the text index, which the answer may therefore lack. Absent
 * or 0 when the answer is complete.
 */
export const Unindexed = z.int().nonnegative().optional();

/**
 * An error as it is sent or stored. `code` is stable and English. `shared/errors` has the sentence of each code in both
 * languages, filled in with `parameters`. `message` is the Chinese sentence, for logs, scripts, and windows of an older
 * version that lacks the code.
 */
export const SentError = z.object({
  code: z.string(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  message: z.string(),
});
export type SentError = z.infer<typeof SentError>;

/**
 * A deadline is provisional (暂定): the table of this year of the working calendar is not imported, and the deadline may
 * move when it is. `reason` says so in a sentence.
 */
export const Provisional = z.object({ year: z.int(), reason: SentError });
export type Provisional = z.infer<typeof Provisional>;

/** Body of every failed response. */
export const ErrorBody = z.object({ error: SentError.extend({ details: z.unknown().optional() }) });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** Comma list in a query string: `a,b` → ['a','b']; an empty string counts as an absent parameter, as in Open311. */
export const CommaList = z
  .string()
  .max(20_000)
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(z.string()).max(500));
