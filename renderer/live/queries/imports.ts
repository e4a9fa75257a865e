import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  ImportRecord,
  ImportRecordPage,
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

/** The imports into a source, newest first. `follow`: one may be running, so it is asked again. */
export function useImportRecords(
  source: string,
  limit: number,
  follow: boolean,
): UseQueryResult<ImportRecordPage> {
  return useQuery({
    ...routeQuery(routes.importRecords, { query: { source, limit } }),
    refetchInterval: (query) => {
      const isRunning = query.state.data?.items.some(({ state, undo }) => isUnderWay(state, undo)) ?? true;
      return follow && isRunning ? 1000 : false;
    },
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
