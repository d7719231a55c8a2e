import type { ResourceContents } from '@modelcontextprotocol/client';

import { type CallRecord, isOpen } from '../../../shared/model/session';
import { useInspector } from '../../app/InspectorContext';
import { CallBar } from '../../components/CallBar';
import { CallFailure } from '../../components/CallFailure';
import { CallHistory } from '../../components/CallHistory';
import { ResourceBody } from '../../components/ContentBlock';
import { JsonTree } from '../../components/JsonTree';
import { useCalls } from '../../components/useCalls';
import { isObject } from '../../schema/isObject';
import { lacksResult } from '../../state/serverModel';

/** Reads the resource at `uri` and shows what it holds. */
export function ResourceReader(props: {
  uri: string;
  ready: boolean;
  /** Why it cannot be read yet. */
  why?: string | undefined;
}) {
  const { uri, ready, why } = props;
  const inspector = useInspector();
  const calls = useCalls('resources/read', 'uri', uri);
  const read = async () => {
    if (await inspector.call('resources/read', { uri })) calls.choose(undefined);
  };
  return (
    <>
      <CallBar
        verb="Read"
        icon="book"
        running={calls.running}
        disabled={!ready || why !== undefined}
        why={ready ? why : 'The server is not ready'}
        onRun={() => void read()}
      />
      <CallHistory calls={calls} title="Contents" />
      {calls.shown && <Contents key={calls.shown.id} call={calls.shown} />}
    </>
  );
}

function Contents({ call }: { call: CallRecord }) {
  if (isOpen(call)) return <p className="muted">Waiting for the contents.</p>;
  if (call.status !== 'succeeded') return <CallFailure call={call} />;
  if (lacksResult(call)) return <p className="muted">Fetching the contents.</p>;
  const contents = isObject(call.result) ? call.result.contents : undefined;
  if (!Array.isArray(contents)) return <JsonTree value={call.result} label="Result" />;
  if (contents.length === 0) return <p className="muted">The resource holds nothing.</p>;
  return (
    <div className="result">
      {(contents as ResourceContents[]).map((one, index) => (
        <div key={index} className="embedded">
          {one.uri !== call.params.uri && <code className="detail-uri">{one.uri}</code>}
          <ResourceBody contents={one} label={one.uri} />
        </div>
      ))}
    </div>
  );
}
