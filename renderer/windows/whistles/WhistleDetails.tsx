import type { ReactNode } from 'react';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { RUNNING_STAGES } from '../../../shared/whistle/state.ts';
import { goTo } from '../../base/navigation.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { usePersonName } from '../../live/client/session.ts';
import { select } from '../../live/link/filters.ts';
import { openWhistle } from '../../live/whistles/selection.ts';
import { Surroundings } from '../../map/surroundings/Surroundings.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { shortNumber } from '../../ui/names.ts';
import { approvalText } from './approvalText.ts';
import type { BoardContext } from './boardContext.ts';
import pageStyles from './page.module.css';
import { pageWords } from './pageWords.ts';

/** What the whistle is about: place, meeting, basis, linked cases, approvals, chain, ratings and files. */
export function WhistleDetails({ view, parts }: { view: WhistleView; parts: BoardContext }): ReactNode {
  const page = useWords(pageWords);
  const { draft, chain } = view;
  const { names, time, words } = parts;
  const condition = view.suspension === null ? null : `cond_${view.suspension.condition}`;
  const marks = PUNCTUATION[names.language];
  const person = usePersonName();
  const known = Object.entries(page).find(([key]) => key === condition)?.[1];
  return (
    <section
      className={classes(pageStyles['section'], pageStyles['matter'])}
      data-part="w-matter"
      aria-label={page.draft}
    >
      {draft.place === null ? null : (
        <div className={pageStyles['where']}>
          <Surroundings
            place={[draft.place.lon, draft.place.lat]}
            original={null}
            own={view.cases.map(({ id }) => id)}
            onOpen={openCase}
          />
        </div>
      )}
      <dl>
        <Line name={page.place} text={draft.place === null ? page.noPlace : placeText(draft.place)} />
        {view.joint === undefined ? null : (
          <Line name={page.joint} text={jointText(view.joint, view.summary.stage, page, names, time)} />
        )}
        {(view.outside ?? []).map((party) => (
          <Line
            key={party.party}
            name={page.outside(party.name)}
            text={[
              party.waitingSince === null ? page.outsideDone : page.outsideSince(time(party.waitingSince)),
              ...party.calls.map(
                ({ person, at, answer }) => `${time(at)} ${person}${marks.colon}${answer ?? page.noAnswer}`,
              ),
            ].join(marks.semicolon)}
          />
        ))}
        <Line
          name={page.meet}
          text={draft.meet === null ? page.none : `${time(draft.meet.at)} · ${draft.meet.where}`}
        />
        <Line
          name={page.item}
          text={draft.item === null ? page.none : `${draft.item} ${names.item(draft.item)}`}
        />
        {view.children.length === 0 && draft.departments.length > 0 ? (
          <Line
            name={page.asked}
            text={draft.departments.map(({ org }) => names.org(org)).join(marks.comma)}
          />
        ) : null}
        {draft.description === '' ? null : <Line name={page.description} text={draft.description} />}
        {view.suspension === null ? null : (
          <Line
            name={page.suspension}
            text={`${time(view.suspension.from)} — ${time(view.suspension.until)} · ${typeof known === 'string' ? known : view.suspension.condition} · ${view.suspension.reason}`}
          />
        )}
        {view.approvals.length === 0 ? null : (
          <Line
            name={page.approvals}
            text={view.approvals
              .map((each) =>
                approvalText(each, view.log, { ...{ language: names.language, words: page }, person, time }),
              )
              .join(marks.semicolon)}
          />
        )}
        {view.ratings.map((rating) => (
          <Line
            key={`${rating.round}${rating.summons}`}
            name={`${page.ratings} · ${names.org(rating.org)}`}
            text={[
              page.scores(rating.arrival, rating.attitude, rating.effect),
              view.summary.round > 1 ? words.round(rating.round) : '',
              rating.comment,
            ]
              .filter((text) => text !== '')
              .join(' · ')}
          />
        ))}
        {view.callback === null ? null : (
          <Line
            name={page.callback}
            text={`${view.callback.resolved ? page.solved : page.unsolved} · ${view.callback.satisfied ? page.satisfied : page.dissatisfied} · ${time(view.callback.at)}`}
          />
        )}
      </dl>
      <div className={pageStyles['links']}>
        {view.cases.length === 0 ? null : (
          <div>
            <h3>{page.cases}</h3>
            <ul>
              {view.cases.map((each) => (
                <li key={each.id}>
                  {[each.title, names.category(each.categoryCode), each.channel, time(each.requestedAt)]
                    .filter((text) => text !== null && text !== '')
                    .join(' · ')}{' '}
                  <Button onPress={() => openCase(each.id)}>{page.openCase}</Button>
                </li>
              ))}
            </ul>
          </div>
        )}
        {chain.length > 1 ||
        chain.reblownBy.length > 0 ||
        chain.absorbed.length > 0 ||
        chain.mergedInto !== null ? (
          <div>
            <h3>
              {page.chain} · {page.chainOf(chain.length)}
            </h3>
            {chain.suggestsHard ? (
              <p className={pageStyles['warn']} data-part="w-warn">
                ▲ {page.suggestsHard}
              </p>
            ) : null}
            <Jump name={page.parent} ids={chain.parent === null ? [] : [chain.parent]} />
            <Jump name={page.reblown} ids={chain.reblownBy} />
            <Jump name={page.mergedInto} ids={chain.mergedInto === null ? [] : [chain.mergedInto]} />
            <Jump name={page.absorbed} ids={chain.absorbed} />
          </div>
        ) : null}
      </div>
    </section>
  );
}

const BEFORE_RESULTS: readonly WhistleView['summary']['stage'][] = [
  ...(['draft', 'pending-approval', 'pending-triage'] as const),
  ...RUNNING_STAGES,
  'suspended',
];

function jointText(
  { street, own, other, missing }: NonNullable<WhistleView['joint']>,
  stage: WhistleView['summary']['stage'],
  page: {
    confirmedAt: (at: string) => string;
    bothPending: string;
    bothLater: string;
    missing: (why: string) => string;
    ownConfirmed: string;
  },
  names: BoardContext['names'],
  time: BoardContext['time'],
): string {
  const said =
    other !== null
      ? page.confirmedAt(time(other.at))
      : missing !== null
        ? page.missing(missing)
        : stage === 'pending-confirm'
          ? page.bothPending
          : BEFORE_RESULTS.includes(stage)
            ? page.bothLater
            : null;
  return [
    names.org(street),
    ...(said === null ? [] : [said]),
    ...(own === null ? [] : [`${page.ownConfirmed} ${time(own.at)}`]),
  ].join(' · ');
}

function openCase(id: string): void {
  select(id);
  goTo('desk');
}

function placeText(place: { lon: number; lat: number; address: string }): string {
  return `${place.address} ${place.lon.toFixed(5)}, ${place.lat.toFixed(5)}`.trim();
}

function Line({ name, text }: { name: string; text: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function Jump({ name, ids }: { name: string; ids: readonly string[] }): ReactNode {
  if (ids.length === 0) return null;
  return (
    <p>
      {name}{' '}
      {ids.map((id) => (
        <Button key={id} onPress={() => openWhistle(id)}>
          {shortNumber(id)}
        </Button>
      ))}
    </p>
  );
}
