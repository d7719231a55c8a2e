import { t } from '@vscode/l10n';
import type { ReactNode } from 'react';
import { useInspector } from '../../app/InspectorContext';
import { CallBar } from '../../components/CallBar';
import { CallHistory } from '../../components/CallHistory';
import { runKeys } from '../../components/runKeys';
import { useScrollMemory } from '../../components/useScrollMemory';
import { ResourceContents } from './ResourceContents';
import { SubscribeButton, SubscriptionBar } from './SubscriptionBar';
import { useReading } from './useReading';

/** Below what is known of a resource: reads it at `uri`, follows it, and shows what it holds. */
export function ResourcePane(props: {
  /** Under which the scroll position is remembered. */
  name: string;
  uri: string;
  ready: boolean;
  /** Why it cannot be read yet. */
  why?: string | undefined;
  children: ReactNode;
}) {
  const { uri, ready, why } = props;
  const inspector = useInspector();
  const pane = useScrollMemory(props.name);
  const { calls, subscription, changed, read } = useReading(uri, ready);
  const disabled = !ready || why !== undefined;
  const { running } = calls;
  const keys = runKeys({
    run: () => !disabled && void read(),
    cancel: running && (() => void inspector.cancel(running.id)),
  });
  return (
    <div className="detail" {...pane} {...keys}>
      {props.children}
      <CallBar
        verb={t('Read')}
        icon="book"
        running={running}
        disabled={disabled}
        why={ready ? why : t('The server is not ready')}
        onRun={() => void read()}
      >
        {why === undefined && (
          <SubscribeButton uri={uri} ready={ready} subscription={subscription} />
        )}
      </CallBar>
      {why === undefined && (
        <SubscriptionBar uri={uri} subscription={subscription} changed={changed} />
      )}
      <CallHistory calls={calls} title={t('Contents')} />
      {calls.shown && <ResourceContents key={calls.shown.id} call={calls.shown} />}
    </div>
  );
}
