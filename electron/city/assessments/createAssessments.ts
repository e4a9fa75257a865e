import type { AssessmentQuery, LiveAssessment } from '../../../shared/contract/assessment.ts';
import { createLiveAssessment, type LiveParts } from './liveAssessment.ts';
import { createPublications, type PublicationParts, type Publications } from './publications.ts';

/** Assessment (考核评价). */
export type Assessments = {
  /** As it is now. @throws StoreError */
  live(query: AssessmentQuery): Promise<LiveAssessment>;
  publications: Publications;
};

/** To be called before the journal starts: frozen periods are streams of it. */
export function createAssessments(parts: LiveParts & PublicationParts): Assessments {
  return { live: createLiveAssessment(parts), publications: createPublications(parts) };
}
