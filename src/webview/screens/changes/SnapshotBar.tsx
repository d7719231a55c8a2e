import { t } from '@vscode/l10n';
import { useId } from 'react';
import type { CatalogSnapshot, CatalogSnapshots } from '../../../shared/model/catalogChanges';
import { useInspector, useViewPart } from '../../app/InspectorContext';
import { IconButton } from '../../components/IconButton';
import { Select } from '../../components/Select';
import { snapshotWords } from './changeLook';

/** Chooses what is compared with, and keeps the present state for later. */
export function SnapshotBar(props: {
  snapshots: CatalogSnapshots;
  since: CatalogSnapshot;
  onChange: () => void;
  onTake: () => void;
}) {
  const inspector = useInspector();
  const [, change] = useViewPart('changes');
  const id = useId();
  const { snapshots, since, onChange } = props;
  const { serverId } = inspector;
  const choose = (chosen: string) => {
    const isStart = snapshots.some((one) => one.id === chosen && one.kind === 'start');
    change(({ since: _, ...rest }) => (isStart ? rest : { ...rest, since: chosen }));
  };
  const remove = async (snapshotId: string) => {
    await inspector.act('inspector/removeCatalogSnapshot', { serverId, id: snapshotId });
    change(({ since: _, ...rest }) => rest);
    onChange();
  };
  return (
    <div className="list-tools snapshot-bar">
      <label htmlFor={id}>{t('Compared with')}</label>
      <Select id={id} value={since.id} onChange={(event) => choose(event.target.value)}>
        {snapshots.map((one) => (
          <option key={one.id} value={one.id}>
            {snapshotWords(one, Date.now())}
          </option>
        ))}
      </Select>
      <span className="grow" />
      {since.kind === 'taken' && (
        <IconButton
          icon="trash"
          label={t('Remove this snapshot')}
          onClick={() => void remove(since.id)}
        />
      )}
      <IconButton icon="device-camera" label={t('Take a snapshot')} onClick={props.onTake} />
    </div>
  );
}
