import { routes } from '../../../shared/contract/routes.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountJson } from './mount.ts';

/** Assessment (考核评价). */
export function assessmentRoutes(mount: Mount, { assessments }: ApiDeps): void {
  mountJson(mount, routes.assessment, ({ query }) => assessments.live(query));
}
