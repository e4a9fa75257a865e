import type { HandoverFact } from '../../../shared/contract/handover.ts';
import { openConnections } from '../../base/connectionsView.ts';
import { goTo } from '../../base/navigation.ts';
import { openWhistle } from '../../live/whistles/selection.ts';
import { showHandover } from './handoverView.ts';

/** Shows in this window what a line is about; false for a line that has no page of its own. */
export function openSubject(fact: HandoverFact): boolean {
  switch (fact.kind) {
    case 'whistle':
    case 'shelved':
      return showWhistle(fact.whistle);
    case 'quarantine':
      showHandover(false);
      openConnections({ kind: 'quarantine', source: fact.source });
      return true;
    case 'source':
      showHandover(false);
      openConnections({ kind: 'source', id: fact.source });
      return true;
    case 'outbox':
      showHandover(false);
      goTo('connections');
      return true;
    case 'notices':
      showHandover(false);
      goTo('whistles');
      return true;
    default:
      return false;
  }
}

/** Opens the page of a whistle on the board. */
export function showWhistle(id: string): true {
  showHandover(false);
  goTo('whistles');
  openWhistle(id);
  return true;
}
