import type { ReactNode } from 'react';
import type { Role } from '../../../shared/contract/people.ts';
import { rolesIn } from '../../../shared/whistle/words.ts';
import { useWords } from '../../base/words.ts';
import { useVacancy } from '../../live/queries/vacancy.ts';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';

/** Says which of the posts that an act goes to nobody holds (此角色无人). Each post: any one of its roles. */
export function VacantNote({
  org,
  posts,
  language,
}: {
  /** Organisation that the posts belong to; null: any. */
  org: string | null;
  posts: readonly (readonly Role[])[];
  language: 'zh' | 'en';
}): ReactNode {
  const words = useWords(actWords);
  const isVacant = useVacancy();
  const vacant = posts.filter((roles) => roles.length > 0 && isVacant(org, roles));
  if (vacant.length === 0) return null;
  return (
    <p className={actStyles['bad']} data-part="w-vacant">
      ▲ {words.vacantRoles(rolesIn([...new Set(vacant.flat())])[language])}
    </p>
  );
}
