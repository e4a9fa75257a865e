import type { WhistleCommand } from '../contract/whistleCommands.ts';
import { contact, object, sign } from './commands/answering.ts';
import { appeal, proposeExemption, reviewAppeal, withdrawAppeal } from './commands/appeals.ts';
import { approve, blowEmergency, decline } from './commands/approval.ts';
import { arrive, excuse, leave, release } from './commands/arrival.ts';
import { confirmBackEntry, disownBackEntry } from './commands/backEntry.ts';
import { revise, submit } from './commands/drafting.ts';
import { merge, withdraw } from './commands/ending.ts';
import { decideExtension, requestExtension } from './commands/extension.ts';
import { callOutside, joinStreet } from './commands/joint.ts';
import { deescalate, escalate } from './commands/ladder.ts';
import { rate, reopen } from './commands/rating.ts';
import { attach, note } from './commands/remarks.ts';
import { confirm, rework, submitResult } from './commands/result.ts';
import { changeLead, rule } from './commands/ruling.ts';
import { resume, suspend } from './commands/suspension.ts';
import { countersign, disownApproval, recordApproval } from './commands/telephone.ts';
import { transfer } from './commands/transfer.ts';
import { triageAccept, triageReject } from './commands/triage.ts';
import type { Recorder } from './recorder.ts';
import { RIGHTS } from './rights.ts';
import type { Summons } from './state.ts';

/** A command on one summoned department or leader. */
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
      | 'submit-result'
      | 'appeal'
      | 'withdraw-appeal'
      | 'propose-exemption';
  }
>;
/** A command on an existing whistle as a whole. */
export type ParentCommand = Exclude<WhistleCommand, ChildCommand | { type: 'draft' }>;

/** Whether a command acts on a summons: in the rule table, it then has stages for it. */
export function isChildCommand(command: ChildCommand | ParentCommand): command is ChildCommand {
  return RIGHTS[command.type].child !== null;
}

/** Calls the rules of a command on the whistle, after the shared guards. */
export function onWhistle(command: ParentCommand, recorder: Recorder): void {
  switch (command.type) {
    case 'revise':
      revise(command, recorder);
      return;
    case 'submit':
      submit(command, recorder);
      return;
    case 'approve':
      approve(command, recorder);
      return;
    case 'decline':
      decline(command, recorder);
      return;
    case 'record-approval':
      recordApproval(command, recorder);
      return;
    case 'countersign':
      countersign(command, recorder);
      return;
    case 'disown-approval':
      disownApproval(command, recorder);
      return;
    case 'blow-emergency':
      blowEmergency(command, recorder);
      return;
    case 'triage-accept':
      triageAccept(command, recorder);
      return;
    case 'triage-reject':
      triageReject(command, recorder);
      return;
    case 'decide-extension':
      decideExtension(command, recorder);
      return;
    case 'suspend':
      suspend(command, recorder);
      return;
    case 'resume':
      resume(command, recorder);
      return;
    case 'confirm':
      confirm(command, recorder);
      return;
    case 'rework':
      rework(command, recorder);
      return;
    case 'rate':
      rate(command, recorder);
      return;
    case 'reopen':
      reopen(command, recorder);
      return;
    case 'withdraw':
      withdraw(command, recorder);
      return;
    case 'merge':
      merge(command, recorder);
      return;
    case 'escalate':
      escalate(command, recorder);
      return;
    case 'deescalate':
      deescalate(command, recorder);
      return;
    case 'review-appeal':
      reviewAppeal(command, recorder);
      return;
    case 'join-street':
      joinStreet(command, recorder);
      return;
    case 'call-outside':
      callOutside(command, recorder);
      return;
    case 'confirm-back-entry':
      confirmBackEntry(command, recorder);
      return;
    case 'disown-back-entry':
      disownBackEntry(command, recorder);
      return;
    case 'transfer':
      transfer(command, recorder);
      return;
    case 'note':
      note(command, recorder);
      return;
    case 'attach':
      attach(command, recorder);
      return;
  }
}

/** Calls the rules of a command on a summons, after the shared guards. */
export function onChild(command: ChildCommand, child: Summons, recorder: Recorder): void {
  switch (command.type) {
    case 'sign':
      sign(command, child, recorder);
      return;
    case 'contact':
      contact(command, child, recorder);
      return;
    case 'object':
      object(command, child, recorder);
      return;
    case 'rule':
      rule(command, child, recorder);
      return;
    case 'arrive':
      arrive(command, child, recorder);
      return;
    case 'leave':
      leave(command, child, recorder);
      return;
    case 'release':
      release(command, child, recorder);
      return;
    case 'excuse':
      excuse(command, child, recorder);
      return;
    case 'request-extension':
      requestExtension(command, child, recorder);
      return;
    case 'change-lead':
      changeLead(command, child, recorder);
      return;
    case 'submit-result':
      submitResult(command, child, recorder);
      return;
    case 'appeal':
      appeal(command, child, recorder);
      return;
    case 'withdraw-appeal':
      withdrawAppeal(command, child, recorder);
      return;
    case 'propose-exemption':
      proposeExemption(command, child, recorder);
      return;
  }
}
