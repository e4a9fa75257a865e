import type { Scope } from '../../../shared/handover/duty.ts';
import type { Columns } from '../ports.ts';
import type { CaseCounts } from './collectFacts.ts';

/** While the columns are being built, the digest is sent without the counts after this time, ms. */
const READY_TIMEOUT_MS = 500;

/** Numbers of a post's cases reported, and closed, in [since, now] (UTC ms); null while the columns are not ready. */
export async function countCases(
  columns: Columns,
  { kind, org }: Scope,
  name: string,
  since: number,
  now: number,
): Promise<CaseCounts> {
  if (!(await columns.readyWithin(READY_TIMEOUT_MS).catch(() => false))) return null;
  // Some sources name who handles a case by code, others by name.
  const own = kind === 'all' ? {} : kind === 'street' ? { street: [org] } : { org: [org, name] };
  const count = async (filter: Parameters<Columns['page']>[0]): Promise<number> =>
    (await columns.page({ ...own, ...filter }, '-requested', 0, 0, now)).total;
  const [received, closed] = await Promise.all([
    count({ from: since, to: now + 1 }),
    count({ closedFrom: since, closedTo: now + 1 }),
  ]);
  return { received, closed };
}
