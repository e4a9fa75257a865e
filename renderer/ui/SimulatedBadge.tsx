import type { ReactNode } from 'react';
import { useStatus } from '../live/queries.ts';
import { ModeBadge } from './ModeBadge.tsx';

/** The 模拟 mark of this window, from the city's own status. */
export function SimulatedBadge(): ReactNode {
  const status = useStatus().data;
  return status === undefined ? null : <ModeBadge mode={status.mode} />;
}
