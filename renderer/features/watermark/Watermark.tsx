import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { appWords } from '../../base/appWords.ts';
import { useWindowAddress } from '../../base/navigation.ts';
import { type Theme, usePrefs } from '../../base/prefs.ts';
import { ownSlot } from '../../base/slot.ts';
import { themeToken, useRootSize } from '../../base/theme.ts';
import { useWords } from '../../base/words.ts';
import { useSession } from '../../live/client/session.ts';
import { dateText, shortTime } from '../../live/link/cityTime.ts';
import { useNowIfKnown, useZone } from '../../live/link/clock.ts';
import { rightsOf } from '../../live/link/trackRole.ts';
import { usePack } from '../../live/queries/city.ts';
import { drawMark, drawTile, INKS } from './drawMarks.ts';
import { markPlaces, PITCH } from './markPlaces.ts';
import styles from './watermark.module.css';
import { watermarkLines } from './watermarkLines.ts';
import { watermarkWords } from './watermarkWords.ts';

/**
 * Watermark (水印): operator and time, faintly over the whole window and its dialogs, so that a photo or print of the screen
 * names who took it. It deters; it cannot stop somebody who takes pains to remove it.
 */
export function Watermark({ theme }: { theme: Theme }): ReactNode {
  const place = useWindowAddress();
  const names = useWords(appWords);
  const words = useWords(watermarkWords);
  const language = usePrefs((prefs) => prefs.language);
  const info = useSession((session) => session.info);
  const hall = usePack().data?.manifest.name[language] ?? '';
  const zone = useZone();
  const now = useNowIfKnown(60_000);
  const rem = useRootSize();
  const [who, where] = watermarkLines({
    operator: info === null ? null : { name: info.name, id: info.operator },
    wall: rightsOf(place) === 'wall',
    hall,
    window: names[place.role],
    slot: ownSlot(),
    time: now === null ? null : `${dateText(now, zone).slice(0, 4)}-${shortTime(now, zone, now)}`,
    nobody: words.nobody,
  });
  useEffect(() => {
    let cancelled = false;
    void redraw([who, where], theme, rem, () => cancelled);
    return () => {
      cancelled = true;
    };
  }, [who, where, theme, rem]);
  const size = useSyncExternalStore(onResize, () => `${innerWidth} ${innerHeight}`);
  const [width = 0, height = 0] = size.split(' ').map(Number);
  return (
    <div
      className={styles['watermark']}
      data-part="watermark"
      aria-hidden="true"
      data-lines={`${who}\n${where}`}
    >
      {markPlaces(width, height, rem).map(({ x, y }) => (
        <i key={`${x} ${y}`} style={{ left: x, top: y }} />
      ))}
    </div>
  );
}

function onResize(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
}

/** Addresses in use, by the name of the style property; the picture before is let go once its successor is there. */
const shown = new Map<string, string>();

/** Draws the pictures anew and puts them into the styles, where watermark.module.css takes them from. */
async function redraw(lines: string[], theme: Theme, rem: number, isCancelled: () => boolean): Promise<void> {
  const screen = { rem, density: devicePixelRatio, family: themeToken('font') };
  const pictures = [
    ['--watermark-mark', () => drawMark(lines, INKS[theme], screen)],
    ['--watermark-tile', () => drawTile(lines, INKS[theme], screen)],
    ['--watermark-paper', () => drawTile(lines, INKS.paper, { ...screen, density: 2 })],
  ] as const;
  const { style } = document.documentElement;
  style.setProperty('--watermark-size', `${PITCH.x * rem}px ${PITCH.y * 2 * rem}px`);
  for (const [name, draw] of pictures) {
    const blob = await draw();
    if (blob === null || isCancelled()) return;
    const address = URL.createObjectURL(blob);
    const picture = new Image();
    picture.src = address;
    // Ready before it is shown: the mark must not blink each minute.
    await picture.decode().catch(() => undefined);
    style.setProperty(name, `url("${address}")`);
    const before = shown.get(name);
    shown.set(name, address);
    if (before !== undefined) URL.revokeObjectURL(before);
  }
}
