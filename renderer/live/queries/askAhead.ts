import { useEffect } from 'react';
import type { routes } from '../../../shared/contract/routes.ts';
import type { QueryOf } from '../client/request.ts';

type CaseQuery = QueryOf<typeof routes.summary>;

/** A question that is under way: `cancel` it once nothing will show its answer. */
export type Asked = { answer: Promise<unknown>; cancel(): void };
/** Asks for the map's answer to a query, which the query client keeps until it is shown. */
type AskAhead = (query: CaseQuery) => Asked;

const asking = new Set<AskAhead>();

/** Asks for every picture of a map that this window draws; empty where it draws none. */
export function askMaps(query: CaseQuery): readonly Asked[] {
  return [...asking].map((ask) => ask(query));
}

/** Whether this window draws a picture that could be asked for. */
export function hasMaps(): boolean {
  return asking.size > 0;
}

/** Has `ask` called before a period is shown. Returns how to stop. */
export function askAhead(ask: AskAhead): () => void {
  asking.add(ask);
  return () => {
    asking.delete(ask);
  };
}

/** The same while a component is on the screen; null: its picture is not drawn now. */
export function useAskAhead(ask: AskAhead | null): void {
  useEffect(() => (ask === null ? undefined : askAhead(ask)), [ask]);
}
