import { routes } from '../../../shared/contract/routes.ts';
import { wallSummary, wallWhistle } from '../../../shared/whistle/wall.ts';
import { maskPersons } from '../privacy/wallText.ts';
import { InvalidCursor } from '../whistles/list.ts';
import { ApiError, notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';

/** Whistles for walls. The answer does not depend on who is signed in. */
export function wallRoutes(mount: Mount, deps: ApiDeps): void {
  /** Masks the subject of a whistle, which is often the title of its case. */
  const maskOf = (id: string) => {
    const persons = deps.contacts.personsOfWhistle(id);
    return (text: string) => maskPersons(text, persons);
  };

  mountJson(mount, routes.wallWhistles, ({ query }) => {
    if (deps.whistles === null) return { items: [], total: 0, nextCursor: null };
    try {
      const page = deps.whistles.list({ ...query, open: true }, null);
      return { ...page, items: page.items.map((row) => wallSummary(row, maskOf(row.id))) };
    } catch (error) {
      if (!(error instanceof InvalidCursor)) throw error;
      throw new ApiError(400, 'bad-cursor', {});
    }
  });

  mountJson(mount, routes.wallWhistle, ({ id }) => {
    const found = deps.whistles?.view(id, null) ?? null;
    if (found === null) throw notFound('whistle', id);
    return wallWhistle(found, maskOf(id));
  });
}
