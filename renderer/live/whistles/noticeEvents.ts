import type { CityEvent } from '../../../shared/contract/status.ts';

/**
 * Whether notices may be others after an event: a whistle has changed, a message to an upstream failed or was settled (回传), or
 * the stream began anew and may have missed either.
 */
export function mayChangeNotices({ type }: Pick<CityEvent, 'type'>): boolean {
  return type === 'whistle' || type === 'outbox' || type === 'init';
}
