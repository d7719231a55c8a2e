import { t } from '@vscode/l10n';
import { useViewPart } from '../../app/InspectorContext';
import { clock } from '../../components/format';
import { IconButton } from '../../components/IconButton';
import { JsonBlock } from '../../components/JsonBlock';
import { LocatedText } from '../../components/LocatedText';
import type { LogLine } from './logLines';

/** One line of the log in full. */
export function LogDetail({ line }: { line: LogLine }) {
  const [, change] = useViewPart('logs');
  const { time, source, level, logger, data } = line;
  return (
    <div className="detail">
      <header className="detail-head log-detail-head">
        <h2 className="detail-title">{titleOf(source)}</h2>
        <IconButton
          icon="close"
          label={t('Close')}
          onClick={() => change(({ selected: _, ...rest }) => ({ ...rest, browsing: false }))}
        />
      </header>
      <p className="muted">
        {[clock(time), level, logger]
          .filter((word) => word !== undefined && word !== '')
          .join(' · ')}
      </p>
      {typeof data === 'string' ? (
        <div className="output log-whole">
          <LocatedText text={data} />
        </div>
      ) : (
        <JsonBlock title={t('Data')} value={data} />
      )}
    </div>
  );
}

function titleOf(source: LogLine['source']): string {
  switch (source) {
    case 'server':
      return t('Log message of the server');
    case 'session':
      return t('Said by the session');
    case 'stderr':
      return t('Written to stderr');
  }
}
