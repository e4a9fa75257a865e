import { type ReactNode, useEffect, useState } from 'react';
import { CityStatus } from '../../../shared/contract/status.ts';
import { useWords } from '../../base/words.ts';
import { ApiError, get } from '../../live/client.ts';
import { reconnect, useConnection } from '../../live/events.ts';
import { routes } from '../../live/routes.ts';
import { hallWords } from './workspaceWords.ts';

/** The mark in the bar is enough for a stream that is only broken off; ms. */
const PATIENCE = 3000;

/** Why nothing comes: the service does not answer, or it was started anew and does not know this browser any more. */
type Trouble = 'away' | 'stranger' | null;

/**
 * Says what to do when the service is gone. Asks for it meanwhile, and takes up the stream as soon as it answers: nothing
 * is loaded again, so nothing is lost that was typed.
 */
export function ServiceNotice(): ReactNode {
  const words = useWords(hallWords);
  const { state } = useConnection();
  const [trouble, setTrouble] = useState<Trouble>(null);
  useEffect(() => {
    if (state === 'open') return setTrouble(null);
    let over = false;
    const look = async (): Promise<void> => {
      const found = await troubleNow();
      if (over) return;
      setTrouble(found);
      if (found === null) reconnect();
    };
    const timer = setInterval(() => void look(), PATIENCE);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [state]);
  if (trouble === null || state === 'open') return null;
  return (
    <div className="hall-restore" role="status">
      {words[trouble]}
    </div>
  );
}

async function troubleNow(): Promise<Trouble> {
  try {
    await get(routes.status, CityStatus);
    return null;
  } catch (error) {
    return error instanceof ApiError && error.status === 401 ? 'stranger' : 'away';
  }
}
