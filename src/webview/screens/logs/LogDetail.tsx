import { useViewPart } from '../../app/InspectorContext';
import { clock } from '../../components/format';
import { IconButton } from '../../components/IconButton';
import { JsonBlock } from '../../components/JsonBlock';
import { LocatedText } from '../../components/LocatedText';
import type { LogLine } from './logLines';

const SOURCES = {
  server: 'Log message of the server',
  session: 'Said by the session',
  stderr: 'Written to stderr',
} as const;

/** One line of the log in full. */
export function LogDetail({ line }: { line: LogLine }) {
  const [, change] = useViewPart('logs');
  const { time, source, level, logger, data } = line;
  return (
    <div className="detail">
      <header className="detail-head log-detail-head">
        <h2 className="detail-title">{SOURCES[source]}</h2>
        <IconButton
          icon="close"
          label="Close"
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
        <JsonBlock title="Data" value={data} />
      )}
    </div>
  );
}
