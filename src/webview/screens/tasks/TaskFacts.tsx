import { t } from '@vscode/l10n';
import type { ReactNode } from 'react';
import type { CallRecord } from '../../../shared/model/session';
import type { TaskRecord } from '../../../shared/model/task';
import { useInspector } from '../../app/InspectorContext';
import { clock, duration } from '../../components/format';
import { callWords } from '../requests/callWords';

/** What the server says of a task beside its status. */
export function TaskFacts({ task, call }: { task: TaskRecord; call: CallRecord | undefined }) {
  const created = timeOf(task.task.createdAt);
  return (
    <dl className="facts-list">
      <Fact label={t('Id')}>
        <code>{task.id}</code>
      </Fact>
      {call && (
        <Fact label={t('Made of')}>
          <CallLink call={call} />
        </Fact>
      )}
      {created !== undefined && <Fact label={t('Created')}>{created}</Fact>}
      <Fact label={t('Last told of')}>{clock(task.updatedAt).slice(0, 8)}</Fact>
      {task.pollInterval !== undefined && (
        <Fact label={t('Asked about')}>{t('every {0}', duration(task.pollInterval))}</Fact>
      )}
      {task.ttl !== undefined && (
        <Fact label={t('Kept for')}>
          {task.ttl === null ? t('as long as it likes') : duration(task.ttl)}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CallLink({ call }: { call: CallRecord }) {
  const inspector = useInspector();
  const { name, screen } = callWords(call);
  if (!screen) return <code>{name}</code>;
  return (
    <>
      <code>{call.method}</code>{' '}
      <button type="button" className="link" onClick={() => inspector.reveal(screen, name)}>
        {name}
      </button>
    </>
  );
}

function timeOf(iso: unknown): string | undefined {
  const time = typeof iso === 'string' ? Date.parse(iso) : Number.NaN;
  return Number.isNaN(time) ? undefined : clock(time).slice(0, 8);
}
