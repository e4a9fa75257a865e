import { type ComponentType, useEffect } from 'react';
import { create } from 'zustand';

type Loading<Props> =
  | { state: 'idle' | 'loading' | 'failed' }
  | { state: 'loaded'; Part: ComponentType<Props> };

/** A component whose code is loaded when it is first needed. */
export type LazyPart<Props> = {
  /** Begins to load it, also again after a failure. */
  load(): void;
  /** How far it is; begins to load it. */
  use(): Loading<Props>;
};

/** Unlike `React.lazy`, which keeps a failure for as long as the window lives, this can be tried again. */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  const store = create<Loading<Props>>()(() => ({ state: 'idle' }));
  const start = async (): Promise<void> => {
    const before = store.getState().state;
    if (before === 'loading' || before === 'loaded') return;
    store.setState({ state: 'loading' }, true);
    try {
      if (before === 'failed') await loadMissingSheets();
      const Part = await load();
      store.setState({ state: 'loaded', Part }, true);
    } catch (error) {
      store.setState({ state: 'failed' }, true);
      reportError(new Error('a part of the window could not be loaded', { cause: error }));
    }
  };
  return {
    load: () => void start(),
    use: () => {
      useEffect(() => {
        if (store.getState().state === 'idle') void start();
      }, []);
      return store();
    },
  };
}

/** The bundle asks for each style sheet once: without this, code that loads at the second try would come without its own. */
async function loadMissingSheets(): Promise<void> {
  const links = [...document.head.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  const missing = links.filter(({ sheet }) => sheet === null);
  await Promise.all(
    missing.map((link) => {
      const again = document.createElement('link');
      for (const { name, value } of link.attributes) again.setAttribute(name, value);
      return new Promise((resolve, reject) => {
        again.addEventListener('load', resolve);
        again.addEventListener('error', () => reject(new Error(`no style sheet ${link.href}`)));
        link.replaceWith(again);
      });
    }),
  );
}
