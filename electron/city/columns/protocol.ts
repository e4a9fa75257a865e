import { z } from 'zod';
import type { ColumnRow, Columns } from '../ports.ts';

/** The calls of {@link Columns} that a worker answers. */
export type QueryName = 'page' | 'heat' | 'grids' | 'histogram' | 'summary' | 'points' | 'totals';
export type Arguments<K extends QueryName> = Parameters<Columns[K]>;
export type Answer<K extends QueryName> = Awaited<ReturnType<Columns[K]>>;

/** Answered under its id, in order. */
export type Query = { [K in QueryName]: { op: K; id: number; args: Arguments<K> } }[QueryName];

/** To the worker. They take effect in the order they are sent. */
export type Request =
  | Query
  | { op: 'patch'; rows: ColumnRow[]; revision: number }
  /** Many rows changed: the worker reads them from the store itself. */
  | { op: 'changed'; revision: number }
  | { op: 'close' };

/** From the worker. */
export type Reply =
  | { op: 'ready'; revision: number; cases: number; from: 'cache' | 'store'; ms: number }
  | { op: 'answer'; id: number; value: Answer<QueryName> }
  | { op: 'failed'; id: number; message: string; stack: string }
  | { op: 'log'; level: 'info' | 'warn'; fields: Record<string, unknown>; message: string };

/** What a worker is started with. */
export const WorkerOptions = z.object({
  dbPath: z.string(),
  cachePath: z.string(),
  /** IANA zone of «today» and of histograms. */
  zone: z.string(),
  /** The cache file is written when nothing changed for this long, ms (or much did this long ago), and at the end. */
  cacheEveryMs: z.number().positive(),
});
export type WorkerOptions = z.infer<typeof WorkerOptions>;
