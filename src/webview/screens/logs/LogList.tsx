import { t } from '@vscode/l10n';
import { useViewPart } from '../../app/InspectorContext';
import { clock } from '../../components/format';
import { Icon } from '../../components/Icon';
import { useRowHeight } from '../../components/useRowHeight';
import { VirtualList } from '../../components/VirtualList';
import { type LogLine, levelLook } from './logLines';

export function LogList({ lines }: { lines: readonly LogLine[] }) {
  const [view, change] = useViewPart('logs');
  const rowHeight = useRowHeight(1, 4);
  const select = (index: number, browsing: boolean) => {
    const line = lines[index];
    if (line) change((now) => ({ ...now, selected: line.key, browsing }));
  };
  return (
    <VirtualList
      items={lines}
      label={t('Log')}
      rowHeight={rowHeight}
      selected={lines.findIndex(({ key }) => key === view.selected)}
      onMove={(index) => select(index, true)}
      onOpen={(index) => select(index, false)}
      keyOf={({ key }) => key}
      name="list logs"
      query={`${view.query} ${view.minimum} ${view.source}`}
      follow
    >
      {(line) => <Row line={line} />}
    </VirtualList>
  );
}

function Row({ line }: { line: LogLine }) {
  const { icon, tone } = levelLook(line.level);
  const origin = originOf(line);
  return (
    <div className="log-line" data-tone={tone}>
      <span className="log-time">{clock(line.time)}</span>
      <Icon name={icon} />
      {line.level !== '' && <span className="log-word">{line.level}</span>}
      {origin !== undefined && <span className="log-origin">{origin}</span>}
      <span className="log-text">{line.text}</span>
    </div>
  );
}

function originOf({ source, logger }: LogLine): string | undefined {
  if (source === 'server') return logger;
  return source === 'session' ? t('session') : source;
}
