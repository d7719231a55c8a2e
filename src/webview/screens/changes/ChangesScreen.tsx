import { t } from '@vscode/l10n';
import { useCallback, useEffect } from 'react';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { EmptyState } from '../../components/EmptyState';
import { ListDetail } from '../../components/ListDetail';
import { useAsked } from '../../components/useAsked';
import { ChangeDetail } from './ChangeDetail';
import { ChangeList, idOfChange } from './ChangeList';
import { ChangesEmpty } from './ChangesEmpty';
import { SnapshotBar } from './SnapshotBar';

/** What the server offers otherwise than before: in its run before, or when a person took a snapshot. */
export function ChangesScreen() {
  const inspector = useInspector();
  const [view, change] = useViewPart('changes');
  const revision = useModel((model) => model.catalog.revision);
  const session = useModel((model) => model.server?.session?.id);
  const { since } = view;
  const ask = useCallback(async () => {
    const { serverId } = inspector;
    const [snapshots, changes] = await Promise.all([
      inspector.ask('inspector/catalogSnapshots', { serverId }),
      inspector.ask('inspector/catalogChanges', {
        serverId,
        ...(since === undefined ? {} : { since }),
      }),
    ]);
    return { snapshots, ...changes };
  }, [inspector, since]);
  const [asked, again] = useAsked(ask);
  useEffect(again, [revision, session, again]);
  const take = async () => {
    await inspector.act('inspector/takeCatalogSnapshot', { serverId: inspector.serverId });
    again();
  };
  const failed = asked.status === 'failed';
  useEffect(() => {
    // The snapshot may have been removed in another window.
    if (failed && since !== undefined) change(({ since: _, ...rest }) => rest);
  }, [failed, since, change]);
  const { value } = asked;
  if (value === undefined) {
    return failed ? (
      <EmptyState icon="error" title={t('The changes could not be read')}>
        {asked.message}
      </EmptyState>
    ) : (
      <EmptyState icon="loading" busy title={t('Comparing')} />
    );
  }
  const selected = value.changes.find((one) => idOfChange(one) === view.selected);
  return (
    <div className="changes">
      {value.since !== null && (
        <SnapshotBar
          snapshots={value.snapshots}
          since={value.since}
          onChange={again}
          onTake={take}
        />
      )}
      {value.changes.length === 0 ? (
        <ChangesEmpty since={value.since} onTake={take} />
      ) : (
        <ListDetail
          screen="changes"
          list={<ChangeList changes={value.changes} />}
          detail={selected && <ChangeDetail key={idOfChange(selected)} change={selected} />}
          nothing={
            <EmptyState icon="diff" title={t('Select a change')}>
              {t('Each place that differs appears here, before and after.')}
            </EmptyState>
          }
          backLabel={t('All changes')}
          browsing={view.browsing}
          onBack={() => change((now) => ({ ...now, browsing: true }))}
        />
      )}
    </div>
  );
}
