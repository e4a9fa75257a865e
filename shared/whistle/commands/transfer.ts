import type { WhistleCommand } from '../../contract/whistleCommands.ts';
import type { Org } from '../context.ts';
import { orgName } from '../kind.ts';
import type { Recorder } from '../recorder.ts';
import { conflict, invalid, words } from '../refuse.ts';
import { concernsOf } from '../succession.ts';

type Transfer = Extract<WhistleCommand, { type: 'transfer' }>;

/**
 * E29 划转: an organisation that the pack has no more (撤并) leaves what is open to its successor. The clocks run on; marks
 * stay with whom they were counted against (domain.md §2.6, two ledgers).
 */
export function transfer({ from, to, reason }: Transfer, recorder: Recorder): void {
  const { context, state } = recorder;
  const old = context.orgs.find((org) => org.code === from);
  const concerns = concernsOf(state, from);
  if (old && !old.former) {
    conflict(
      'E29.present',
      words(`“${old.name}”仍在现行机构表中，不能划转`, `“${old.name}” is still there and hands nothing over`),
      words('以变更主责或改派办理', 'change the lead department instead'),
    );
  }
  if (concerns === null) {
    conflict(
      'E29.nothing',
      words(
        `本哨没有“${orgName(context.orgs, from)}”的未结事项`,
        'nothing of this organisation is open here',
      ),
      words('无须划转', 'nothing to do'),
    );
  }
  requireSuccessor(to, old?.kind ?? concerns.kind, context.orgs);
  recorder.add({
    type: 'transferred',
    data: { from, to, name: orgName(context.orgs, from), summons: concerns.summons, reason },
  });
}

function requireSuccessor(to: string, kind: Org['kind'], orgs: readonly Org[]): void {
  const found = orgs.find((org) => org.code === to && !org.former);
  if (found?.kind === kind) return;
  invalid(
    'E29.to',
    words(
      `“${orgName(orgs, to)}”不能承接：须为现行机构表中的同类单位`,
      `“${orgName(orgs, to)}” cannot take over: it must be a present organisation of the same sort`,
    ),
    words(
      '选择街道承接街道、部门承接部门',
      'a street takes over from a street, a department from a department',
    ),
  );
}
