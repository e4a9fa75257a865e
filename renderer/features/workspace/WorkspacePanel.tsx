import type { ReactNode } from 'react';
import { ProfileId } from '../../../shared/layout/layout.ts';
import { appWords } from '../../base/appWords.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { DisplayPicture } from './DisplayPicture.tsx';
import { windowHost } from './ownWindowHost.ts';
import { useWorkspace } from './useWorkspace.ts';
import { WindowList } from './WindowList.tsx';
import { windowName } from './windowName.ts';
import styles from './workspace.module.css';
import { PROFILE_KEYS } from './workspaceKeys.ts';
import { noteText, workspaceWords } from './workspaceWords.ts';

/** 窗口布局: which windows lie on which displays, and the profiles to switch and save. */
export function WorkspacePanel({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(workspaceWords);
  const roles = useWords(appWords);
  const marks = usePunctuation();
  const view = useWorkspace((state) => state.view);
  if (view === null) return null;
  const { active } = view;
  const namesOf = (ids: readonly string[]): string =>
    ids.map((id) => windowName(roles, id)).join(marks.comma);
  return (
    <Dialog
      title={words.title}
      className={styles['dialog']}
      onClose={onClose}
      footer={
        <>
          {' '}
          <Button onPress={() => void windowHost.identify()}>{words.identify}</Button>
          {active === null ? (
            <span className={styles['quiet']}>{words.saveFirst}</span>
          ) : (
            <>
              <Button onPress={() => void windowHost.save(active)}>{words.save(words[active])}</Button>
              <Button onPress={() => void windowHost.reset(active)}>{words.reset}</Button>
            </>
          )}
        </>
      }
    >
      <fieldset className={styles['profiles']}>
        <legend>{words.profiles}</legend>
        {ProfileId.options.map((id) => (
          <Button
            key={id}
            pressed={id === active}
            onPress={() => void windowHost.switchTo(id)}
            kbd={PROFILE_KEYS[id]}
          >
            <b>{words[id]}</b>
            <span className={styles['origin']}>
              {id === active ? `${words.inForce} · ` : ''}
              {words[view.profiles.find((each) => each.id === id)?.origin ?? 'made']}
            </span>
          </Button>
        ))}
      </fieldset>
      {active === null ? <p>{words.noneYet}</p> : null}
      <PlacingPermission placing={view.placing} />
      <ul className={styles['notes']} role="status">
        {view.notes.map((note) => (
          <li key={note.code}>{noteText(words, note, namesOf)}</li>
        ))}
      </ul>
      <DisplayPicture view={view} />
      <WindowList view={view} />
    </Dialog>
  );
}

/** Why the browser is asked, before it asks. */
function PlacingPermission({
  placing,
}: {
  placing: 'granted' | 'prompt' | 'denied' | 'unsupported';
}): ReactNode {
  const words = useWords(workspaceWords);
  if (placing === 'granted') return null;
  if (placing !== 'prompt') return <p className={styles['ask']}>{words[placing]}</p>;
  return (
    <div className={styles['ask']}>
      <b>{words.ask}</b>
      <p>{words.askWhy}</p>
      <Button onPress={() => void windowHost.allowPlacing()}>{words.allow}</Button>
    </div>
  );
}
