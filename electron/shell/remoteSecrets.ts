import type { KeyStorage } from '../../shared/errors/keys.ts';
import type { SecretStore } from '../city/ports.ts';
import type { FromServiceControl, ToServiceControl } from './control.ts';

type SecretRequest = Extract<FromServiceControl, { type: 'secret' }>;
type SecretAnswer = Extract<ToServiceControl, { type: 'secret' }>;

/** The operating system's secret store, reached through the shell: the service process itself cannot open it. */
export function remoteSecrets(post: (message: SecretRequest) => void) {
  const pending = new Map<number, { resolve(value: string | null): void; reject(error: Error): void }>();
  let lastId = 0;
  const request = (act: SecretRequest['act'], name: string, value: string | null) =>
    new Promise<string | null>((resolve, reject) => {
      lastId += 1;
      pending.set(lastId, { resolve, reject });
      post({ type: 'secret', id: lastId, act, name, value });
    });
  return {
    store: (storage: KeyStorage, degraded: boolean): SecretStore => ({
      kind: 'os',
      storage,
      degraded,
      get: (name) => request('get', name, null),
      set: async (name, value) => void (await request('set', name, value)),
      delete: async (name) => void (await request('delete', name, null)),
    }),
    answered: ({ id, value, error }: SecretAnswer): void => {
      const waiter = pending.get(id);
      pending.delete(id);
      if (error === null) waiter?.resolve(value);
      else waiter?.reject(new Error(error));
    },
  };
}
