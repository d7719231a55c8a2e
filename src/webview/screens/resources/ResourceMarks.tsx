import { t } from '@vscode/l10n';
import { useModel } from '../../app/InspectorContext';
import { ChangeMark } from '../../components/ChangeMark';
import { Icon } from '../../components/Icon';
import type { ResourceItem } from './resourceItems';
import { lastRead, useSubscriptions } from './subscriptions';

/** New in this run, subscribed to, changed since it was read. */
export function ResourceMarks({ item }: { item: ResourceItem }) {
  const { kind, key } = item;
  const subscription = useSubscriptions().find(({ uri }) => uri === key);
  const readAt = useModel(({ calls }) => (subscription ? lastRead(calls, key) : undefined));
  const isNews = readAt !== undefined && (subscription?.changedAt ?? 0) > readAt;
  const isOn = subscription !== undefined && subscription.status !== 'refused';
  return (
    <>
      <ChangeMark list={kind === 'template' ? 'resourceTemplates' : 'resources'} itemKey={key} />
      {isNews && (
        <span className="change-mark" data-kind="changed" title={t('Changed since it was read')}>
          {t('updated')}
        </span>
      )}
      {isOn && (
        <span className="subscribed-mark" title={t('Subscribed')}>
          <Icon name={isNews ? 'bell-dot' : 'bell'} />
          <span className="visually-hidden">{t('Subscribed')}</span>
        </span>
      )}
    </>
  );
}
