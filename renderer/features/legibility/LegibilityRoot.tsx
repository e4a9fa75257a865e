import type { ReactNode } from 'react';
import { act, useKeys } from '../../base/keys.ts';
import type { Role } from '../../base/role.ts';
import { Legibility } from './Legibility.tsx';
import { openLegibility, useLegibilityOpen } from './open.ts';

const KEYS = { 'Alt+KeyK': act(() => openLegibility(true)) };

/** The check «看得清» of any window, also of one without a bar: Alt+K (看). */
export function LegibilityHost({ role }: { role: Role }): ReactNode {
  const open = useLegibilityOpen((state) => state.open);
  useKeys(KEYS);
  return open ? <Legibility role={role} onClose={() => openLegibility(false)} /> : null;
}
