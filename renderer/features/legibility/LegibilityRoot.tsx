import type { ReactNode } from 'react';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { closeDialog, openDialog, useDialog } from '../../base/intents.ts';
import { preventingDefault, useKeys } from '../../base/keys.ts';
import { Legibility } from './Legibility.tsx';

const KEYS = { 'Alt+KeyK': preventingDefault(() => openDialog('legibility')) };

/** The legibility check in every window, kiosk walls included: Alt+K, as in 看 (kàn). */
export function LegibilityRoot({ role }: { role: WindowRole }): ReactNode {
  const open = useDialog('legibility');
  useKeys(KEYS);
  return open ? <Legibility role={role} onClose={() => closeDialog('legibility')} /> : null;
}
