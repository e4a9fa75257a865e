import type { AssessmentQuery, LiveAssessment } from '../../../shared/contract/assessment.ts';
import { createLiveAssessment, type LiveParts } from './liveAssessment.ts';

/** Assessment (考核评价). */
export type Assessments = {
  /** As it is now. @throws StoreError */
  live(query: AssessmentQuery): Promise<LiveAssessment>;
};

export function createAssessments(parts: LiveParts): Assessments {
  return { live: createLiveAssessment(parts) };
}
