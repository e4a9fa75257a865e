import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  ImportNotesPage,
  ImportRecord,
  ImportRecordPage,
  ImportRowKind,
  ImportRowsPage,
  WholeCount,
  WholeRequest,
} from '../../../shared/contract/imports.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes, routeQuery } from '../client/routeQuery.ts';
import { invalidateSources } from './connections.ts';

/** What an uploaded list would close as a whole one (整表). Throws `ApiError`. */
export function wholeCount(uploadId: string, request: WholeRequest): Promise<WholeCount> {
  return call(routes.wholeCount, { id: uploadId, body: request });
}

/** The imports into a source, newest first, asked again often while one is running or `wanted`, if given, is not among them; else seldom, for imports of other windows. */
export function useImportRecords(
  source: string,
  limit: number,
  wanted: string | null,
): UseQueryResult<ImportRecordPage> {
  return useQuery({
    ...routeQuery(routes.importRecords, { query: { source, limit } }),
    staleTime: 0,
    refetchInterval: (query) => {
      const items = query.state.data?.items;
      const isComplete =
        items !== undefined &&
        !items.some(({ state, undo }) => isUnderWay(state, undo)) &&
        (wanted === null || items.some(({ id }) => id === wanted));
      return isComplete ? 10_000 : 1000;
    },
  });
}

/** The cases that an import stored with notes, of one kind or all; asked once, since an import that has ended stays. */
export function useImportNotes(
  id: string,
  code: string | null,
  limit: number,
): UseQueryResult<ImportNotesPage> {
  const query = { limit, ...(code === null ? {} : { code }) };
  return useQuery({
    ...routeQuery(routes.importNotes, { id, query }),
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });
}

/** Rows of an import of one kind (逐行结果), asked again now and then: a quarantined row may be read meanwhile. */
export function useImportRows(
  id: string,
  kind: ImportRowKind,
  part: { limit: number; offset: number },
): UseQueryResult<ImportRowsPage> {
  return useQuery({
    ...routeQuery(routes.importRows, { id, query: { kind, ...part } }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

function isUnderWay(state: ImportRecord['state'], undo: ImportRecord['undo']): boolean {
  return state === 'running' || undo?.done === null;
}

/** Undoes an import (撤销导入). Throws `ApiError`. */
export async function undoImport(id: string, reason: string): Promise<ImportRecord> {
  const undone = await call(routes.undoImport, { id, body: { reason } });
  await invalidateSources();
  await invalidateRoutes(routes.importRecords);
  return undone;
}
