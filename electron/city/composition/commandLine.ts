import type { SourceConfig } from '../../../shared/contract/sources.ts';
import type { CityStore } from '../ports.ts';
import { sameReading } from '../sync/sameReading.ts';

/**
 * Saves the sources of the command line under their ids, beside those saved before. Where to ask and how to read is the
 * command line's say; what an operator may change on screen (name, pause, reference system, zone) stays as changed.
 */
export function saveCommandLine(store: CityStore, sources: readonly SourceConfig[]): void {
  for (const config of sources) {
    const known = store.source(config.id)?.config;
    if (known === undefined || known.kind !== config.kind) store.saveSource(config);
    else {
      const { name, paused, crs, zone } = known;
      const changed = { ...config, name, paused, crs, zone };
      store.saveSource(changed);
      // A cursor of another address or mapping stands for nothing: everything is read anew.
      if (!sameReading(known, changed)) store.setCursor(config.id, '');
    }
  }
}
