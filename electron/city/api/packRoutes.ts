import type { FormerNames, PackView, WhistleChoices } from '../../../shared/contract/packView.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { PackNames } from '../../../shared/pack/names.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { WhistleRules } from '../../../shared/pack/whistles.ts';
import { cachedResponse } from './cachedResponse.ts';
import type { ApiDeps } from './deps.ts';
import { type Mount, mountRaw } from './mount.ts';

/** The city pack (城市包) and its grids, which do not change while the service runs. */
export function packRoutes(mount: Mount, deps: ApiDeps): void {
  const pack = cachedResponse(
    () => JSON.stringify(packView(deps.pack, deps.former)),
    'application/json; charset=utf-8',
  );
  mountRaw(mount, routes.pack, ({ request }) => pack(request));
  const grids = cachedResponse(() => JSON.stringify(deps.pack.grids), 'application/geo+json; charset=utf-8');
  mountRaw(mount, routes.grids, ({ request }) => grids(request));
}

function packView(pack: CityPack, former: PackNames): PackView {
  const { catalogue, fallbackPoints: _, format: __, ...rest } = pack.manifest;
  const items = catalogue.items.map(({ limits: ___, ...item }) => item);
  return {
    manifest: { ...rest, catalogue: { ...catalogue, items } },
    calendar: {
      name: pack.manifest.calendar,
      years: pack.calendarYears.map((entry) => entry.year).sort((a, b) => a - b),
    },
    outline: pack.outline,
    streets: pack.streets,
    whistles: pack.whistles ? choicesOf(pack.whistles) : null,
    ...(Object.values(former).every((names) => names.length === 0) ? {} : { former: withoutKinds(former) }),
  };
}

/** The service itself names the kind of each whistle. */
function withoutKinds({ kinds: _, ...former }: PackNames): FormerNames {
  return former;
}

function choicesOf(rules: WhistleRules): WhistleChoices {
  const own = new Set(rules.ownList.map((row) => row.item));
  return {
    kinds: rules.kinds.map(({ id, name, description, origin, source, emergency, approvers }) => ({
      ...{ id, name, description, origin, source },
      emergency: emergency !== null,
      approvers: emergency === null ? approvers : [emergency.postApprovers],
    })),
    levels: rules.ladder.levels.map(({ level, notify }) => ({ level, notify })),
    extension: rules.extension.approvers,
    items: rules.items.map(({ code, name, origin }) => ({ code, name, origin, ownList: own.has(code) })),
  };
}
