import type { UploadReport } from '../../../shared/contract/sources.ts';
import type { ConnWords } from './words.ts';

/**
 * Why a column is proposed for a field (依据), in a few words, with the other columns that could be meant. '' where none is
 * chosen; a column that was not proposed was chosen by hand.
 */
export function evidenceText(
  field: string,
  column: string,
  proposals: UploadReport['proposals'],
  words: ConnWords,
  comma: string,
): string {
  if (column === '') return '';
  const proposal = proposals.find((one) => one.field === field);
  if (proposal === undefined || proposal.column !== column) return words.evidence_chosen;
  const others = proposal.alternatives.filter((other) => other !== column);
  const why = whyText(proposal, words);
  return others.length === 0 ? why : `${why}${comma}${words.evidence_others(others.slice(0, 3).join(comma))}`;
}

function whyText({ evidence, matched }: UploadReport['proposals'][number], words: ConnWords): string {
  if (evidence === 'name') return words.evidence_name(matched);
  if (evidence === 'part-of-name') return words.evidence_part(matched);
  switch (matched) {
    case 'times':
    case 'codes':
    case 'longitudes':
    case 'latitudes':
      return words[`evidence_${matched}`];
    default:
      return words.evidence_word(matched);
  }
}
