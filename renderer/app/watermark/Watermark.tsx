import { type ReactNode, useEffect } from 'react';
import { dateText, shortTime } from '../../live/city-time.ts';
import { useNow, useZone } from '../../live/now.ts';
import { usePack } from '../../live/queries.ts';
import { useSession } from '../../live/session.ts';
import { appWords } from '../app-words.ts';
import { ownSlot } from '../hall/slot.ts';
import { usePlace } from '../place.ts';
import { type Theme, usePrefs } from '../prefs.ts';
import { token, useRootSize } from '../theme.ts';
import { useWords } from '../words.ts';
import { rightsOf } from './followRole.ts';
import { watermarkLines } from './lines.ts';
import { drawTile, INKS, TILE } from './tile.ts';
import { watermarkWords } from './watermark-words.ts';
import './watermark.css';

/**
 * Who sits here and when (水印), faintly over the whole window and over its dialogs: whoever photographs or prints the
 * screen photographs the name too (domain.md §8.2). It deters; it does not hinder somebody who takes pains to remove it.
 */
export function Watermark({ theme }: { theme: Theme }): ReactNode {
  const place = usePlace();
  const names = useWords(appWords);
  const words = useWords(watermarkWords);
  const language = usePrefs((prefs) => prefs.language);
  const info = useSession((session) => session.info);
  const hall = usePack().data?.manifest.name[language] ?? '';
  const zone = useZone();
  const now = useNow(60_000);
  const rem = useRootSize();
  const [who, where] = watermarkLines({
    operator: info === null ? null : { name: info.name, id: info.operator },
    wall: rightsOf(place) === 'wall',
    hall,
    window: names[place.role],
    slot: ownSlot(),
    time: `${dateText(now, zone).slice(0, 4)}-${shortTime(now, zone, now)}`,
    nobody: words.nobody,
  });
  useEffect(() => {
    let over = false;
    void renew([who, where], theme, rem, () => over);
    return () => {
      over = true;
    };
  }, [who, where, theme, rem]);
  return <div className="watermark" aria-hidden="true" data-lines={`${who}\n${where}`} />;
}

/** Addresses in use, by the name of the style property; the picture before is let go once its successor is there. */
const shown = new Map<string, string>();

/** Draws the tiles anew and puts them into the styles, where `watermark.css` and the dialogs take them from. */
async function renew(lines: string[], theme: Theme, rem: number, over: () => boolean): Promise<void> {
  const tiles = [
    ['--watermark', INKS[theme], devicePixelRatio],
    ['--watermark-paper', INKS.paper, 2],
  ] as const;
  for (const [name, ink, density] of tiles) {
    const blob = await drawTile(lines, ink, token('font'), rem, density);
    if (blob === null || over()) return;
    const address = URL.createObjectURL(blob);
    const picture = new Image();
    picture.src = address;
    // Ready before it is shown: the mark must not blink each minute.
    await picture.decode().catch(() => undefined);
    const { style } = document.documentElement;
    style.setProperty(name, `url("${address}")`);
    style.setProperty('--watermark-size', `${TILE.width * rem}px ${TILE.height * rem}px`);
    const before = shown.get(name);
    shown.set(name, address);
    if (before !== undefined) URL.revokeObjectURL(before);
  }
}
