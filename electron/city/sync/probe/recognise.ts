import type { ServiceKind } from '../../../../shared/contract/sources.ts';
import { isArcgis } from '../service/arcgis.ts';
import { isCkan } from '../service/ckan.ts';
import { isWfs } from '../service/wfs.ts';

/**
 * The kind of service that an address belongs to by its form, which each kind prescribes; null where it tells none. Operators
 * paste what the browser shows: the page of a layer, of a service, of a data set, or a whole question.
 */
export function recogniseService(url: URL): ServiceKind | null {
  if (isArcgis(url)) return 'arcgis';
  if (isWfs(url)) return 'wfs';
  if (isCkan(url)) return 'ckan';
  return /\/collections(?:\/|$)/.test(url.pathname) ? 'ogc' : null;
}
