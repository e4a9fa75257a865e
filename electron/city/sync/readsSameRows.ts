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
  return rest;
}
