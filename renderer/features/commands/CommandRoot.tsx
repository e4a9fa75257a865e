import type { ReactNode } from 'react';
import { WindowRole } from '../../../shared/contract/windowRole.ts';
import { appWords } from '../../base/appWords.ts';
import type { Command } from '../../base/commands/commands.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { openConnections } from '../../base/connectionsView.ts';
import { closeDialog, openDialog, useDialog } from '../../base/intents.ts';
import { preventingDefault, useKeys } from '../../base/keys.ts';
import { goTo } from '../../base/navigation.ts';
import { setPrefs, type Theme, usePrefs } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { lock, useSession } from '../../live/client/session.ts';
import { setFilter } from '../../live/link/filters.ts';
import { typedPlace, usePackPlaces } from '../../map/places.ts';
import { CommandLine } from './CommandLine.tsx';
import { commandWords } from './commandWords.ts';
import { flightTo } from './flightTo.ts';

const KEYS = { 'Control+KeyK': preventingDefault(() => openDialog('commandLine')) };

/** The command line in every window (Ctrl+K), and the commands that all windows have. */
export function CommandRoot({ theme }: { theme: Theme }): ReactNode {
  const words = useWords(commandWords);
  const names = useWords(appWords);
  const open = useDialog('commandLine');
  const signedIn = useSession((session) => session.info !== null);
  const language = usePrefs((prefs) => prefs.language);
  useKeys(KEYS);
  const places = usePackPlaces();
  useCommands((typed) => {
    const commands: Command[] = WindowRole.options.map((role, index) => ({
      id: `window-${role}`,
      title: names[role],
      hint: `${words.window(names[role])} Alt+${index + 1}`,
      run: () => goTo(role),
    }));
    const add = (id: string, title: string, hint: string, run: () => void): void => {
      commands.push({ id, title, hint, run });
    };
    if (signedIn) add('lock', words.lock, 'Ctrl+L', () => void lock());
    add('sign-in', signedIn ? words.switch : words.signIn, signedIn ? 'Alt+L' : 'Ctrl+L', () =>
      openDialog('signIn'),
    );
    add('add-source', words.addSource, names.connections, () => openConnections({ kind: 'address' }));
    add('import', words.importFile, names.connections, () => openConnections({ kind: 'file' }));
    add('legibility', words.legibility, `${words.legibilityHint} Alt+K`, () => openDialog('legibility'));
    const other = theme === 'dark' ? 'light' : 'dark';
    add('theme', words[other], '', () => setPrefs({ theme: other }));
    add('language', words.language, words.languageHint, () =>
      setPrefs({ language: language === 'zh' ? 'en' : 'zh' }),
    );
    const typedText = typed.join(' ');
    const coordinates = typedPlace(typedText);
    if (coordinates !== null) commands.push(flightTo({ ...coordinates, shown: typedText }, words));
    if (typedText !== '') commands.push(...places().map((place) => flightTo(place, words)));
    if (typedText !== '')
      add('find-case', words.findCase(typedText), words.findCaseHint, () => {
        // First: a wall takes no text with contact data.
        goTo('desk');
        setFilter({ q: typedText });
      });
    return commands;
  });
  return open ? <CommandLine onClose={() => closeDialog('commandLine')} /> : null;
}
