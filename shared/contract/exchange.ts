import { z } from 'zod';

/** Name of a schema, a view or a column as the database has it. It is always quoted, never part of a statement as text. */
const Identifier = z
  .string()
  .min(1)
  .max(128)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'a name without control characters');

/** Protocol of the database: Kingbase, openGauss, Vastbase and PolarDB speak that of PostgreSQL; OceanBase and TiDB that of MySQL. */
export const ExchangeEngine = z.enum(['postgres', 'mysql']);
export type ExchangeEngine = z.infer<typeof ExchangeEngine>;

/** Which database of which server, and as whom. The password is in the secret store and never in an answer. */
export const ExchangeTarget = z.strictObject({
  engine: ExchangeEngine,
  /** A host name or an IP address, without brackets. */
  host: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9._:-]+$/, 'a host name or an IP address'),
  port: z.int().min(1).max(65_535),
  database: Identifier,
  user: Identifier,
  /** `required`: encrypted, and the certificate of the server is verified. `off`: nothing is encrypted. */
  tls: z.enum(['off', 'required']),
});
export type ExchangeTarget = z.infer<typeof ExchangeTarget>;

/** A view (视图) or table; `schema` null: the one that the account sees first (PostgreSQL), or the database (MySQL). */
export const ExchangeView = z.strictObject({ schema: Identifier.nullable(), name: Identifier });
export type ExchangeView = z.infer<typeof ExchangeView>;

/** How an exchange view (中间库视图) is read. */
export const ExchangeOptions = ExchangeTarget.extend({
  view: ExchangeView,
  /** Column that tells rows apart. */
  key: Identifier,
  /** Column that grows with every change: an update time or a sequence. Null: there is none, and every poll reads everything. */
  cursor: Identifier.nullable(),
  /** How far before the cursor every poll begins, for rows that are committed late: seconds of a time, steps of a sequence. */
  overlap: z.int().min(0).max(10_000_000),
  pageSize: z.int().min(1).max(10_000),
});
export type ExchangeOptions = z.infer<typeof ExchangeOptions>;

/** Overlap for a time, in seconds, and for a sequence, in steps, unless the operator sets another. */
export const EXCHANGE_OVERLAP = { time: 600, sequence: 1000 } as const;
export const EXCHANGE_PAGE_SIZE = 1000;
export const EXCHANGE_PORTS: Readonly<Record<ExchangeEngine, number>> = { postgres: 5432, mysql: 3306 };
