import { theme as antd, type ThemeConfig } from 'antd';
import { useEffect, useState } from 'react';
import { usePlace } from './place.ts';
import { type Theme, usePrefs, useScale } from './prefs.ts';
import type { Role } from './role.ts';

/** Reads a token of theme.css as it is now. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The theme in force: the operator's choice, else dark for the wall, else what the system prefers. */
export function useTheme(role: Role): Theme {
  const chosen = usePrefs((prefs) => prefs.theme);
  if (chosen !== null) return chosen;
  if (role === 'wall') return 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
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

/** antd's tokens from the values of theme.css, so that both say the same. `rootSize` in px. */
export function antdTheme(theme: Theme, rootSize: number): ThemeConfig {
  document.documentElement.dataset['theme'] = theme;
  const px = (rem: number): number => Math.round(rem * rootSize);
  return {
    algorithm: theme === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: token('action'),
      colorLink: token('action'),
      colorError: token('overdue'),
      colorWarning: token('late'),
      colorSuccess: token('fresh'),
      colorTextBase: token('ink'),
      colorBgBase: token('panel'),
      colorBorder: token('line-strong'),
      colorTextPlaceholder: token('ink-3'),
      fontFamily: token('font'),
      fontSize: px(1),
      sizeUnit: px(0.25),
      controlHeight: px(2),
      borderRadius: px(0.25),
      motion: false,
    },
  };
}
