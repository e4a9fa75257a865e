import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, type ReactNode, useEffect } from 'react';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { appWords } from '../base/appWords.ts';
import { type LazyPart, lazyPart } from '../base/lazyPart.ts';
import { useWindowAddress } from '../base/navigation.ts';
import { usePrefs } from '../base/prefs.ts';
import { useRootSize, useTheme } from '../base/theme.ts';
import { useWords } from '../base/words.ts';
import { Watermark } from '../features/watermark/Watermark.tsx';
import { windowError } from '../live/client/apiError.ts';
import { useErrorText } from '../live/client/errorText.ts';
import { queryClient } from '../live/client/queryClient.ts';
import { useReadLock } from '../live/client/readLock.ts';
import { useClockOffset } from '../live/link/clock.ts';
import { Button } from '../ui/kit/Button.tsx';
import { KitRoot } from '../ui/kit/KitRoot.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { LockedPage } from './LockedPage.tsx';
import { Notice } from './Notice.tsx';
import { Shell } from './Shell.tsx';

/** A folder per role; each is a chunk of its own. */
const files = import.meta.glob<{ default: ComponentType }>('../windows/*/Window.tsx');
const windows = new Map(
  Object.entries(files).map(([path, load]) => [
    path.split('/')[2] ?? '',
    lazyPart(async () => (await load()).default),
  ]),
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
                <WindowOf role={role} />
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

/** The window of a role. */
function WindowOf({ role }: { role: WindowRole }): ReactNode {
  const words = useWords(appWords);
  const found = windows.get(role);
  if (found === undefined) return <Notice title={words.missing} text={words.missingWhat} />;
  return <LoadedWindow part={found} />;
}

/**
 * Loads the code of a window while the service's clock is unknown, and renders it once that is known, since no window may
 * rely on this machine's clock.
 */
function LoadedWindow({ part }: { part: LazyPart<object> }): ReactNode {
  const words = useWords(appWords);
  const errorText = useErrorText();
  const clockKnown = useClockOffset() !== null;
  const loading = part.use();
  if (loading.state === 'failed')
    return (
      <Notice title={words.notLoaded} text={errorText(windowError('part-missing', {}, 0))}>
        <Button onPress={part.load}>{words.reopen}</Button>
      </Notice>
    );
  if (loading.state !== 'loaded' || !clockKnown) return <Notice title={words.loading} text="" />;
  return <loading.Part />;
}
