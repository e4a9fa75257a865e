import type { ReactNode } from 'react';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { closeDialog, openDialog, useDialog } from '../../base/intents.ts';
import { act, useKeys } from '../../base/keys.ts';
import { Legibility } from './Legibility.tsx';

const KEYS = { 'Alt+KeyK': act(() => openDialog('legibility')) };

/** The check «看得清» of any window, also of one without a bar: Alt+K (看). */
export function LegibilityHost({ role }: { role: WindowRole }): ReactNode {
  const open = useDialog('legibility');
  useKeys(KEYS);
  return open ? <Legibility role={role} onClose={() => closeDialog('legibility')} /> : null;
}
