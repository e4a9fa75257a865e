import type { SummonsView } from '../../../shared/contract/whistleView.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import type { Names } from '../../ui/names.ts';

/** Who is summoned, as a name: the organisation, or the leader's role where a leader is called. */
export function summonsName({ org, role }: Pick<SummonsView, 'org' | 'role'>, names: Names): string {
  return role === null ? names.org(org) : ROLE_WORDS[role][names.language];
}
