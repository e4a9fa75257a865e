import { type ReactNode, useMemo } from 'react';
import { useKeys } from '../keys.ts';
import type { Role } from '../role.ts';
import { Legibility } from './Legibility.tsx';
import { openLegibility, useLegibilityOpen } from './open.ts';

/** The check «看得清» of any window, also of one without a bar: Alt+K (看). */
export function LegibilityHost({ role }: { role: Role }): ReactNode {
  const open = useLegibilityOpen((state) => state.open);
  const keys = useMemo(
    () => ({
      'Alt+KeyK': (event: KeyboardEvent) => {
        event.preventDefault();
        openLegibility(true);
      },
    }),
    [],
  );
  useKeys(keys);
  return open ? <Legibility role={role} onClose={() => openLegibility(false)} /> : null;
}
