import { useEffect, useRef } from 'react';
import type { Command, Provider } from './commands.ts';

const providers = new Set<Provider>();

/** Offers commands while the component is shown. */
export function useCommands(provider: Provider): void {
  const latest = useRef(provider);
  latest.current = provider;
  useEffect(() => {
    const offered: Provider = (words) => latest.current(words);
    providers.add(offered);
    return () => void providers.delete(offered);
  }, []);
}

/** All commands for the typed words; those of the component mounted last come first. */
export function commandsFor(words: readonly string[]): Command[] {
  return [...providers].reverse().flatMap((provider) => [...provider(words)]);
}
