import { explainLimits, limitGaps, withProvisional } from '../../../shared/case/limits.ts';
import type { CasePage } from '../../../shared/contract/cases.ts';
import type { CaseListQuery } from '../../../shared/contract/filters.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { caseWithoutPersons, detailForWall } from '../privacy/wallCase.ts';
import { ApiError, notFound } from './apiError.ts';
import { isUnmoved, readCursor, relocate, writeCursor } from './cursor.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { requireSession } from './requestSession.ts';
import { whenReady } from './whenReady.ts';
import { isForWall, selectionFor } from './windowRole.ts';

/** Routes of the case queue (案件队列) and of single cases. */
export function caseRoutes(mount: Mount, deps: ApiDeps): void {
  mountJson(mount, routes.cases, async ({ query, request }) => {
    const page = await casePage(deps, query, request);
    if (!isForWall(request)) return page;
    return {
      ...page,
      items: page.items.map((row) => caseWithoutPersons(row, deps.contacts.persons(row.id))),
    };
  });

  mountJson(mount, routes.case, ({ id, request }) => {
    const now = deps.clock.now();
    const detail = deps.store.detail(id, now);
    if (detail === null) throw notFound('case', id);
    return {
      ...withProvisional(
        isForWall(request) ? detailForWall(detail, deps.contacts.persons(id)) : detail,
        deps.currentPack(),
      ),
      limits: explainLimits(detail, deps.currentPack(), now),
      limitGaps: limitGaps(detail, deps.currentPack()),
    };
  });

  mountJson(mount, routes.revealContact, ({ id, body, request }) => {
    const { operator } = requireSession(deps.people, request);
    const contact = deps.contacts.reveal(operator, id, body.reason);
    if (contact === null) throw notFound('contact', id);
    return contact;
  });
}

async function casePage(deps: ApiDeps, query: CaseListQuery, request: Request): Promise<CasePage> {
  const columns = await whenReady(deps.columns);
  const { cursor: text, offset, limit, sort, ...wanted } = query;
  const filter = selectionFor(request, wanted);
  const now = deps.clock.now();
  const cursorQuery = { sort, filter };
  let start = offset ?? 0;
  if (text !== undefined) {
    const cursor = readCursor(text, cursorQuery);
    if (cursor === null) throw new ApiError(400, 'bad-cursor', {});
    start = cursor.position;
    const rowsBefore = Math.min(cursor.anchors.length, start);
    const window = await columns.page(filter, sort, start - rowsBefore, rowsBefore + limit, now);
    if (!isUnmoved(cursor, window.seqs.subarray(0, rowsBefore)))
      start = relocate(cursor, (await columns.page(filter, sort, 0, window.total, now)).seqs);
  }
  const page = await columns.page(filter, sort, start, limit, now);
  const next = start + page.seqs.length;
  const more = page.seqs.length > 0 && next < page.total;
  return {
    items: deps.store.summaries(page.seqs, now).map((row) => withProvisional(row, deps.currentPack())),
    total: page.total,
    nextCursor: more ? writeCursor(next, page.seqs, cursorQuery) : null,
    revision: page.revision,
    ...(page.unindexed === undefined ? {} : { unindexed: page.unindexed }),
  };
}
