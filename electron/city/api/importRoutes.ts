import { routes } from '../../../shared/contract/routes.ts';
import { ApiError, notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';
import { requireSession } from './requestSession.ts';

/** File import (文件导入): upload, guess of the mapping, and jobs that read the rows in the background. */
export function importRoutes(mount: Mount, deps: ApiDeps): void {
  const { imports } = deps;

  function actorOf(request: Request): { id: string; name: string } {
    const { id, name } = requireSession(deps.people, request).operator;
    return { id, name };
  }

  mountJson(mount, routes.upload, async ({ query, request, note, confirm }) => {
    note('', { file: query.filename });
    if (request.body === null) throw new ApiError(400, 'empty-upload', {});
    const report = await imports.upload(query.filename, request.body, announcedBytes(request), confirm);
    note(report.uploadId, { bytes: report.bytes });
    return report;
  });

  mountJson(mount, routes.uploadSheet, async ({ id, body, note }) => {
    note(id, {});
    const report = await imports.inspect(id, body.sheet);
    if (report === null) throw notFound('upload', id);
    return report;
  });

  mountJson(mount, routes.previewUpload, ({ id, body, note }) => {
    note(id, {});
    const reading = imports.preview(id, body);
    if (reading === null) throw notFound('upload', id);
    return reading;
  });

  mountJson(mount, routes.importPreview, ({ id }) => {
    const reading = imports.foundPreview(id);
    if (reading === null) throw notFound('import', id);
    return reading;
  });

  mountJson(mount, routes.cancelPreview, ({ id }) => {
    if (!imports.cancelPreview(id)) throw notFound('import', id);
    return undefined;
  });

  mountJson(mount, routes.imports, () => ({ jobs: imports.jobs() }));

  mountJson(mount, routes.createImport, async ({ body, request, note }) => {
    const whole = body.whole === undefined ? {} : { wholeCloses: body.whole.closes };
    note(body.sourceId, { upload: body.uploadId, ...whole });
    const job = imports.start(body, actorOf(request));
    if (job === null) throw notFound('upload', body.uploadId);
    return job;
  });

  mountJson(mount, routes.importJob, ({ id }) => {
    const job = imports.jobs().find((one) => one.id === id);
    if (job === undefined) throw notFound('import', id);
    return job;
  });

  mountJson(mount, routes.wholeCount, async ({ id, body, request, note, confirm }) => {
    note(body.sourceId, { upload: id });
    const count = imports.wholeCount(id, body, request.signal);
    if (count === null) throw notFound('upload', id);
    const found = await count;
    confirm();
    return found;
  });

  mountJson(mount, routes.importRecords, ({ query }) => imports.records(query));

  mountJson(mount, routes.importNotes, ({ id, query }) => {
    const page = imports.notes(id, query);
    if (page === null) throw notFound('import', id);
    return page;
  });

  mountJson(mount, routes.importRows, ({ id, query }) => {
    const page = imports.rows(id, query);
    if (page === null) throw notFound('import', id);
    return page;
  });

  mountJson(mount, routes.undoImport, async ({ id, body, request, note }) => {
    note(id, { reason: body.reason });
    const undone = await imports.undo(id, actorOf(request), body.reason);
    if (undone === null) throw notFound('import', id);
    note(id, { source: undone.source, file: undone.file, ...undone.undo?.done?.cases });
    return undone;
  });

  mountJson(mount, routes.cancelImport, ({ id }) => {
    if (!imports.cancel(id)) throw notFound('import', id);
    return undefined;
  });
}

/** The size that a request states; 0 if it states none. It only avoids reading a body in vain: the bytes are counted. */
function announcedBytes(request: Request): number {
  const stated = Number(request.headers.get('content-length') ?? 0);
  return Number.isSafeInteger(stated) && stated > 0 ? stated : 0;
}
