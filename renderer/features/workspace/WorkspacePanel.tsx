import type { ReactNode } from 'react';
import { ProfileId } from '../../../shared/layout/layout.ts';
import { appWords } from '../../base/appWords.ts';
import { useWords } from '../../base/words.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { DisplayPicture } from './DisplayPicture.tsx';
import { windowHost } from './ownWindowHost.ts';
import { useWorkspace } from './useWorkspace.ts';
import { WindowList } from './WindowList.tsx';
import { windowName } from './windowName.ts';
import { PROFILE_KEYS } from './workspaceKeys.ts';
import { noteText, workspaceWords } from './workspaceWords.ts';

/** 窗口布局: which windows lie on which displays, and the profiles to switch and save. */
export function WorkspacePanel({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(workspaceWords);
  const roles = useWords(appWords);
  const view = useWorkspace((state) => state.view);
  if (view === null) return null;
  const { active } = view;
  return (
    <Dialog title={words.title} className="workspace-dialog" tools={null} onClose={onClose}>
      <fieldset className="workspace-profiles">
        <legend>{words.profiles}</legend>
        {ProfileId.options.map((id) => (
          <button
            key={id}
            type="button"
            className="plain-button"
            aria-pressed={id === active}
            onClick={() => void windowHost.switchTo(id)}
          >
            <b>{words[id]}</b>
            <span className="workspace-origin">
              {id === active ? `${words.inForce} · ` : ''}
              {words[view.profiles.find((each) => each.id === id)?.origin ?? 'made']}
            </span>
            <Kbd keys={PROFILE_KEYS[id]} />
          </button>
        ))}
      </fieldset>
      {active === null ? <p>{words.noneYet}</p> : null}
      <Permission placing={view.placing} />
      <ul className="workspace-notes" role="status">
        {view.notes.map((note) => (
          <li key={note.code}>{noteText(words, note, (id) => windowName(roles, id))}</li>
        ))}
      </ul>
      <DisplayPicture view={view} />
      <WindowList view={view} />
      <footer>
        <button type="button" className="plain-button" onClick={() => void windowHost.identify()}>
          {words.identify}
        </button>
        {active === null ? (
          <span className="workspace-quiet">{words.saveFirst}</span>
        ) : (
          <>
            <button type="button" className="plain-button" onClick={() => void windowHost.save(active)}>
              {words.save(words[active])}
            </button>
            <button type="button" className="plain-button" onClick={() => void windowHost.reset(active)}>
              {words.reset}
            </button>
          </>
        )}
      </footer>
    </Dialog>
  );
}

/** Why the browser is asked, before it asks. */
function Permission({ placing }: { placing: 'granted' | 'prompt' | 'denied' | 'unsupported' }): ReactNode {
  const words = useWords(workspaceWords);
  if (placing === 'granted') return null;
  if (placing !== 'prompt') return <p className="workspace-ask">{words[placing]}</p>;
  return (
    <div className="workspace-ask">
      <b>{words.ask}</b>
      <p>{words.askWhy}</p>
      <button type="button" className="plain-button" onClick={() => void windowHost.allowPlacing()}>
        {words.allow}
      </button>
    </div>
  );
}
