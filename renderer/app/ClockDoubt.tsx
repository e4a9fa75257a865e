import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { routes } from '../../shared/contract/routes.ts';
import type { CityStatus, Warning } from '../../shared/contract/status.ts';
import { appWords } from '../base/appWords.ts';
import { useWords } from '../base/words.ts';
import { call } from '../live/client/call.ts';
import { useErrorText, useSentErrorText } from '../live/client/errorText.ts';
import { useStatus } from '../live/queries/city.ts';
import { Button } from '../ui/kit/Button.tsx';
import styles from './doubt.module.css';

/**
 * Across the top of every window while the service does not believe the machine's clock, since every limit on screen
 * depends on it. A shift leader or administrator may confirm the clock; walls only show it.
 */
export function ClockDoubt({ kiosk }: { kiosk: boolean }): ReactNode {
  const words = useWords(appWords);
  const warning = useStatus(clockWarning);
  const sentText = useSentErrorText();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);
  if (warning === undefined || warning === null) return null;
  const accept = async (): Promise<void> => {
    try {
      await call(routes.acceptClock, {});
      setFailure(null);
      await client.invalidateQueries();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <div className={styles['doubt']} role="alert" data-part="clock-doubt">
      <p>
        <span aria-hidden="true">▲</span> {sentText(warning)}
        {failure === null ? null : <b> {errorText(failure)}</b>}
      </p>
      {kiosk ? null : (
        <Button part="clock-accept" onPress={() => void accept()}>
          {words.acceptClock}
        </Button>
      )}
    </div>
  );
}

function clockWarning({ warnings }: CityStatus): Warning | null {
  return warnings.find(({ code }) => code === 'clock-jumped' || code === 'clock-behind') ?? null;
}
