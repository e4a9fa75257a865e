import { EXPORT_HEADERS, type ExportFormat } from '../../../shared/contract/exportCases.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { ApiError } from '../client/apiError.ts';
import { call } from '../client/call.ts';
import type { QueryOf } from '../client/request.ts';
import { saveFile } from '../client/saveFile.ts';
import { handleSessionEnd } from '../client/session.ts';

/** A finished export: number of cases, its number in the audit, and the file name. */
export type Exported = { count: number; number: string; filename: string };

/** Saves the queue with these filters and this order as a file; the reason is stored in the audit. @throws ApiError */
export async function exportCases(
  query: QueryOf<typeof routes.exportCases>,
  reason: string,
  format: ExportFormat,
): Promise<Exported> {
  try {
    const { file, headers } = await call(routes.exportCases, { query, body: { reason, format } });
    const encoded = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1];
    const filename = encoded === undefined ? `案件导出.${format}` : decodeURIComponent(encoded);
    saveFile(file, filename);
    const count = Number(headers.get(EXPORT_HEADERS.count));
    return { count, number: headers.get(EXPORT_HEADERS.number) ?? '', filename };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) handleSessionEnd();
    throw error;
  }
}
