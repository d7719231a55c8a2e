import { t } from '@vscode/l10n';
import type { Subscription } from '../../../shared/model/sessionState';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { clock, counted } from '../../components/format';
import { Notice } from '../../components/Notice';

/** Asks the server to tell when a resource changes, or to tell no more. */
export function SubscribeButton(props: {
  uri: string;
  ready: boolean;
  subscription: Subscription | undefined;
}) {
  const { uri, ready, subscription } = props;
  const inspector = useInspector();
  const offered = useModel((model) => model.server?.session?.capabilities.resources?.subscribe);
  if (!offered && !subscription) return null;
  const isOn = subscription !== undefined && subscription.status !== 'refused';
  const act = (method: 'inspector/subscribe' | 'inspector/unsubscribe') =>
    inspector.act(method, { serverId: inspector.serverId, uri });
  return (
    <Button
      secondary
      icon={isOn ? 'bell-slash' : 'bell'}
      disabled={!ready}
      onClick={() => act(isOn ? 'inspector/unsubscribe' : 'inspector/subscribe')}
    >
      {isOn ? 'Unsubscribe' : 'Subscribe'}
    </Button>
  );
}

/** What the server told of a resource since it was asked to. */
export function SubscriptionBar(props: {
  uri: string;
  subscription: Subscription | undefined;
  /** It has changed since it was read. */
  changed: boolean;
}) {
  const { uri, subscription } = props;
  const [followed, change] = useViewPart('followedResources');
  const follow = (wanted: boolean) =>
    change(({ [uri]: _before, ...rest }) => (wanted ? { ...rest, [uri]: true } : rest));
  const isOver = subscription?.status === 'refused';
  return (
    <div className="subscription" data-empty={subscription === undefined && !props.changed}>
      <div className="subscription-bar">
        <span className="muted" role="status">
          {subscription && words(subscription)}
        </span>
        {props.changed && (
          <strong className="subscription-news">{t('Changed since it was read')}</strong>
        )}
      </div>
      {subscription && !isOver && (
        <label className="check">
          <input
            type="checkbox"
            checked={followed[uri] ?? false}
            onChange={(event) => follow(event.target.checked)}
          />
          {t('Read again when it changes')}
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
