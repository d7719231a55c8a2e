import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { isReady } from '../../../shared/model/state';
import { useModel, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { ListDetail } from '../../components/ListDetail';
import { NotReady } from '../../components/NotReady';
import { LogBar } from './LogBar';
import { LogDetail } from './LogDetail';
import { LogList } from './LogList';
import { filterLines, logLines } from './logLines';

/** What the server logs, what it writes to stderr, and what befalls its session. */
export function LogsScreen() {
  const log = useModel((model) => model.log);
  const output = useModel((model) => model.output);
  const [view, change] = useViewPart('logs');
  const { query, minimum, source } = view;
  const all = useMemo(() => logLines(log, output), [log, output]);
  const lines = useMemo(
    () => filterLines(all, { query, minimum, source }),
    [all, query, minimum, source],
  );
  const selected = lines.find(({ key }) => key === view.selected);
  return (
    <div className="logs">
      <LogBar />
      {lines.length === 0 ? (
        <LogsEmpty isFiltered={all.length > 0} />
      ) : (
        <ListDetail
          screen="logs"
          listWidth={0.6}
          list={<LogList lines={lines} />}
          detail={selected && <LogDetail key={selected.key} line={selected} />}
          backLabel={t('All of the log')}
          browsing={view.browsing}
          onBack={() => change((now) => ({ ...now, browsing: true }))}
        />
      )}
    </div>
  );
}

function LogsEmpty({ isFiltered }: { isFiltered: boolean }) {
  const [, change] = useViewPart('logs');
  const ready = useModel((model) => model.server !== undefined && isReady(model.server.state));
  const canLog = useModel((model) => model.server?.session?.capabilities.logging !== undefined);
  if (isFiltered) {
    return (
      <EmptyState
        icon="filter"
        title={t('Nothing matches')}
        actions={
          <Button
            secondary
            onClick={() =>
              change(({ minimum: _, source: __, ...rest }) => ({ ...rest, query: '' }))
            }
          >
            {t('Show everything')}
          </Button>
        }
      >
        {t('The filter hides everything that is in the log.')}
      </EmptyState>
    );
  }
  if (!ready) return <NotReady what="logs" />;
  return (
    <EmptyState icon="output" title={t('Nothing has been logged yet')}>
      {canLog
        ? t('What the server logs appears here, and what its process writes to stderr.')
        : t(
            'This server does not send log messages. What its process writes to stderr appears here.',
          )}
    </EmptyState>
  );
}
