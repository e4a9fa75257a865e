import { EXPORT_HEADERS, EXPORT_MAX_ROWS, type ExportFormat } from '../../../shared/contract/exportCases.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { ApiError } from './apiError.ts';
import { contentDisposition } from './contentDisposition.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountRaw } from './mount.ts';
import { requireOperator, requireSession } from './requestSession.ts';
import { whenReady } from './whenReady.ts';

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Export of the case queue as a CSV file or a workbook. */
export function exportRoutes(mount: Mount, deps: ApiDeps): void {
  mountRaw(mount, routes.exportCases, async ({ query, body, request }) => {
    requireSession(deps.people, request);
    const { sort, ...filter } = query;
    const columns = await whenReady(deps.columns);
    const page = await columns.page(filter, sort, 0, EXPORT_MAX_ROWS, deps.clock.now());
    if (page.total > EXPORT_MAX_ROWS)
      throw new ApiError(422, 'too-many-rows', { total: page.total, most: EXPORT_MAX_ROWS });
    const {
      number,
      filename,
      body: file,
    } = deps.exports.begin(() => requireOperator(deps.people, request), {
      query,
      ...body,
      seqs: page.seqs,
      revision: page.revision,
    });
    return new Response(file, {
      headers: {
        'Content-Type': TYPES[body.format],
        'Content-Disposition': contentDisposition('attachment', filename),
        'Cache-Control': 'no-store',
        [EXPORT_HEADERS.count]: String(page.seqs.length),
        [EXPORT_HEADERS.number]: number,
      },
    });
  });
}
