import { t } from '@vscode/l10n';
import type { Subscription } from '../../../shared/model/sessionState';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { clock, grouped } from '../../components/format';
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
      {isOn ? t('Unsubscribe') : t('Subscribe')}
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
        <Notice kind="warning">{brokenWords(subscription)}</Notice>
      )}
      {isOver && <Notice kind="error">{refusedWords(subscription)}</Notice>}
    </div>
  );
}

function words({ status, changes, changedAt }: Subscription): string {
  if (status === 'opening') return t('Subscribing');
  if (status !== 'active') return '';
  if (changedAt === undefined) return t('Subscribed, no change yet');
  const time = clock(changedAt).slice(0, 8);
  return changes === 1
    ? t('Subscribed, 1 change, the last at {0}', time)
    : t('Subscribed, {0} changes, the last at {1}', grouped(changes), time);
}

function brokenWords({ message }: Subscription): string {
  return message === undefined
    ? t('The subscription broke. It is opened again.')
    : t('The subscription broke: {0}. It is opened again.', withoutPeriod(message));
}

function refusedWords({ message }: Subscription): string {
  return message === undefined
    ? t('The server refused to tell of changes.')
    : t('The server refused to tell of changes: {0}.', withoutPeriod(message));
}

function withoutPeriod(message: string): string {
  return message.replace(/[.\s]+$/, '');
}
