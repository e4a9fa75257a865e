import type { CSSProperties, ReactNode } from 'react';
import type { Bounds } from '../../../shared/layout/geometry.ts';
import type { WorkspaceView, WorkspaceWindow } from '../../../shared/layout/workspaceView.ts';
import { appWords } from '../../base/appWords.ts';
import { useWords } from '../../base/words.ts';
import { windowName } from './windowName.ts';
import styles from './workspace.module.css';
import { stateText, workspaceWords } from './workspaceWords.ts';

/** The picture is at most this high, rem. */
const MAX_HEIGHT = 22;

/** The displays as they stand beside each other, and the windows on them. What covers each other is one box with all names. */
export function DisplayPicture({ view }: { view: WorkspaceView }): ReactNode {
  const words = useWords(workspaceWords);
  const all = unionOf(view.displays.map(({ bounds }) => bounds));
  if (all === null) return null;
  return (
    <figure
      className={styles['picture']}
      aria-label={words.picture}
      style={{
        aspectRatio: `${all.width} / ${all.height}`,
        width: `min(100%, ${(MAX_HEIGHT * all.width) / all.height}rem)`,
      }}
    >
      {view.displays.map((display) => (
        <div key={display.id} className={styles['display']} style={within(display.bounds, all)}>
          <span className={styles['display-name']} title={`${display.id} ${display.label}`}>
            <b>{display.id}</b> {display.primary ? words.primary : ''} {display.label}{' '}
            <small>
              {Math.round(display.bounds.width * display.scaleFactor)}×
              {Math.round(display.bounds.height * display.scaleFactor)}
              {display.scaleFactor === 1 ? '' : ` · ${Math.round(display.scaleFactor * 100)}%`}
            </small>
          </span>
          <Windows
            windows={view.windows.filter((window) => window.display === display.id)}
            on={display.bounds}
          />
        </div>
      ))}
    </figure>
  );
}

function Windows({ windows, on }: { windows: WorkspaceWindow[]; on: Bounds }): ReactNode {
  const words = useWords(workspaceWords);
  const roles = useWords(appWords);
  if (windows.length === 0) return <span className={styles['bare']}>{words.bare}</span>;
  const stacks = Map.groupBy(windows, ({ bounds }) => Object.values(bounds).join());
  return [...stacks].map(([key, stack]) => {
    const [top] = stack;
    if (top === undefined) return null;
    return (
      <div
        key={key}
        className={styles['window']}
        data-kiosk={top.kiosk}
        data-open={top.open}
        style={within(top.bounds, on)}
      >
        {stack.map((window) => (
          <span key={window.id} data-guest={window.guest}>
            {windowName(roles, window.id)}
            {window.kiosk || window.guest ? <small> {stateText(words, window)}</small> : null}
          </span>
        ))}
      </div>
    );
  });
}

function within(inner: Bounds, outer: Bounds): CSSProperties {
  const share = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  return {
    left: share(inner.x - outer.x, outer.width),
    top: share(inner.y - outer.y, outer.height),
    width: share(inner.width, outer.width),
    height: share(inner.height, outer.height),
  };
}

function unionOf(bounds: readonly Bounds[]): Bounds | null {
  if (bounds.length === 0) return null;
  const x = Math.min(...bounds.map((each) => each.x));
  const y = Math.min(...bounds.map((each) => each.y));
  return {
    x,
    y,
    width: Math.max(...bounds.map((each) => each.x + each.width)) - x,
    height: Math.max(...bounds.map((each) => each.y + each.height)) - y,
  };
}
