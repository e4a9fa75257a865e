import type { ReactNode } from 'react';
import { WindowRole } from '../../shared/contract/windowRole.ts';
import { appWords } from '../base/appWords.ts';
import { kioskKeys, roleKeys, useKeys } from '../base/keys.ts';
import { goTo, openWindow } from '../base/navigation.ts';
import { setPrefs, type Theme, usePrefs } from '../base/prefs.ts';
import { useWords } from '../base/words.ts';
import { CommandRoot } from '../features/commands/CommandRoot.tsx';
import { HandoverButton } from '../features/handover/HandoverButton.tsx';
import { HandoverRoot } from '../features/handover/HandoverRoot.tsx';
import { LegibilityRoot } from '../features/legibility/LegibilityRoot.tsx';
import { OutboxMark } from '../features/outbox/OutboxMark.tsx';
import { PresenterButton } from '../features/presenter/PresenterButton.tsx';
import { PresenterRoot } from '../features/presenter/PresenterRoot.tsx';
import { SessionBar } from '../features/session/SessionBar.tsx';
import { SuccessionNotice } from '../features/succession/SuccessionNotice.tsx';
import { WorkspaceButton } from '../features/workspace/WorkspaceButton.tsx';
import { WorkspaceRoot } from '../features/workspace/WorkspaceRoot.tsx';
import { packNameOf, usePack, useStatus } from '../live/queries/city.ts';
import { BarIcon } from '../ui/BarIcon.tsx';
import { useKeptFocus } from '../ui/focus.ts';
import { ModKbd } from '../ui/Kbd.tsx';
import { Button } from '../ui/kit/Button.tsx';
import { RowButton } from '../ui/kit/RowButton.tsx';
import { SimulatedBadge } from '../ui/SimulatedBadge.tsx';
import { Spacer } from '../ui/Spacer.tsx';
import { ClockDoubt } from './ClockDoubt.tsx';
import { ConnectionMark } from './ConnectionMark.tsx';
import { JournalDoubt } from './JournalDoubt.tsx';
import styles from './shell.module.css';
import { TextSize } from './TextSize.tsx';
import { WorstDataAge } from './WorstDataAge.tsx';

type Props = { role: WindowRole; kiosk: boolean; theme: Theme; children: ReactNode };

/** The bar on top of every window, and the window below it. Kiosk mode shows only the marks that must not be missing. */
export function Shell({ role, kiosk, theme, children }: Props): ReactNode {
  useKeys(kiosk ? kioskKeys : roleKeys);
  useKeptFocus();
  const words = useWords(appWords);
  return (
    <div className={styles['shell']} data-part="shell" data-kiosk={kiosk}>
      {kiosk ? <KioskMarks /> : <Bar role={role} theme={theme} />}
      <ClockDoubt kiosk={kiosk} />
      {kiosk ? null : <JournalDoubt />}
      {kiosk || role === 'wall' ? null : <SuccessionNotice />}
      <WorkspaceRoot kiosk={kiosk} />
      <PresenterRoot role={role} kiosk={kiosk} />
      <main className={styles['shell-main']} data-part="shell-main" tabIndex={-1} aria-label={words[role]}>
        <h1 className="visually-hidden">{words[role]}</h1>
        {children}
      </main>
      <LegibilityRoot role={role} />
      {kiosk ? null : <HandoverRoot role={role} />}
      {kiosk ? null : <CommandRoot theme={theme} />}
    </div>
  );
}

/** A kiosk wall still shows what is simulated, how old the data is, and a lost connection. */
function KioskMarks(): ReactNode {
  return (
    <div className={styles['kiosk-marks']}>
      <SimulatedBadge />
      <WorstDataAge />
      <ConnectionMark />
      <SessionBar kiosk />
    </div>
  );
}

function Bar({ role, theme }: { role: WindowRole; theme: Theme }): ReactNode {
  const words = useWords(appWords);
  const language = usePrefs((prefs) => prefs.language);
  const packName = useStatus(packNameOf);
  const pack = usePack().data?.manifest.name[language] ?? packName ?? '';
  return (
    <header className={styles['bar']} data-part="bar">
      <strong className={styles['bar-product']}>{words.product}</strong>
      <span className={styles['bar-pack']} title={pack}>
        {pack}
      </span>
      <SimulatedBadge />
      <nav className={styles['bar-roles']} aria-label={words.roles}>
        {WindowRole.options.map((each, index) => (
          <span key={each} className={styles['bar-role']}>
            <RowButton
              aria-current={each === role ? 'page' : undefined}
              title={words.roleHint(words[each], `Alt+${index + 1}`)}
              onClick={(event) => (event.ctrlKey || event.shiftKey ? openWindow(each) : goTo(each))}
            >
              {words[each]} <ModKbd mod="Alt+" keys={String(index + 1)} />
            </RowButton>
            <RowButton
              title={words.newWindow(words[each])}
              aria-label={words.newWindow(words[each])}
              onClick={() => openWindow(each)}
              className={styles['bar-pop']}
              data-part="bar-pop"
            >
              <NewWindowIcon />
            </RowButton>
          </span>
        ))}
      </nav>
      <WorkspaceButton />
      <PresenterButton />
      <HandoverButton role={role} />
      <Spacer />
      <OutboxMark />
      <WorstDataAge />
      <ConnectionMark />
      <SessionBar kiosk={false} />
      <TextSize role={role} />
      <Button
        hint={theme === 'dark' ? words.toLight : words.toDark}
        onPress={() => setPrefs({ theme: theme === 'dark' ? 'light' : 'dark' })}
      >
        {theme === 'dark' ? words.light : words.dark}
      </Button>
      <Button
        hint={words.toEnglishHint}
        onPress={() => setPrefs({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {words.toEnglish}
      </Button>
    </header>
  );
}

/** Two overlapping frames; drawn, because the bundled font has no such sign. */
function NewWindowIcon(): ReactNode {
  return <BarIcon path="M2 5h8v8H2z M6 5V2h8v8h-4" />;
}
