import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { SourceEntry } from '../../../shared/contract/routes.ts';
import {
  ImportJob,
  type ImportRequest,
  PreviewReport,
  type PreviewRequest,
  ProbeReport,
  type ProbeRequest,
  type SourceCreate,
  type SourcePatch,
  SourceStatus,
  UploadReport,
} from '../../../shared/contract/sources.ts';
import { QuarantinePage, RetryReport } from '../../../shared/contract/status.ts';
import { del, get, patch, post, upload } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { routes } from '../client/routes.ts';

const Nothing = z.undefined();

/** What the connections window asks of the service. All throw `ApiError` with a message for the operator. */

/** Lists that change with a source are read again. */
export async function sourcesChanged(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['sources'] }),
    queryClient.invalidateQueries({ queryKey: ['status'] }),
    queryClient.invalidateQueries({ queryKey: ['quarantine'] }),
  ]);
}

export function probe(request: ProbeRequest): Promise<ProbeReport> {
  return post(routes.probe, ProbeReport, request);
}

export function preview(request: z.input<typeof PreviewRequest>): Promise<z.output<typeof PreviewReport>> {
  return post(routes.preview, PreviewReport, request);
}

export async function createSource(request: z.input<typeof SourceCreate>): Promise<SourceEntry> {
  const entry = await post(routes.sources, SourceEntry, request);
  await sourcesChanged();
  return entry;
}

export async function changeSource(id: string, change: z.input<typeof SourcePatch>): Promise<void> {
  await patch(routes.source(id), SourceEntry, change);
  await sourcesChanged();
}

export async function syncSource(id: string): Promise<void> {
  await post(routes.sourceSync(id), SourceStatus, undefined);
  await sourcesChanged();
}

export async function removeSource(id: string): Promise<void> {
  await del(routes.source(id), Nothing);
  await sourcesChanged();
}

export function retryRow(id: number): Promise<z.output<typeof RetryReport>> {
  return post(routes.quarantineRetry(id), RetryReport, undefined);
}

export function quarantinePage(query: {
  source: string | null;
  limit: number;
  offset: number;
}): Promise<QuarantinePage> {
  return get(routes.quarantine, QuarantinePage, query);
}

/** Sends a file as it is (its bytes are the body); the answer is a guess at its columns. */
export function uploadFile(file: File): Promise<UploadReport> {
  return upload(routes.uploads, UploadReport, file);
}

export function startImport(request: ImportRequest): Promise<ImportJob> {
  return post(routes.imports, ImportJob, request);
}

export async function cancelImport(id: string): Promise<void> {
  await del(routes.import(id), Nothing);
}

/** An import as it goes; asked twice a second until it ends. */
export function useImportJob(id: string | null) {
  return useQuery({
    queryKey: ['import', id],
    enabled: id !== null,
    queryFn: ({ signal }) => get(routes.import(id ?? ''), ImportJob, {}, signal),
    refetchInterval: (query) =>
      query.state.data?.state === 'running' || query.state.data === undefined ? 500 : false,
  });
}
