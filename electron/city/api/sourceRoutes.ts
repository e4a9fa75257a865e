import type { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { SourceConfig, type SourceInput, type SourcePatch } from '../../../shared/contract/sources.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import { applyPatch } from '../../../shared/source/applyPatch.ts';
import { databaseAddress } from '../../../shared/source/databaseAddress.ts';
import { pushPath } from '../../../shared/source/pushPath.ts';
import { ApiError, notFound } from './apiError.ts';
import { auditedAddress } from './auditedAddress.ts';
import type { ApiDeps } from './deps.ts';
import { fieldErrors } from './fieldErrors.ts';
import { type Mount, mountJson } from './mount.ts';

/** Data sources (数据接入): save, change, remove and sync them; probe and preview them before saving. */
export function sourceRoutes(mount: Mount, deps: ApiDeps): void {
  const { store, connections, imports, secrets, pushOrigin } = deps;

  function savedConfig(id: string): SourceConfig {
    const record = store.source(id);
    if (record === null) throw notFound('source', id);
    return record.config;
  }

  function patched(config: SourceConfig, body: SourcePatch): SourceConfig {
    const next = applyPatch(config, body);
    if (next === null) throw new ApiError(422, 'other-kind', {});
    // What a kind of source demands of its settings, the patch alone does not know.
    const checked = SourceConfig.safeParse(next);
    if (!checked.success) throw new ApiError(422, 'bad-body', { fields: fieldErrors(checked.error.issues) });
    return next;
  }

  /** The configuration with the path of the uploaded file in place of its id. */
  function withPath(input: SourceInput): SourceConfig {
    if (input.kind !== 'file') return input;
    const { uploadId, ...rest } = input;
    const path = imports.pathOf(uploadId);
    if (path === null) throw notFound('upload', uploadId);
    return { ...rest, path };
  }

  async function entry(id: string): Promise<SourceEntry> {
    const config = savedConfig(id);
    const status = connections.status(id);
    if (status === null) throw notFound('source', id);
    return { config, status, hasSecret: await connections.hasSecret(id) };
  }

  const storage = sentError('keys-stored', secrets.storage);
  mountJson(mount, routes.sources, async () => ({
    sources: await Promise.all(store.sources().map((record) => entry(record.config.id))),
    secrets: { kind: secrets.kind, note: storage.message, storage },
  }));

  mountJson(mount, routes.createSource, async ({ body, note }) => {
    const { id } = body.config;
    note(id, { ...placeOf(body.config), key: body.secret !== null });
    if (store.source(id) !== null) throw new ApiError(409, 'source-exists', { id });
    // The key of a source that is pushed to is made here, never given.
    await connections.save(withPath(body.config), body.config.kind === 'push' ? null : body.secret);
    return entry(id);
  });

  mountJson(mount, routes.source, ({ id }) => entry(id));

  mountJson(mount, routes.patchSource, async ({ id, body, note }) => {
    note(id, { changed: Object.keys(body) });
    const config = patched(savedConfig(id), body);
    if (config.kind === 'push' && body.secret !== undefined) throw new ApiError(422, 'other-kind', {});
    await connections.save(config, body.secret ?? null);
    return entry(id);
  });

  mountJson(mount, routes.deleteSource, async ({ id }) => {
    savedConfig(id);
    await connections.remove(id);
    return undefined;
  });

  mountJson(mount, routes.syncSource, ({ id }) => {
    if (savedConfig(id).paused) throw new ApiError(409, 'source-paused', {});
    void connections.syncNow(id);
    const status = connections.status(id);
    if (status === null) throw notFound('source', id);
    return status;
  });

  mountJson(mount, routes.probe, async ({ body, request, note, confirm }) => {
    note(auditedAddress(body.url), {});
    const found = await connections.probe(body, request.signal);
    confirm();
    return found;
  });
  mountJson(mount, routes.probeExchange, async ({ body, request, note, confirm }) => {
    note(`${databaseAddress(body.target)}/${body.target.database}`, { view: body.view?.name ?? null });
    const found = await connections.probeExchange(body, request.signal);
    confirm();
    return found;
  });
  mountJson(mount, routes.pushKey, async ({ id }) => {
    savedConfig(id);
    const key = await connections.renewPushKey(id);
    if (key === null) throw new ApiError(422, 'other-kind', {});
    return { key, path: pushPath(id), network: pushOrigin() };
  });
  mountJson(mount, routes.preview, async ({ body, request, note, confirm }) => {
    note(body.config.id, placeOf(body.config));
    const found = await connections.preview({ ...body, config: withPath(body.config) }, request.signal);
    confirm();
    return found;
  });
}

/** Where a source reads, for the audit. The query of an address may hold a key. */
function placeOf(config: SourceInput): Record<string, unknown> {
  switch (config.kind) {
    case 'file':
      return { upload: config.uploadId };
    case 'push':
      return {};
    case 'exchange': {
      const { database, view } = config.exchange;
      return { address: `${databaseAddress(config.exchange)}/${database}`, view: view.name };
    }
    default:
      return { address: auditedAddress(config.url) };
  }
}
