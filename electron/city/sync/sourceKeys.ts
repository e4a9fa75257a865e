import { z } from 'zod';
import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { SecretStore } from '../ports.ts';
import { UpstreamError } from './adapter.ts';
import { checkAddress } from './http/address.ts';

/** A key in the secret store, with the origin (scheme, host, port) that the operator entered it for. */
const BoundKey = z.strictObject({ origin: z.string(), key: z.string() });
type BoundKey = z.infer<typeof BoundKey>;

/**
 * API keys of the sources. A key is sent only to the origin that it was saved for: whoever changes the address of a source
 * to another host, or from https to http, must enter the key again.
 */
export type SourceKeys = {
  has(id: string): Promise<boolean>;
  /**
   * The key of a source; null where the source needs none or none is saved.
   * @throws UpstreamError `key-elsewhere` if the key was saved for another origin.
   */
  keyFor(config: SourceConfig): Promise<string | null>;
  /** Saves a key for the origin of `config`; an empty one removes the saved key. */
  save(config: SourceConfig, key: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Binds the keys that an older version saved without an origin. */
  bindOldKeys(): Promise<void>;
};

/**
 * @param savedBefore the sources as they were stored before this start changed any of them: a key of an older version
 * belongs to the origin that its source had then.
 */
export function sourceKeys(secrets: SecretStore, savedBefore: readonly SourceConfig[]): SourceKeys {
  const originsBefore = new Map(savedBefore.map((config) => [config.id, originOf(config)]));

  async function read(id: string): Promise<BoundKey | null> {
    const text = await secrets.get(secretName(id));
    if (text === null || text === '') return null;
    const bound = readBound(text);
    if (bound !== null) return bound;
    const old = { origin: originsBefore.get(id) ?? '', key: text };
    await secrets.set(secretName(id), JSON.stringify(old));
    return old;
  }

  return {
    has: async (id) => (await read(id)) !== null,
    async keyFor(config) {
      const origin = originOf(config);
      const hasKey = config.auth.in !== 'none' || config.kind === 'exchange' || config.kind === 'push';
      if (origin === null || !hasKey) return null;
      const found = await read(config.id);
      if (found === null || found.origin === origin) return found?.key ?? null;
      throw new UpstreamError('key-elsewhere', { savedFor: found.origin, address: origin }, false);
    },
    async save(config, key) {
      if (key === '') return secrets.delete(secretName(config.id));
      const bound: BoundKey = { origin: originOf(config) ?? '', key };
      await secrets.set(secretName(config.id), JSON.stringify(bound));
    },
    remove: (id) => secrets.delete(secretName(id)),
    async bindOldKeys() {
      for (const id of originsBefore.keys()) await read(id);
    },
  };
}

function readBound(text: string): BoundKey | null {
  try {
    const read = BoundKey.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Null for a file, and for a stored address that cannot be read. */
function originOf(config: SourceConfig): string | null {
  if (config.kind === 'file') return null;
  if (config.kind === 'push') return 'push:';
  if (config.kind === 'exchange') {
    const { engine, host, port, tls } = config.exchange;
    // A password that was entered for an encrypted connection is not sent over a plain one.
    return `${engine}${tls === 'required' ? '+tls' : ''}://${host.toLowerCase()}:${port}`;
  }
  try {
    return checkAddress(config.url).origin;
  } catch {
    return null;
  }
}

/** Name of a source's key in the secret store. */
function secretName(sourceId: string): string {
  return `source:${sourceId}`;
}
