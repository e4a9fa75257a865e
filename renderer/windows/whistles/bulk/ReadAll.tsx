import { type ReactNode, useState } from 'react';
import type { Notice } from '../../../../shared/contract/whistleNotices.ts';
import { useWords } from '../../../base/words.ts';
import { sendNoticesRead } from '../../../live/whistles/sendBatch.ts';
import { newCommandId } from '../../../live/whistles/sendCommand.ts';
import { Button } from '../../../ui/kit/Button.tsx';
import { Dialog } from '../../../ui/kit/Dialog.tsx';
import { shortNumber } from '../../../ui/names.ts';
import styles from './bulk.module.css';
import { bulkWords } from './bulkWords.ts';
import { ConfirmPin } from './ConfirmPin.tsx';

type Props = { fresh: readonly Notice[]; language: 'zh' | 'en' };

/** 全部已阅: the new notices, confirmed by one PIN; nothing while there are none. Read again, a notice is no line again. */
export function ReadAll({ fresh, language }: Props): ReactNode {
  const words = useWords(bulkWords);
  const [open, setOpen] = useState<readonly Notice[] | null>(null);
  return (
    <>
      {fresh.length === 0 ? null : (
        <Button onPress={() => setOpen(fresh)}>
          {words.readAll} {fresh.length}
        </Button>
      )}
      {open === null ? null : <ReadDialog notices={open} language={language} onClose={() => setOpen(null)} />}
    </>
  );
}

function ReadDialog(props: {
  notices: readonly Notice[];
  language: 'zh' | 'en';
  onClose: () => void;
}): ReactNode {
  const { notices, language, onClose } = props;
  const words = useWords(bulkWords);
  const [batch] = useState(newCommandId);
  const enter = async (pin: string): Promise<unknown> => {
    const sent = await sendNoticesRead({ batch, pin, ids: notices.map(({ id }) => id) });
    if (sent.kind === 'done') {
      onClose();
      return null;
    }
    return sent.error;
  };
  return (
    <Dialog title={words.readAll} className={styles['bulk']} part="w-bulk" onClose={onClose}>
      <p>{words.readAbout(notices.length)}</p>
      <ul className={styles['list']}>
        {notices.map((notice) => (
          <li key={notice.id}>
            <code>{shortNumber(notice.whistle)}</code>
            <span className={styles['subject']}>
              {notice.what[language]} · {notice.subject}
            </span>
          </li>
        ))}
      </ul>
      <ConfirmPin enter={enter} cut={null} />
    </Dialog>
  );
}
