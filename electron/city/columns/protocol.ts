import { z } from 'zod';
import type { ColumnRow, Columns } from '../ports.ts';

/** The methods of {@link Columns} that the worker answers. */
export type QueryName =
  | ('page' | 'heat' | 'heatTimeline' | 'grids' | 'gridTimeline')
  | ('histogram' | 'summary' | 'points' | 'totals');
export type Arguments<K extends QueryName> = Parameters<Columns[K]>;
export type Answer<K extends QueryName> = Awaited<ReturnType<Columns[K]>>;

/** A question to the worker. Answers carry its id and come in the order of the questions. */
export type Query = { [K in QueryName]: { op: K; id: number; args: Arguments<K> } }[QueryName];

/** Messages to the worker, processed in the order they are sent. */
export type Request =
  | Query
  | { op: 'patch'; rows: ColumnRow[]; revision: number }
  /** Many rows changed: the worker reads them from the store. */
  | { op: 'changed'; revision: number }
  | { op: 'close' };

/** Messages from the worker. */
export type Reply =
  | { op: 'ready'; revision: number; cases: number; from: 'cache' | 'store'; ms: number }
  | { op: 'answer'; id: number; value: Answer<QueryName> }
  | { op: 'failed'; id: number; message: string; stack: string }
  | { op: 'log'; level: 'info' | 'warn'; fields: Record<string, unknown>; message: string };

/** `workerData` of the worker. */
export const WorkerOptions = z.object({
  dbPath: z.string(),
  /** The key of an encrypted database, as hexadecimal digits. */
  key: z.string().nullable(),
  /** Null: no cache file is kept. It is not encrypted, and has the place and time of every case. */
  cachePath: z.string().nullable(),
  /** IANA zone of «today» and of histograms. */
  zone: z.string(),
  /**
   * The cache file is written after this long without a change, ms (or this long after many changes), and at the end.
   */
  cacheEveryMs: z.number().positive(),
});
export type WorkerOptions = z.infer<typeof WorkerOptions>;
