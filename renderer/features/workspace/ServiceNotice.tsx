import { type ReactNode, useEffect, useState } from 'react';
import { routes } from '../../../shared/contract/routes.ts';
import { useWords } from '../../base/words.ts';
import { ApiError } from '../../live/client/apiError.ts';
import { call } from '../../live/client/call.ts';
import { reconnect, useConnection } from '../../live/stream/events.ts';
import { useWorkspace } from './useWorkspace.ts';
import styles from './workspace.module.css';
import { workspaceWords } from './workspaceWords.ts';

/** A shorter break of the stream is shown by the mark in the bar alone; also how often the service is asked. ms */
const INTERVAL_MS = 3000;

/** The service does not answer, or it was restarted and rejects this browser's old link. Null: neither. */
type Trouble = 'noAnswer' | 'unknownBrowser' | null;

/**
 * Says what to do when the service does not answer. Meanwhile it asks again at intervals and reconnects the stream as
 * soon as there is an answer. The page is never reloaded, so that nothing that was typed is lost.
 */
export function ServiceNotice(): ReactNode {
  const words = useWords(workspaceWords);
  const { state } = useConnection();
  const [trouble, setTrouble] = useState<Trouble>(null);
  useEffect(() => {
    if (state === 'open') return setTrouble(null);
    let stopped = false;
    const check = async (): Promise<void> => {
      const found = await readTrouble();
      if (stopped) return;
      setTrouble(found);
      if (found === null) reconnect();
    };
    const timer = setInterval(() => void check(), INTERVAL_MS);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [state]);
  // In the shell the view also contains the state of the service, and why it does not start.
  const service = useWorkspace(({ view }) => view?.service ?? null);
  const text =
    service !== null && service.state !== 'running'
      ? words[`service_${service.state}`](service.message)
      : trouble === null || state === 'open'
        ? null
        : words[trouble];
  return text === null ? null : (
    <div className={styles['notice']} data-part="workspace-notice" role="status">
      {text}
    </div>
  );
}

async function readTrouble(): Promise<Trouble> {
  try {
    await call(routes.status, {});
    return null;
  } catch (error) {
    return error instanceof ApiError && error.status === 401 ? 'unknownBrowser' : 'noAnswer';
  }
}
