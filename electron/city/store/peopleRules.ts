import type { Database } from 'better-sqlite3';
import type { Finding } from './integrityRules.ts';
import { auditBreak } from './peopleAudit.ts';

/** The audit of sign-ins and operators, for the integrity check. */
export function peopleFindings(db: Database): Finding[] {
  const broken = auditBreak(db);
  return broken === null
    ? []
    : [{ code: 'audit-chain', message: `审计记录的链不完整：${broken}，可能被改动过。` }];
}
