import { t } from '@vscode/l10n';
import type { ItemChange } from '../../../shared/model/catalogChanges';
import { useViewPart } from '../../app/InspectorContext';
import { Icon } from '../../components/Icon';
import { ListItem } from '../../components/ListItem';
import { useRowHeight } from '../../components/useRowHeight';
import { VirtualList } from '../../components/VirtualList';
import { CHANGE_ICONS, changeWords } from './changeLook';

export const idOfChange = ({ list, key }: ItemChange) => `${list} ${key}`;

export function ChangeList({ changes }: { changes: readonly ItemChange[] }) {
  const [view, update] = useViewPart('changes');
  const rowHeight = useRowHeight(2, 8);
  const select = (index: number, browsing: boolean) => {
    const change = changes[index];
    if (change) update((now) => ({ ...now, selected: idOfChange(change), browsing }));
  };
  return (
    <VirtualList
      items={changes}
      label={t('Changes')}
      rowHeight={rowHeight}
      selected={changes.findIndex((one) => idOfChange(one) === view.selected)}
      onMove={(index) => select(index, true)}
      onOpen={(index) => select(index, false)}
      keyOf={idOfChange}
      name="list changes"
      query=""
    >
      {(change) => (
        <div className="change-item" data-kind={change.kind}>
          <Icon name={CHANGE_ICONS[change.kind]} />
          <ListItem title={change.key} text={changeWords(change)} />
        </div>
      )}
    </VirtualList>
  );
}
