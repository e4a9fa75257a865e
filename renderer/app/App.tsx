import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { appWords } from '../base/appWords.ts';
import { useWindowAddress } from '../base/navigation.ts';
import { usePrefs } from '../base/prefs.ts';
import { useRootSize, useTheme } from '../base/theme.ts';
import { useWords } from '../base/words.ts';
import { Watermark } from '../features/watermark/Watermark.tsx';
import { queryClient } from '../live/client/queryClient.ts';
import { useReadLock } from '../live/client/readLock.ts';
import { useClockOffset } from '../live/link/clock.ts';
import { KitRoot } from '../ui/kit/KitRoot.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { LockedPage } from './LockedPage.tsx';
import { Notice } from './Notice.tsx';
import { Shell } from './Shell.tsx';

/** A folder per role; each is a chunk of its own. */
const files = import.meta.glob<{ default: ComponentType }>('../windows/*/Window.tsx');
const windows = new Map(
  Object.entries(files).map(([path, load]) => [path.split('/')[2] ?? '', { load, Window: lazy(load) }]),
);

/** The root of every window. */
export function App(): ReactNode {
  const { role, kiosk } = useWindowAddress();
  const locked = useReadLock((lock) => lock.locked);
  const language = usePrefs((prefs) => prefs.language);
  const theme = useTheme(role);
  useRootSize();
  const words = useWords(appWords);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = `${words[role]} · ${words.product}`;
  }, [language, role, words]);
  return (
    <KitRoot>
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary>
          {locked ? (
            <LockedPage role={role} kiosk={kiosk} />
          ) : (
            <Shell role={role} kiosk={kiosk} theme={theme}>
              <ErrorBoundary key={role}>
                <Suspense fallback={<Notice title={words.loading} text="" />}>
                  <WindowOf role={role} />
                </Suspense>
              </ErrorBoundary>
            </Shell>
          )}
        </ErrorBoundary>
        {/* Outside the boundary, so that a window that failed keeps its watermark. */}
        <Watermark theme={theme} />
      </QueryClientProvider>
    </KitRoot>
  );
}

/** Renders the window of a role once the service's clock is known, since no window may rely on this machine's clock. */
function WindowOf({ role }: { role: WindowRole }): ReactNode {
  const words = useWords(appWords);
  const clockKnown = useClockOffset() !== null;
  const found = windows.get(role);
  // Load its code while the clock is unknown.
  useEffect(() => void found?.load(), [found]);
  if (found === undefined) return <Notice title={words.missing} text={words.missingWhat} />;
  return clockKnown ? <found.Window /> : <Notice title={words.loading} text="" />;
}
