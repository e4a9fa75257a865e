import { useEffect, useMemo, useState } from 'react';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { usePlace } from './place.ts';
import { type Theme, usePrefs, useScale } from './prefs.ts';

/** Reads a token of theme.css as it is now. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The theme in force, set on the page: the operator's choice, else dark for the wall, else what the system prefers. */
export function useTheme(role: WindowRole): Theme {
  const chosen = usePrefs((prefs) => prefs.theme);
  const preferred = role === 'wall' || matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = chosen ?? preferred;
  // While drawing, not after it: what is below reads the tokens of the page in effects of its own.
  useMemo(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return theme;
}

/** The root size in CSS px, followed while the window is resized or the scale changed. */
export function useRootSize(): number {
  const scale = useScale(usePlace((place) => place.role));
  const [size, setSize] = useState(measure);
  useEffect(() => {
    document.documentElement.style.setProperty('--scale', String(scale));
    const follow = (): void => setSize(measure());
    follow();
    addEventListener('resize', follow);
    return () => removeEventListener('resize', follow);
  }, [scale]);
  return size;
}

function measure(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
