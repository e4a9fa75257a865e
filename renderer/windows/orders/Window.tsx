import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { usePrefs } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { useSession } from '../../live/client/session.ts';
import { useZone } from '../../live/link/clock.ts';
import { useOrder, useOrderChanges, useRegister } from '../../live/orders/register.ts';
import { Empty } from '../../ui/Empty.tsx';
import { useNames } from '../../ui/names.ts';
import { ReadFailure } from '../../ui/ReadFailure.tsx';
import { ActForm } from './ActForm.tsx';
import { ACT_FIELDS, type FormAct } from './actFields.ts';
import type { CellParts } from './cellText.ts';
import { Draws } from './Draws.tsx';
import { Export } from './Export.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { NewOrderForm } from './NewOrderForm.tsx';
import styles from './orders.module.css';
import { Page } from './Page.tsx';
import { Register } from './Register.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useRegisterKeys } from './useRegisterKeys.ts';
import { hasFilter, NO_FILTER, queryOf, useRegisterState } from './useRegisterState.ts';
import { useRows } from './useRows.ts';
import { orderWords } from './words.ts';

/** The register of supervision orders (督办台账): every order, its page, what may be done with it, and new ones. */
export default function OrdersWindow(): ReactNode {
  const words = useWords(orderWords);
  const language = usePrefs((prefs) => prefs.language);
  const zone = useZone();
  const names = useNames();
  const operator = useSession((session) => session.info?.operator ?? null);
  const state = useRegisterState();
  useOrderChanges();
  const query = queryOf(state.filter, state.sort);
  const register = useRegister(query);
  const rows = useMemo(() => register.data ?? [], [register.data]);
  const order = useOrder(state.open, operator);
  const view = order.data ?? null;
  const [cursor, setCursor] = useState(0);
  const at = Math.min(cursor, Math.max(0, rows.length - 1));
  const drawn = useRows(rows.length);
  const root = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const parts = useMemo<CellParts>(
    () => ({ words, zone, language, org: names.org }),
    [words, zone, language, names],
  );

  const moveTo = (index: number): void => {
    const to = Math.min(Math.max(index, 0), rows.length - 1);
    setCursor(to);
    drawn.show(to);
  };
  // The page keeps its order in sight when another order of the list moves it.
  const openRow = (index: number): void => {
    setCursor(index);
    state.setOpen(rows[index]?.id ?? null);
  };
  useRegisterKeys({ state, rows, at, moveTo, openRow, offered: view?.offered ?? [], root, search });
  // The row under the cursor takes the focus with it, so that it is read aloud.
  useEffect(() => {
    const focused = document.activeElement;
    if (focused?.closest('[data-part="o-register"]') == null) return;
    root.current?.querySelector<HTMLElement>(`[data-part="o-line"][aria-rowindex="${at + 2}"]`)?.focus();
  }, [at]);

  const close = (): void => state.setDialog(null);
  const { act, dialog, filter } = state;
  return (
    <div className={styles['orders']} ref={root} data-part="orders" data-page={state.open !== null}>
      <Toolbar
        {...{ filter, names, words }}
        onChange={state.change}
        onClear={() => state.change(NO_FILTER)}
        sort={state.sort}
        onSort={state.setSort}
        rows={register.data ?? null}
        busy={register.isPlaceholderData}
        searchRef={search}
        onNew={() => state.setDialog('new')}
        onDraws={() => state.setDialog('draws')}
        onExport={() => state.setDialog('export')}
        onHelp={() => state.setDialog('help')}
      />
      <div className={styles['list']}>
        <ReadFailure of={register} />
        {register.data !== undefined && rows.length === 0 ? (
          <Empty
            title={hasFilter(filter) ? words.noneMatch : words.none}
            text={hasFilter(filter) ? words.noneMatchHint : words.noneHint}
          />
        ) : (
          <Register
            {...{ rows, drawn, parts }}
            cursor={at}
            openId={state.open}
            sort={state.sort}
            onSort={state.setSort}
            onPress={openRow}
            busy={register.isFetching}
          />
        )}
      </div>
      {state.open === null ? null : view === null ? (
        <aside className={styles['page']}>
          <ReadFailure of={order} />
        </aside>
      ) : (
        <Page
          {...{ view, parts }}
          signedIn={operator !== null}
          onAct={state.setAct}
          onClose={() => state.setOpen(null)}
        />
      )}
      {view !== null && act !== null && isFormAct(act) ? (
        <ActForm
          key={`${view.row.id} ${act}`}
          type={act}
          onClose={() => state.setAct(null)}
          {...{ view, names, words }}
        />
      ) : null}
      {view !== null && act === 'revise' ? (
        <NewOrderForm
          revised={view}
          onClose={() => state.setAct(null)}
          onDone={() => state.setAct(null)}
          {...{ names, words }}
        />
      ) : null}
      {dialog === 'new' ? (
        <NewOrderForm
          revised={null}
          onClose={close}
          onDone={(id) => {
            close();
            state.setOpen(id);
          }}
          {...{ names, words }}
        />
      ) : null}
      {dialog === 'export' ? <Export {...{ query, words }} total={rows.length} onClose={close} /> : null}
      {dialog === 'draws' ? (
        <Draws
          {...{ rows, words }}
          onOpen={(id) => {
            close();
            state.setOpen(id);
          }}
          onClose={close}
        />
      ) : null}
      {dialog === 'help' ? <KeyHelp onClose={close} words={words} /> : null}
    </div>
  );
}

function isFormAct(type: string): type is FormAct {
  return Object.hasOwn(ACT_FIELDS, type);
}
