import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { usePrefs } from '../../base/prefs.ts';
import { Toasts } from './Toasts.tsx';
import './kit.css';

/**
 * What the kit needs around a window: the product's language instead of the browser's, and the place for toasts.
 * Canadian English writes dates year first, as every date of the product is written.
 */
export function KitRoot({ children }: { children: ReactNode }): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  return (
    <I18nProvider locale={language === 'zh' ? 'zh-CN' : 'en-CA'}>
      {children}
      <Toasts />
    </I18nProvider>
  );
}
