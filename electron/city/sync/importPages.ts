import type { SourceAccounting } from '../../../shared/contract/sources.ts';
import type { PulledPage, SourceAdapter } from './adapter.ts';
import { type CommitDeps, commitPage } from './commit.ts';

/**
 * Commits the pages of a file import in the same way as polled pages. Resolves with the source's accounting at the end,
 * or when the signal fires. Throws what the adapter or the store throws; committed pages are kept.
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
