import { useMemo } from 'react';
import { usePrefs } from '../../app/prefs.ts';
import { usePack } from '../../live/queries.ts';

export type Org = { code: string; name: string; kind: 'district' | 'street' | 'department' | 'centre' };
export type Names = {
  org: (code: string) => string;
  category: (code: string) => string;
  orgs: readonly Org[];
  streets: readonly { code: string; name: string }[];
  language: 'zh' | 'en';
};

const lookup = (rows: readonly { code: string; name: string }[]): ((code: string) => string) => {
  const names = new Map(rows.map((row) => [row.code, row.name]));
  return (code) => names.get(code) ?? code;
};

/** Names of organisations and 小类 by code; what the pack lacks is shown as it is. */
export function useNames(): Names {
  const pack = usePack().data?.manifest;
  const language = usePrefs((prefs) => prefs.language);
  return useMemo(() => {
    const orgs = pack?.orgs ?? [];
    const streets = pack?.streets ?? [];
    return {
      org: lookup([...streets, ...orgs]),
      category: lookup(pack?.catalogue.items ?? []),
      orgs,
      streets,
      language,
    };
  }, [pack, language]);
}

/** Short number of a whistle: enough to tell one from another over the telephone. */
export function shortNumber(id: string): string {
  return id.slice(-6).toUpperCase();
}
