import type { CallRecord } from '../../shared/model/session';
import { useInspector } from '../app/InspectorContext';
import { Button } from './Button';
import { elapsed } from './format';
import { useNow } from './useNow';

const RUN_KEYS = navigator.platform.startsWith('Mac') ? '⌘Enter' : 'Ctrl+Enter';

/** Sends a request; while one runs: its time, its progress and a way to cancel it. */
export function CallBar(props: {
  verb: string;
  icon: string;
  running: CallRecord | undefined;
  disabled: boolean;
  /** Why it is disabled. */
  why?: string | undefined;
  onRun: () => void;
}) {
  return (
    <div className="call-bar">
      <Button
        icon={props.icon}
        disabled={props.disabled}
        onClick={props.onRun}
        title={`${props.verb} (${RUN_KEYS})`}
      >
        {props.verb}
      </Button>
      {props.running ? (
        <Running call={props.running} />
      ) : (
        <span className="muted">{props.why ?? RUN_KEYS}</span>
      )}
    </div>
  );
}

function Running({ call }: { call: CallRecord }) {
  const inspector = useInspector();
  const now = useNow(true, 100);
  const { progress } = call;
  const known = progress?.total !== undefined && progress.total > 0;
  return (
    <>
      <Button secondary onClick={() => inspector.cancel(call.id)} title="Cancel (Escape)">
        Cancel
      </Button>
      <span className="running-time">{elapsed(now - call.startedAt)}</span>
      <div className="running-progress">
        <vscode-progress-bar
          ariaLabel="Progress of the call"
          value={known ? progress.progress : undefined}
          max={known ? progress.total : 100}
        />
        {progress && (
          <span className="running-message" role="status">
            {progress.message ?? ''}
            <span className="muted">
              {` ${progress.progress}${known ? ` of ${progress.total}` : ''}`}
            </span>
          </span>
        )}
      </div>
    </>
  );
}
