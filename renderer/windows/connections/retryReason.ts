import type { QuarantinePage } from '../../../shared/contract/status.ts';

export type RetryTally = {
  done: number;
  all: number;
  stored: number;
  unchanged: number;
  quarantined: number;
};

export type RetryDeps = {
  page(offset: number, limit: number): Promise<QuarantinePage>;
  retry(id: number): Promise<{ outcome: 'stored' | 'unchanged' | 'quarantined' }>;
  progress(tally: RetryTally): void;
  stopped(): boolean;
};

/** Most rows per page that the service gives. */
const PAGE = 1000;

/**
 * Retries all rows of a reason one after another. The ids are collected first, because rows that leave the quarantine
 * would shift the pages.
 */
export async function retryReason(code: string, parts: RetryDeps): Promise<RetryTally> {
  const ids: number[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await parts.page(offset, PAGE);
    ids.push(...page.items.filter((row) => row.code === code).map((row) => row.id));
    if (offset + page.items.length >= page.total || page.items.length === 0) break;
  }
  let tally: RetryTally = { done: 0, all: ids.length, stored: 0, unchanged: 0, quarantined: 0 };
  for (const id of ids) {
    if (parts.stopped()) break;
    const { outcome } = await parts.retry(id);
    tally = { ...tally, done: tally.done + 1, [outcome]: tally[outcome] + 1 };
    parts.progress(tally);
  }
  return tally;
}
