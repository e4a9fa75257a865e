import { routes } from '../../../shared/contract/routes.ts';
import { ApiError, notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';

/** File import (文件导入): upload, guess of the mapping, and jobs that read the rows in the background. */
export function importRoutes(mount: Mount, deps: ApiDeps): void {
  const { imports } = deps;

  mountJson(mount, routes.upload, async ({ query, request, note }) => {
    note('', { file: query.filename });
    if (request.body === null) throw new ApiError(400, 'empty-upload', {});
    const report = await imports.upload(query.filename, request.body);
    note(report.uploadId, { bytes: report.bytes });
    return report;
  });

  mountJson(mount, routes.imports, () => ({ jobs: imports.jobs() }));

  mountJson(mount, routes.createImport, async ({ body, note }) => {
    note(body.sourceId, { upload: body.uploadId });
    const job = imports.start(body);
    if (job === null) throw notFound('upload', body.uploadId);
    return job;
  });

  mountJson(mount, routes.importJob, ({ id }) => {
    const job = imports.jobs().find((one) => one.id === id);
    if (job === undefined) throw notFound('import', id);
    return job;
  });

  mountJson(mount, routes.cancelImport, ({ id }) => {
    if (!imports.cancel(id)) throw notFound('import', id);
    return undefined;
  });
}
