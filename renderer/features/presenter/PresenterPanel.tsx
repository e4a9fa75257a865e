import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { openDialog } from '../../base/intents.ts';
import { isTyping } from '../../base/keys.ts';
import { useWords } from '../../base/words.ts';
import { useSession } from '../../live/client/session.ts';
import { useKeptText } from '../../ui/drafts/useKeptText.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { Acts } from './Acts.tsx';
import { ControlMap } from './ControlMap.tsx';
import { TakenOverNotice } from './DriverNotices.tsx';
import { keyAction } from './panelKeys.ts';
import styles from './presenter.module.css';
import { presenterWords } from './presenterWords.ts';
import { Tools } from './Tools.tsx';
import { useControlMap } from './useControlMap.ts';
import { usePanel } from './usePanel.ts';
import { usePresenter } from './usePresenter.ts';
import { WallTable } from './WallTable.tsx';

/** 导播: chooses walls of this workstation and drives them; all of it by key too. */
export function PresenterPanel({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(presenterWords);
  const panel = usePanel();
  const controlMap = useControlMap(panel);
  const walls = usePresenter((state) => state.walls);
  const signedIn = useSession((session) => session.info !== null);
  const mapArea = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { text, setText, forget } = useKeptText('presenter-text');
  const focusMapArea = (): void => mapArea.current?.focus();
  useEffect(() => {
    mapArea.current?.focus();
  }, []);
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    // The window under the panel must not take plain keys for its own.
    if (!event.ctrlKey) event.stopPropagation();
    if (isTyping(event.target)) return;
    const keyContext = { panel, controlMap, walls, mapArea: mapArea.current, field: field.current, onClose };
    const found = keyAction(event, keyContext);
    if (found === null) return;
    event.preventDefault();
    event.stopPropagation();
    found();
  };
  return (
    <Dialog title={words.title} onClose={onClose} onKey={onKey} className={styles['presenter']}>
      {signedIn ? null : (
        <p className={styles['ask']} data-part="presenter-ask">
          {words.needOperator}{' '}
          <Button variant="primary" onPress={() => openDialog('signIn')} kbd="Ctrl+L">
            {words.signIn}
          </Button>
        </p>
      )}
      <TakenOverNotice />
      <div className={styles['columns']}>
        <section aria-label={words.walls}>
          <WallTable panel={panel} />
          <Acts panel={panel} after={focusMapArea} />
        </section>
        <section aria-label={words.tools}>
          <Tools
            panel={panel}
            text={text}
            onText={setText}
            field={field}
            onPlace={() => {
              controlMap.place(text);
              forget();
              focusMapArea();
            }}
            after={focusMapArea}
          />
          <ControlMap
            panel={panel}
            controlMap={controlMap}
            mapArea={mapArea}
            onAim={() => field.current?.focus()}
          />
        </section>
      </div>
      <p className={styles['note']} data-part="presenter-note" role="status">
        {panel.note}
      </p>
    </Dialog>
  );
}
