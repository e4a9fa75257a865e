import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { appWords } from '../base/app-words.ts';
import { usePlace } from '../base/place.ts';
import { usePrefs } from '../base/prefs.ts';
import type { Role } from '../base/role.ts';
import { antdTheme, useRootSize, useTheme } from '../base/theme.ts';
import { useWords } from '../base/words.ts';
import { Watermark } from '../features/watermark/Watermark.tsx';
import { queryClient } from '../live/query-client.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Notice } from './Notice.tsx';
import { Shell } from './Shell.tsx';

/** A folder per role; each is a chunk of its own. */
const files = import.meta.glob<{ default: ComponentType }>('../windows/*/Window.tsx');
const windows = new Map<string, ComponentType>(
  Object.entries(files).map(([path, load]) => [path.split('/')[2] ?? '', lazy(load)]),
);

/** The host puts its nonce into the page's meta element, ours or one of its own. */
const nonce =
  Array.from(
    document.querySelectorAll<HTMLMetaElement>('meta[name="csp-nonce"]'),
    (meta) => meta.content,
  ).find((content) => content !== '__CSP_NONCE__') ?? '';

/** The root of every window. */
export function App(): ReactNode {
  const { role, kiosk } = usePlace();
  const language = usePrefs((prefs) => prefs.language);
  const theme = useTheme(role);
  const rootSize = useRootSize();
  const tokens = useMemo(() => antdTheme(theme, rootSize), [theme, rootSize]);
  const words = useWords(appWords);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = `${words[role]} · ${words.product}`;
  }, [language, role, words]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      csp={{ nonce }}
      theme={tokens}
      wave={{ disabled: true }}
    >
      <AntdApp component={false}>
        <QueryClientProvider client={queryClient}>
          <ErrorBoundary>
            <Shell role={role} kiosk={kiosk} theme={theme}>
              <ErrorBoundary key={role}>
                <Suspense fallback={<Notice title={words.loading} text="" />}>
                  <WindowOf role={role} />
                </Suspense>
              </ErrorBoundary>
            </Shell>
          </ErrorBoundary>
          {/* Outside: a window that failed still shows the last thing it drew. */}
          <Watermark theme={theme} />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}

function WindowOf({ role }: { role: Role }): ReactNode {
  const words = useWords(appWords);
  const Window = windows.get(role);
  return Window === undefined ? <Notice title={words.missing} text={words.missingWhat} /> : <Window />;
}
