import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { Names } from './names.ts';
import type { DeskWords } from './words.ts';

/** What every section of the case's page is given; `now` in UTC ms, `zone` is the city's. */
export type SectionProps = { row: CaseDetail; now: number; zone: string; names: Names; words: DeskWords };
