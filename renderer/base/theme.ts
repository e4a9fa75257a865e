import { useEffect, useMemo, useState } from 'react';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { useWindowAddress } from './navigation.ts';
import { type Theme, usePrefs, useScale } from './prefs.ts';

/** Reads a token of theme.css as it is now. */
export function themeToken(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Sets the theme of the page: the operator's choice, otherwise dark for a wall and the system's preference elsewhere. */
export function useTheme(role: WindowRole): Theme {
  const chosen = usePrefs((prefs) => prefs.theme);
  const preferred = role === 'wall' || matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = chosen ?? preferred;
  // During rendering and not in an effect, since child components read the theme tokens in their effects.
  useMemo(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return theme;
}

/** The root size in CSS px, followed while the window is resized or the scale changed. */
export function useRootSize(): number {
  const scale = useScale(useWindowAddress((place) => place.role));
  const [size, setSize] = useState(readRootSize);
  useEffect(() => {
    document.documentElement.style.setProperty('--scale', String(scale));
    const update = (): void => setSize(readRootSize());
    update();
    addEventListener('resize', update);
    return () => removeEventListener('resize', update);
  }, [scale]);
  return size;
}

function readRootSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
