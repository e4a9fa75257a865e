import { useMemo } from 'react';
import type { Waiting } from '../../shared/contract/whistles.ts';
import { ROLE_WORDS } from '../../shared/whistle/words.ts';
import { usePrefs } from '../base/prefs.ts';
import { PUNCTUATION } from '../base/punctuation.ts';
import { usePack } from '../live/queries/city.ts';

export type Org = { code: string; name: string; kind: 'district' | 'street' | 'department' | 'centre' };
export type Names = {
  org: (code: string) => string;
  category: (code: string) => string;
  item: (code: string) => string;
  orgs: readonly Org[];
  streets: readonly { code: string; name: string }[];
  language: 'zh' | 'en';
};

const lookup = (rows: readonly { code: string; name: string }[]): ((code: string) => string) => {
  const names = new Map(rows.map((row) => [row.code, row.name]));
  return (code) => names.get(code) ?? code;
};

/** Names of organisations and 小类 by code; what no pack ever named is shown as it is. */
export function useNames(): Names {
  const view = usePack().data;
  const pack = view?.manifest;
  const items = view?.whistles?.items;
  const former = view?.former;
  const language = usePrefs((prefs) => prefs.language);
  return useMemo(() => {
    const orgs = pack?.orgs ?? [];
    const streets = pack?.streets ?? [];
    return {
      // The street's name says the same as its office's, and shorter.
      org: lookup([...(former?.orgs ?? []), ...(former?.streets ?? []), ...orgs, ...streets]),
      category: lookup([...(former?.categories ?? []), ...(pack?.catalogue.items ?? [])]),
      item: lookup([...(former?.items ?? []), ...(items ?? [])]),
      orgs,
      streets,
      language,
    };
  }, [pack, items, former, language]);
}

/** Whom an act waits for: the organisation, or the office where district leaders are meant. */
export function waitingName(waiting: Pick<Waiting, 'org' | 'roles'>, names: Names): string {
  const district = names.orgs.some((org) => org.code === waiting.org && org.kind === 'district');
  if (!district || waiting.roles.length === 0) return names.org(waiting.org);
  return waiting.roles
    .map((role) => ROLE_WORDS[role][names.language])
    .join(PUNCTUATION[names.language].comma);
}

/** Short number of a whistle: enough to tell one from another over the telephone. */
export function shortNumber(id: string): string {
  return id.slice(-6).toUpperCase();
}
