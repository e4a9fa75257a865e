import type { ReactNode } from 'react';
import type { CityStatus } from '../../shared/contract/status.ts';
import { useStatus } from '../live/queries/city.ts';
import { ModeBadge } from './ModeBadge.tsx';

/** The 模拟 mark of this window, from the city's own status. */
export function SimulatedBadge(): ReactNode {
  const mode = useStatus(modeOf);
  return mode === undefined ? null : <ModeBadge mode={mode} />;
}

const modeOf = ({ mode }: CityStatus): CityStatus['mode'] => mode;
