import { z } from 'zod';

/** UTC milliseconds since 1970, an integer. */
export const Millis = z.int();

/** West, south, east, north in degrees, WGS-84. */
export const Bbox = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Bbox = z.infer<typeof Bbox>;

/** Longitude and latitude in degrees, WGS-84 unless stated otherwise. */
export const LonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type LonLat = z.infer<typeof LonLat>;

/** The same with names. */
export type Place = { lon: number; lat: number };

/** Counts the transactions that changed cases; the one clock that every window shares. */
export const Revision = z.int().nonnegative();

/**
 * Under a text filter (`q`): cases that the text index has not reached yet, some of which the answer may lack; absent or
 * 0 where it lacks none.
 */
export const Unindexed = z.int().nonnegative().optional();

/**
 * An error as it is sent or kept. `code` is stable and English, `parameters` belong to it: `shared/errors` has the
 * sentence in both languages. `message` is the Chinese one, for logs, scripts, and windows that do not know the code.
 */
export const SentError = z.object({
  code: z.string(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  message: z.string(),
});
export type SentError = z.infer<typeof SentError>;

/** What every failed request answers. */
export const ErrorBody = z.object({ error: SentError.extend({ details: z.unknown().optional() }) });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** Comma list in a query string: `a,b` → ['a','b']; an empty string is an absent parameter (Open311's habit). */
export const CommaList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(z.string()).max(500));
