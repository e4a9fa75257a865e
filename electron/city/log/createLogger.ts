import pino from 'pino';
import type { Logger } from '../ports.ts';
import { maskFields, maskLine } from './mask.ts';
import { rotatingFile } from './rotatingFile.ts';

export type CityLogger = Logger & { close(): void };

/** Six months and a week: an inspection asks for the last six months. */
const KEEP_DAYS = 190;
const MAX_BYTES = 20 * 1024 * 1024;

/** Structured log: JSON lines into a file in `dir`, and on stderr from level `stderrLevel` up (`silent`: file only). */
export function createLogger(options: {
  dir: string;
  /** File name without extension. */
  name: string;
  stderrLevel: 'info' | 'warn' | 'error' | 'silent';
  now(): number;
}): CityLogger {
  const file = rotatingFile({
    dir: options.dir,
    name: options.name,
    maxBytes: MAX_BYTES,
    keepDays: KEEP_DAYS,
    now: options.now,
  });
  const streams: pino.StreamEntry[] = [{ level: 'info', stream: { write: (line) => file.write(line) } }];
  if (options.stderrLevel !== 'silent')
    streams.push({
      level: options.stderrLevel,
      stream: { write: (line) => void process.stderr.write(line) },
    });
  const log = pino(
    { level: 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.multistream(streams, { dedupe: false }),
  );
  const write = (level: 'info' | 'warn' | 'error') => (fields: Record<string, unknown>, message: string) =>
    log[level](maskFields(fields), maskLine(message));
  return { info: write('info'), warn: write('warn'), error: write('error'), close: file.close };
}
