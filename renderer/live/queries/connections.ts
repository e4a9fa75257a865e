import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ExchangeProbeReport, ExchangeProbeRequest } from '../../../shared/contract/exchangeProbe.ts';
import type { PushKey } from '../../../shared/contract/push.ts';
import type { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type {
  ImportJob,
  ImportRequest,
  PreviewReport,
  PreviewRequest,
  ProbeReport,
  ProbeRequest,
  SourceCreate,
  SourcePatch,
  UploadReport,
} from '../../../shared/contract/sources.ts';
import type { QuarantinePage, RetryReport } from '../../../shared/contract/status.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes, routeQuery } from '../client/routeQuery.ts';
import { useSession } from '../client/session.ts';

/** The requests of the connections window. All throw `ApiError` with a message for the operator. */

/** Lists that change with a source are read again. */
export async function invalidateSources(): Promise<void> {
  await invalidateRoutes(routes.sources, routes.status, routes.quarantine);
}

export function probe(request: ProbeRequest): Promise<ProbeReport> {
  return call(routes.probe, { body: request });
}

export function probeExchange(request: ExchangeProbeRequest): Promise<ExchangeProbeReport> {
  return call(routes.probeExchange, { body: request });
}

/** A new key of a source that is pushed to; this answer is the only one that holds it. */
export async function newPushKey(id: string): Promise<PushKey> {
  const made = await call(routes.pushKey, { id });
  await invalidateSources();
  return made;
}

export function preview(request: z.input<typeof PreviewRequest>): Promise<z.output<typeof PreviewReport>> {
  return call(routes.preview, { body: request });
}

export async function createSource(request: z.input<typeof SourceCreate>): Promise<SourceEntry> {
  const entry = await call(routes.createSource, { body: request });
  await invalidateSources();
  return entry;
}

export async function changeSource(id: string, change: z.input<typeof SourcePatch>): Promise<void> {
  await call(routes.patchSource, { id, body: change });
  await invalidateSources();
}

export async function syncSource(id: string): Promise<void> {
  await call(routes.syncSource, { id });
  await invalidateSources();
}

export async function removeSource(id: string): Promise<void> {
  await call(routes.deleteSource, { id });
  await invalidateSources();
}

export function retryRow(id: number): Promise<RetryReport> {
  return call(routes.retryQuarantine, { id });
}

export function quarantinePage(query: {
  source: string | null;
  limit: number;
  offset: number;
}): Promise<QuarantinePage> {
  return call(routes.quarantine, { query });
}

/**
 * Sends a file as it is (its bytes are the body); the answer is a guess at its columns. Without a session nothing is sent: a
 * browser reports a connection that the service closes during an upload as broken, without the reason.
 */
export async function uploadFile(file: File): Promise<UploadReport> {
  if (useSession.getState().info === null) throw new ApiError(sentError('no-session', {}), 401, null);
  return call(routes.upload, { query: { filename: file.name }, body: file });
}

/** The columns of another sheet of an uploaded workbook. */
export function uploadSheet(uploadId: string, sheet: string): Promise<UploadReport> {
  return call(routes.uploadSheet, { id: uploadId, body: { sheet } });
}

export function startImport(request: ImportRequest): Promise<ImportJob> {
  return call(routes.createImport, { body: request });
}

export async function cancelImport(id: string): Promise<void> {
  await call(routes.cancelImport, { id });
}

/** The progress of an import, requested twice a second until it ends. Null: no request. */
export function useImportJob(id: string | null): UseQueryResult<ImportJob> {
  return useQuery({
    ...routeQuery(routes.importJob, { id: id ?? '' }),
    enabled: id !== null,
    refetchInterval: (query) =>
      query.state.data?.state === 'running' || query.state.data === undefined ? 500 : false,
  });
}
