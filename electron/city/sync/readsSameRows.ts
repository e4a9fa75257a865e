import { isDeepStrictEqual } from 'node:util';
import type { SourceConfig } from '../../../shared/contract/sources.ts';

/**
 * Whether two configurations request the same rows and read them in the same way. Name, poll interval, pause and key do
 * not matter.
 */
export function readsSameRows(a: SourceConfig, b: SourceConfig): boolean {
  return isDeepStrictEqual(readingPart(a), readingPart(b));
}

function readingPart(config: SourceConfig): object {
  const { id: _id, name: _name, pollSeconds: _poll, paused: _paused, auth: _auth, ...rest } = config;
  if (!('writeBack' in rest)) return rest;
  // What an upstream is told changes nothing of what is read.
  const { writeBack: _writeBack, ...read } = rest;
  return read;
}
