import { t } from '@vscode/l10n';
import { useEffect, useId } from 'react';
import { type CallRecord, isOpen } from '../../../shared/model/session';
import { isReady } from '../../../shared/model/state';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { CallFailure } from '../../components/CallFailure';
import { grouped } from '../../components/format';
import { JsonBlock } from '../../components/JsonBlock';
import { Select } from '../../components/Select';
import { LISTS, type ListMethod, pagesOf, readPage } from './pages';

/** Fetches a list page by page, and shows each as the server sent it. */
export function PagesByHand() {
  const inspector = useInspector();
  const id = useId();
  const [view, change] = useViewPart('settings');
  const method: ListMethod = view.list in LISTS ? (view.list as ListMethod) : 'tools/list';
  const ready = useModel(({ server }) => server !== undefined && isReady(server.state));
  const calls = useModel((model) => model.calls);
  const pages = pagesOf(calls, method);
  const last = pages.at(-1);
  const next = last && readPage(last).next;
  const running = last !== undefined && isOpen(last);
  const ask = (params: Record<string, unknown>) => void inspector.call(method, params);
  return (
    <>
      <p className="muted">
        {t(
          'The panel fetches all pages of every list by itself. Here you see each page as the server sends it, with its cursor.',
        )}
      </p>
      <div className="setting">
        <label htmlFor={id}>{t('List')}</label>
        <Select
          id={id}
          className="setting-input"
          value={method}
          onChange={(event) => change((part) => ({ ...part, list: event.target.value }))}
        >
          {Object.keys(LISTS).map((list) => (
            <option key={list}>{list}</option>
          ))}
        </Select>
      </div>
      <div className="call-bar">
        <Button disabled={!ready || running} onClick={() => ask({})}>
          {t('First page')}
        </Button>
        <Button
          secondary
          disabled={!ready || running || next === undefined}
          onClick={() => ask({ cursor: next })}
        >
          {t('Next page')}
        </Button>
        <span className="muted" role="status">
          {statusOf(ready, running, last, next)}
        </span>
      </div>
      {pages.map((page, index) => (
        <Page key={page.id} page={page} number={index + 1} />
      ))}
    </>
  );
}

function Page({ page, number }: { page: CallRecord; number: number }) {
  const inspector = useInspector();
  useEffect(() => void inspector.loadResult(page), [inspector, page]);
  const { count, next } = readPage(page);
  if (isOpen(page)) return null;
  if (page.status !== 'succeeded') return <CallFailure call={page} />;
  return (
    <JsonBlock title={pageWords(number, count)} value={page.result ?? null}>
      <dl className="facts-list page-facts">
        <Cursor label={t('Asked with')} cursor={page.params.cursor} none={t('no cursor')} />
        <Cursor label={t('Next cursor')} cursor={next} none={t('none: this is the last page')} />
      </dl>
    </JsonBlock>
  );
}

function pageWords(number: number, count: number | undefined): string {
  if (count === undefined) return t('Page {0}', number);
  return count === 1
    ? t('Page {0}, 1 item', number)
    : t('Page {0}, {1} items', number, grouped(count));
}

function Cursor({ label, cursor, none }: { label: string; cursor: unknown; none: string }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        {typeof cursor === 'string' ? (
          <code>{JSON.stringify(cursor)}</code>
        ) : (
          <span className="muted">{none}</span>
        )}
      </dd>
    </div>
  );
}

function statusOf(
  ready: boolean,
  running: boolean,
  last: CallRecord | undefined,
  next: string | undefined,
): string {
  if (!ready) return t('The server is not ready.');
  if (running) return t('Asking for a page');
  if (last?.status !== 'succeeded') return '';
  return next === undefined ? t('That was the last page.') : t('There is more.');
}
