import { type ReactNode, useState } from 'react';
import type { CityStatus, Warning } from '../../../shared/contract/status.ts';
import { useWords } from '../../base/words.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { useSession } from '../../live/client/session.ts';
import { useStatus } from '../../live/queries/city.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { SuccessionDialog } from './SuccessionDialog.tsx';
import styles from './succession.module.css';
import { successionWords } from './successionWords.ts';

/**
 * Across the top while something is in use that the city pack has no more. Who may hand over what dissolved organisations
 * leave (划转) opens the dialog here.
 */
export function SuccessionNotice(): ReactNode {
  const words = useWords(successionWords);
  const warning = useStatus(lackingOf);
  const sentText = useSentErrorText();
  const may = useSession(({ info }) =>
    info?.roles.some((role) => role === 'admin' || role === 'shift-leader'),
  );
  const [open, setOpen] = useState(false);
  if (!open && (warning === undefined || warning === null)) return null;
  return (
    <>
      {warning === undefined || warning === null ? null : (
        <div className={styles['notice']} role="status" data-part="pack-lacks">
          <p>
            <span aria-hidden="true">▲</span> {sentText(warning)}
          </p>
          {may ? (
            <Button part="succession-open" onPress={() => setOpen(true)}>
              {words.open}
            </Button>
          ) : null}
        </div>
      )}
      {open && may ? <SuccessionDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function lackingOf({ warnings }: CityStatus): Warning | null {
  return warnings.find(({ code }) => code === 'pack-lacks') ?? null;
}
