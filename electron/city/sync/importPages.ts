import type { SourceAccounting } from '../../../shared/contract/sources.ts';
import type { PulledPage, SourceAdapter } from './adapter.ts';
import { type CommitDeps, commitPage } from './commit.ts';

/**
 * Commits pages of a file that is imported once, on the same path as polled ones. Resolves with the source's accounting
 * at the end, or as it stands when the signal fires. Throws what reading or the store throws; what is committed stays.
 */
export async function importPages(
  deps: CommitDeps,
  source: string,
  read: SourceAdapter['read'],
  pages: AsyncIterable<PulledPage>,
  signal: AbortSignal,
): Promise<SourceAccounting> {
  for await (const page of pages) {
    if (signal.aborted) break;
    await commitPage(deps, source, read, page);
  }
  return deps.store.source(source)?.accounting ?? { received: 0, stored: 0, unchanged: 0, quarantined: 0 };
}
