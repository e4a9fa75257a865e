import { type ReactNode, useState } from 'react';
import type { WorkspaceView } from '../../../shared/layout/workspaceView.ts';
import { appWords } from '../../base/appWords.ts';
import { ownSlot } from '../../base/slot.ts';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { windowHost } from './ownWindowHost.ts';
import { windowName } from './windowName.ts';
import styles from './workspace.module.css';
import { stateText, workspaceWords } from './workspaceWords.ts';

/** On top of the operator's own text size: a window on a far display needs larger text than the one in front. */
const ZOOMS = [0.75, 0.9, 1, 1.25, 1.5, 2, 2.5, 3] as const;

/** Every window of the layout with its display and state; leaving kiosk mode needs a confirmation. */
export function WindowList({ view }: { view: WorkspaceView }): ReactNode {
  const words = useWords(workspaceWords);
  const roles = useWords(appWords);
  const [confirming, setConfirming] = useState<string | null>(null);
  const own = ownSlot();
  if (view.windows.length + view.parked.length === 0) return null;
  return (
    <table className={styles['list']}>
      <thead>
        <tr>
          <th scope="col">{words.windows}</th>
          <th scope="col">{words.where}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.linked}</th>
          <th scope="col">{words.zoom}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {view.windows.map((window) => (
          <tr key={window.id}>
            <th scope="row">
              {windowName(roles, window.id)}
              {window.id === own ? <small> {words.thisOne}</small> : null}
            </th>
            <td>{words.display(window.display)}</td>
            <td
              title={window.guest ? words.guestWhy : undefined}
              data-state={window.open ? 'open' : 'closed'}
            >
              {stateText(words, window)}
            </td>
            <td>
              <Button
                pressed={window.linked}
                hint={roles.pinHint}
                onPress={() =>
                  void windowHost.adjust(window.id, { zoom: window.zoom, linked: !window.linked })
                }
              >
                {window.linked ? words.linked : words.pinned}
              </Button>
            </td>
            <td>
              <Select
                label={`${windowName(roles, window.id)} ${words.zoom}`}
                labelPlace="hidden"
                value={window.zoom}
                options={[...new Set([...ZOOMS, window.zoom])].map((zoom) => ({
                  value: zoom,
                  label: `${Math.round(zoom * 100)}%`,
                }))}
                onChange={(zoom) => void windowHost.adjust(window.id, { zoom, linked: window.linked })}
              />
            </td>
            <td>
              {window.kiosk ? <Button onPress={() => setConfirming(window.id)}>{words.leave}</Button> : null}
            </td>
          </tr>
        ))}
        {view.parked.map(({ id }) => (
          <tr key={id}>
            <th scope="row">{windowName(roles, id)}</th>
            <td>—</td>
            <td>{words.parked}</td>
            <td />
            <td />
            <td />
          </tr>
        ))}
        {confirming === null ? null : (
          <tr>
            <td colSpan={6}>
              <Confirmation
                text={words.leaveSure(windowName(roles, confirming))}
                onYes={() => {
                  setConfirming(null);
                  void windowHost.leaveKiosk(confirming);
                }}
                onNo={() => setConfirming(null)}
              />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** The safe answer has the focus: a second Enter by mistake changes nothing. */
function Confirmation({
  text,
  onYes,
  onNo,
}: {
  text: string;
  onYes: () => void;
  onNo: () => void;
}): ReactNode {
  const words = useWords(workspaceWords);
  return (
    <div className={styles['sure']} role="alert">
      <span>{text}</span>
      <Button ref={(button) => button?.focus()} onPress={onNo}>
        {words.cancel}
      </Button>
      <Button variant="danger" onPress={onYes}>
        {words.leaveYes}
      </Button>
    </div>
  );
}
