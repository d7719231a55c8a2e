import type { Subscription } from '../../../shared/model/sessionState';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { clock, counted } from '../../components/format';
import { Notice } from '../../components/Notice';

/** Asks the server to tell when a resource changes, and says what it told. */
export function SubscriptionBar(props: {
  uri: string;
  ready: boolean;
  subscription: Subscription | undefined;
  /** It has changed since it was read. */
  changed: boolean;
}) {
  const { uri, ready, subscription } = props;
  const inspector = useInspector();
  const offered = useModel((model) => model.server?.session?.capabilities.resources?.subscribe);
  const [followed, change] = useViewPart('followedResources');
  if (!offered && !subscription) return null;
  const act = (method: 'inspector/subscribe' | 'inspector/unsubscribe') =>
    inspector.act(method, { serverId: inspector.serverId, uri });
  const follow = (wanted: boolean) =>
    change(({ [uri]: _before, ...rest }) => (wanted ? { ...rest, [uri]: true } : rest));
  const isOver = subscription?.status === 'refused';
  return (
    <div className="subscription">
      <div className="subscription-bar">
        <Button
          secondary
          icon={subscription && !isOver ? 'bell-slash' : 'bell'}
          disabled={!ready}
          onClick={() =>
            act(subscription && !isOver ? 'inspector/unsubscribe' : 'inspector/subscribe')
          }
        >
          {subscription && !isOver ? 'Unsubscribe' : 'Subscribe'}
        </Button>
        <span className="muted" role="status">
          {subscription && words(subscription)}
        </span>
        {props.changed && <strong className="subscription-news">Changed since it was read</strong>}
      </div>
      {subscription && !isOver && (
        <label className="check">
          <input
            type="checkbox"
            checked={followed[uri] ?? false}
            onChange={(event) => follow(event.target.checked)}
          />
          Read again when it changes
        </label>
      )}
      {subscription?.status === 'broken' && (
        <Notice kind="warning">
          {`The subscription broke${reason(subscription)}. It is opened again.`}
        </Notice>
      )}
      {isOver && (
        <Notice kind="error">{`The server refused to tell of changes${reason(subscription)}.`}</Notice>
      )}
    </div>
  );
}

function words({ status, changes, changedAt }: Subscription): string {
  if (status === 'opening') return 'Subscribing';
  if (status !== 'active') return '';
  if (changedAt === undefined) return 'Subscribed, no change yet';
  return `Subscribed, ${counted(changes, 'change')}, the last at ${clock(changedAt).slice(0, 8)}`;
}

function reason({ message }: Subscription): string {
  return message === undefined ? '' : `: ${message.replace(/[.\s]+$/, '')}`;
}
