import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ImportPreview, ImportPreviewRequest } from '../../../shared/contract/importPreview.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { routeQuery } from '../client/routeQuery.ts';

/** The check of a list before its import (预检). All throw `ApiError` with a message for the operator. */

export function startPreview(uploadId: string, request: ImportPreviewRequest): Promise<ImportPreview> {
  return call(routes.previewUpload, { id: uploadId, body: request });
}

export async function cancelPreview(id: string): Promise<void> {
  await call(routes.cancelPreview, { id });
}

/** How far a check is and what it found, requested until it ends. Null: no request. */
export function useImportPreview(id: string | null): UseQueryResult<ImportPreview> {
  return useQuery({
    ...routeQuery(routes.importPreview, { id: id ?? '' }),
    enabled: id !== null,
    refetchInterval: (query) =>
      query.state.data?.state === 'running' || query.state.data === undefined ? 400 : false,
  });
}
