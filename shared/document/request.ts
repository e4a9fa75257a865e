import { z } from 'zod';
import type { DocumentProblem } from '../contract/documents.ts';
import { BulletinInput, buildBulletin } from './kinds/bulletin.ts';
import type { Built } from './kinds/common.ts';
import { buildMinutes, MinutesInput } from './kinds/minutes.ts';
import { buildOrderSheet, OrderSheetInput, orderSheetProblems } from './kinds/orderSheet.ts';
import { buildRanking, RankingInput } from './kinds/ranking.ts';
import { buildRegister, RegisterInput } from './kinds/register.ts';
import { buildTasks, TasksInput } from './kinds/tasks.ts';

/** A document that is asked for: its kind and the data from which it is made. */
export const DocumentRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('minutes'), input: MinutesInput }),
  z.strictObject({ kind: z.literal('order'), input: OrderSheetInput }),
  z.strictObject({ kind: z.literal('bulletin'), input: BulletinInput }),
  z.strictObject({ kind: z.literal('ranking'), input: RankingInput }),
  z.strictObject({ kind: z.literal('register'), input: RegisterInput }),
  z.strictObject({ kind: z.literal('tasks'), input: TasksInput }),
]);
export type DocumentRequest = z.infer<typeof DocumentRequest>;

/** What is missing, or the document with its facts. */
export function buildDocument(request: DocumentRequest): Built | DocumentProblem[] {
  switch (request.kind) {
    case 'minutes':
      return buildMinutes(request.input);
    case 'order': {
      const problems = orderSheetProblems(request.input);
      return problems.length > 0 ? problems : buildOrderSheet(request.input);
    }
    case 'bulletin':
      return buildBulletin(request.input);
    case 'ranking':
      return buildRanking(request.input);
    case 'register':
      return buildRegister(request.input);
    default:
      return buildTasks(request.input);
  }
}
