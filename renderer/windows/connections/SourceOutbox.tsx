import { type ReactNode, useState } from 'react';
import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { UpstreamAction, WriteBack } from '../../../shared/contract/writeBack.ts';
import { ACTION_WORDS } from '../../../shared/outbox/words.ts';
import { usePrefs } from '../../base/prefs.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { OutboxList } from '../../features/outbox/OutboxList.tsx';
import { changeSource } from '../../live/queries/connections.ts';
import { useKeptText } from '../../ui/drafts/useKeptText.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { toast } from '../../ui/kit/toast.ts';
import styles from './connections.module.css';
import { FormEnd } from './FormEnd.tsx';
import { Problem } from './Problem.tsx';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

type Writable = Extract<SourceConfig, { kind: 'open311' | 'rest' }>;
type Props = { config: SourceConfig; words: ConnWords };

/** What an upstream is told (回传): its actions, and the messages with what can be decided about them. */
export function SourceOutbox({ config, words }: Props): ReactNode {
  if (config.kind !== 'open311' && config.kind !== 'rest') return null;
  return <WritableOutbox config={config} words={words} />;
}

function WritableOutbox({ config, words }: { config: Writable; words: ConnWords }): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const [editing, setEditing] = useState(false);
  const { writeBack } = config;
  const { comma } = usePunctuation();
  const pause = useTask((paused: boolean) =>
    changeSource(config.id, { writeBack: { ...(writeBack ?? WriteBack.parse({})), paused } }),
  );
  const actions = UpstreamAction.options.filter(
    (action) =>
      writeBack?.actions[action] !== undefined ||
      (action === 'create' && config.kind === 'open311' && writeBack !== undefined),
  );
  return (
    <section className={styles['block']} data-part="source-outbox">
      <header className={styles['block-head']}>
        <h2>{words.writeBack}</h2>
        <span className={styles['actions']}>
          {writeBack === undefined ? null : (
            <Button disabled={pause.busy} onPress={() => void pause.run(!writeBack.paused)}>
              {writeBack.paused ? words.writeBackResume : words.writeBackPause}
            </Button>
          )}
          <Button pressed={editing} onPress={() => setEditing(!editing)}>
            {words.writeBackEdit}
          </Button>
        </span>
      </header>
      <Problem error={pause.error} words={words} />
      <p className={styles['dim']}>
        {writeBack === undefined
          ? words.writeBackNone
          : actions.map((action) => ACTION_WORDS[action][language]).join(comma)}
        {writeBack?.paused === true ? ` · ${words.writeBackPaused}` : ''}
      </p>
      {editing ? <Editor config={config} onDone={() => setEditing(false)} words={words} /> : null}
      {writeBack === undefined && !editing ? null : (
        <OutboxList
          subject={{ source: config.id }}
          limit={50}
          saysNone
          frame={(_title, list) => <div className={styles['raw']}>{list}</div>}
        />
      )}
    </section>
  );
}

/** The actions as JSON, checked by the schema that the service applies. */
function Editor({
  config,
  onDone,
  words,
}: {
  config: Writable;
  onDone: () => void;
  words: ConnWords;
}): ReactNode {
  const kept = useKeptText(`write-back:${config.id}`);
  const stored = JSON.stringify(config.writeBack ?? { actions: {} }, null, 2);
  const text = kept.text === '' ? stored : kept.text;
  const read = readWriteBack(text);
  const save = useTask((writeBack: WriteBack | null) => changeSource(config.id, { writeBack }));
  const send = (writeBack: WriteBack | null): void =>
    void save.run(writeBack).then((done) => {
      if (done === null) return;
      kept.forget();
      toast('done', words.saved);
      onDone();
    });
  return (
    <form
      className={styles['raw']}
      onSubmit={(event) => {
        event.preventDefault();
        if (read.ok) send(read.writeBack);
      }}
    >
      <TextArea
        label={words.writeBackJson}
        hint={words.writeBackHint}
        problem={read.ok ? null : read.problem}
        rows={16}
        value={text}
        onChange={kept.setText}
      />
      <FormEnd kept={kept} error={save.error} canSave={!save.busy && read.ok} onCancel={onDone} words={words}>
        {config.writeBack === undefined ? null : (
          <Button variant="danger" disabled={save.busy} onPress={() => send(null)}>
            {words.writeBackRemove}
          </Button>
        )}
      </FormEnd>
    </form>
  );
}

function readWriteBack(text: string): { ok: true; writeBack: WriteBack } | { ok: false; problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? String(error) : 'JSON' };
  }
  const read = WriteBack.safeParse(value);
  if (read.success) return { ok: true, writeBack: read.data };
  const [issue] = read.error.issues;
  return { ok: false, problem: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() };
}
