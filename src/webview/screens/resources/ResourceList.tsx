import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { useView, useViewPart } from '../../app/InspectorContext';
import { IconButton } from '../../components/IconButton';
import { ListItem } from '../../components/ListItem';
import { SearchableList } from '../../components/SearchableList';
import { search } from '../../components/search';
import { ResourceMarks } from './ResourceMarks';
import { ResourceTree } from './ResourceTree';
import type { ResourceItem } from './resourceItems';

export function ResourceList({ items }: { items: readonly ResourceItem[] }) {
  const query = useView((view) => view.resources.query);
  const [tree, changeTree] = useViewPart('resourceTree');
  const found = useMemo(
    () =>
      search(items, query, (item) => {
        const one = item.kind === 'resource' ? item.resource : item.template;
        return {
          names: [one.title ?? one.name, one.name, item.key],
          texts: [one.description ?? ''],
        };
      }),
    [items, query],
  );
  return (
    <SearchableList
      screen="resources"
      total={items.length}
      items={found}
      keyOf={(item) => item.key}
      actions={
        <IconButton
          icon="list-tree"
          label={t('As a tree')}
          pressed={tree.shown}
          onClick={() => changeTree((now) => ({ ...now, shown: !now.shown }))}
        />
      }
      instead={
        tree.shown ? (onEnter) => <ResourceTree items={found} onEnter={onEnter} /> : undefined
      }
    >
      {(item) => {
        const one = item.kind === 'resource' ? item.resource : item.template;
        return (
          <ListItem
            title={one.title ?? one.name}
            text={item.key}
            aside={
              <>
                <ResourceMarks item={item} />
                <span className="hint hint-calm">
                  {item.kind === 'template' ? t('Template') : (one.mimeType ?? t('Resource'))}
                </span>
              </>
            }
          />
        );
      }}
    </SearchableList>
  );
}
