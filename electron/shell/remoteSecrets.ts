import type { SecretStore } from '../city/ports.ts';
import type { FromServiceControl, ToServiceControl } from './control.ts';

type Asked = Extract<FromServiceControl, { type: 'secret' }>;
type Answered = Extract<ToServiceControl, { type: 'secret' }>;

/** The operating system's secret store, reached through the shell: the service process itself cannot open it. */
export function remoteSecrets(say: (message: Asked) => void) {
  const waiting = new Map<number, { resolve(value: string | null): void; reject(error: Error): void }>();
  let lastId = 0;
  const ask = (act: Asked['act'], name: string, value: string | null) =>
    new Promise<string | null>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      say({ type: 'secret', id: lastId, act, name, value });
    });
  return {
    store: (note: string, degraded: boolean): SecretStore => ({
      kind: 'os',
      note,
      degraded,
      get: (name) => ask('get', name, null),
      set: async (name, value) => void (await ask('set', name, value)),
      delete: async (name) => void (await ask('delete', name, null)),
    }),
    answered: ({ id, value, error }: Answered): void => {
      const asker = waiting.get(id);
      waiting.delete(id);
      if (error === null) asker?.resolve(value);
      else asker?.reject(new Error(error));
    },
  };
}
