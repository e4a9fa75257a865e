import { routes } from '../../../shared/contract/routes.ts';
import { wallOf, wallSummary } from '../../../shared/whistle/wall.ts';
import { maskText } from '../log/mask.ts';
import { maskPhones } from '../sync/normalise/contact.ts';
import { BadCursor } from '../whistles/list.ts';
import { ApiError, notFound } from './apiError.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';

/** Numbers of mobiles, landlines and identity cards, and addresses of mail, inside a subject. */
const mask = (text: string): string => maskText(maskPhones(text));

/** What a wall is told of whistles: the same for everybody, whoever is signed in beside it. */
export function wallRoutes(mount: Mount, deps: ApiDeps): void {
  mountJson(mount, routes.wallWhistles, ({ query }) => {
    if (deps.whistles === null) return { items: [], total: 0, nextCursor: null };
    try {
      const page = deps.whistles.list({ ...query, open: true }, null);
      return { ...page, items: page.items.map((row) => wallSummary(row, mask)) };
    } catch (error) {
      if (!(error instanceof BadCursor)) throw error;
      throw new ApiError(400, 'bad-cursor', '翻页位置 cursor 无效，请从第一页重新开始', undefined);
    }
  });

  mountJson(mount, routes.wallWhistle, ({ id }) => {
    const found = deps.whistles?.view(id, null) ?? null;
    if (found === null) throw notFound('哨', id);
    return wallOf(found, mask);
  });
}
