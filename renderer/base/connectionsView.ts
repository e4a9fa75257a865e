import { createIntent } from './intents.ts';
import { goTo } from './navigation.ts';

/** What the right side of the connections window (数据接入) shows. */
export type ConnectionsView =
  | { kind: 'none' }
  | { kind: 'source'; id: string }
  | { kind: 'address' }
  | { kind: 'file' }
  | { kind: 'database' }
  | { kind: 'push' }
  | { kind: 'quarantine'; source: string | null }
  | { kind: 'calendar' }
  | { kind: 'basemaps' }
  | { kind: 'layers' };

/** The view that another part of the program requests. */
export const connectionsIntent = createIntent<ConnectionsView>();

/** Opens the connections window in place of this one, at a source, the quarantine or a way to add data. */
export function openConnections(place: ConnectionsView): void {
  connectionsIntent.request(place, Date.now());
  goTo('connections');
}
