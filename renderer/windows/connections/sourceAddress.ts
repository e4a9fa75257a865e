import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { pushPath } from '../../../shared/source/pushPath.ts';
import { viewValue } from './databaseDraft.ts';

/** Where a source is read, or where another system sends its rows, as one line. */
export function sourceAddress(config: SourceConfig): string {
  switch (config.kind) {
    case 'file':
      return config.path;
    case 'push':
      return pushPath(config.id);
    case 'exchange': {
      const { engine, host, port, database, view } = config.exchange;
      return `${engine}://${host}:${port}/${database} · ${viewValue(view)}`;
    }
    default:
      return config.url;
  }
}
