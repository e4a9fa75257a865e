import type { Display as ElectronDisplay } from 'electron';
import { type Display, numberDisplays } from '../../../shared/layout/display.ts';

type ReportedDisplay = Pick<ElectronDisplay, 'id' | 'label' | 'scaleFactor' | 'bounds' | 'workArea'>;

/** Converts Electron's displays: numbered from the left, without the system's ids. Bounds in DIP. */
export function readDisplays(seen: readonly ReportedDisplay[], primaryId: number): Display[] {
  return numberDisplays(
    seen
      // A display that is being switched on or off may be reported without a size.
      .filter(({ bounds, workArea }) => bounds.width > 0 && bounds.height > 0 && workArea.width > 0)
      .map(({ id, label, scaleFactor, bounds, workArea }) => ({
        label,
        primary: id === primaryId,
        scaleFactor: scaleFactor > 0 ? scaleFactor : 1,
        bounds,
        workArea: workArea.height > 0 ? workArea : bounds,
      })),
  );
}
