import type { WhistleCommand } from '../contract/whistleCommands.ts';
import { contact, object, sign } from './commands/answering.ts';
import { approve, blowEmergency, decline } from './commands/approval.ts';
import { arrive, excuse, leave, release } from './commands/arrival.ts';
import { revise, submit } from './commands/drafting.ts';
import { merge, withdraw } from './commands/ending.ts';
import { decideExtension, requestExtension } from './commands/extension.ts';
import { deescalate, escalate } from './commands/ladder.ts';
import { rate, reopen } from './commands/rating.ts';
import { attach, note } from './commands/remarks.ts';
import { confirm, rework, submitResult } from './commands/result.ts';
import { changeLead, rule } from './commands/ruling.ts';
import { resume, suspend } from './commands/suspension.ts';
import { triageAccept, triageReject } from './commands/triage.ts';
import type { Recorder } from './recorder.ts';
import { RIGHTS } from './rights.ts';
import type { Summons } from './state.ts';

/** Acts on one summoned department or leader. */
export type ChildCommand = Extract<
  WhistleCommand,
  {
    type:
      | 'sign'
      | 'contact'
      | 'object'
      | 'rule'
      | 'arrive'
      | 'leave'
      | 'release'
      | 'excuse'
      | 'request-extension'
      | 'change-lead'
      | 'submit-result';
  }
>;
/** Acts on a whistle that exists. */
export type ParentCommand = Exclude<WhistleCommand, ChildCommand | { type: 'draft' }>;

/** The rule table tells which commands act on a summons: those with stages of their own for it. */
export function isChildCommand(command: ChildCommand | ParentCommand): command is ChildCommand {
  return RIGHTS[command.type].child !== null;
}

/** To the rules of one command, all shared guards passed. */
export function onWhistle(command: ParentCommand, recorder: Recorder): void {
  switch (command.type) {
    case 'revise':
      return revise(command, recorder);
    case 'submit':
      return submit(command, recorder);
    case 'approve':
      return approve(command, recorder);
    case 'decline':
      return decline(command, recorder);
    case 'blow-emergency':
      return blowEmergency(command, recorder);
    case 'triage-accept':
      return triageAccept(command, recorder);
    case 'triage-reject':
      return triageReject(command, recorder);
    case 'decide-extension':
      return decideExtension(command, recorder);
    case 'suspend':
      return suspend(command, recorder);
    case 'resume':
      return resume(command, recorder);
    case 'confirm':
      return confirm(command, recorder);
    case 'rework':
      return rework(command, recorder);
    case 'rate':
      return rate(command, recorder);
    case 'reopen':
      return reopen(command, recorder);
    case 'withdraw':
      return withdraw(command, recorder);
    case 'merge':
      return merge(command, recorder);
    case 'escalate':
      return escalate(command, recorder);
    case 'deescalate':
      return deescalate(command, recorder);
    case 'note':
      return note(command, recorder);
    case 'attach':
      return attach(command, recorder);
  }
}

/** The same for a command on a summons. */
export function onChild(command: ChildCommand, child: Summons, recorder: Recorder): void {
  switch (command.type) {
    case 'sign':
      return sign(command, child, recorder);
    case 'contact':
      return contact(command, child, recorder);
    case 'object':
      return object(command, child, recorder);
    case 'rule':
      return rule(command, child, recorder);
    case 'arrive':
      return arrive(command, child, recorder);
    case 'leave':
      return leave(command, child, recorder);
    case 'release':
      return release(command, child, recorder);
    case 'excuse':
      return excuse(command, child, recorder);
    case 'request-extension':
      return requestExtension(command, child, recorder);
    case 'change-lead':
      return changeLead(command, child, recorder);
    case 'submit-result':
      return submitResult(command, child, recorder);
  }
}
