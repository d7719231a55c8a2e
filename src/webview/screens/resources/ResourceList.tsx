import { useMemo } from 'react';
import { useView } from '../../app/InspectorContext';
import { ChangeMark } from '../../components/ChangeMark';
import { ListItem } from '../../components/ListItem';
import { SearchableList } from '../../components/SearchableList';
import { search } from '../../components/search';
import type { ResourceItem } from './resourceItems';

export function ResourceList({ items }: { items: readonly ResourceItem[] }) {
  const query = useView((view) => view.resources.query);
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
      noun="resource"
      total={items.length}
      items={found}
      keyOf={(item) => item.key}
    >
      {(item) => {
        const one = item.kind === 'resource' ? item.resource : item.template;
        return (
          <ListItem
            title={one.title ?? one.name}
            text={item.key}
            aside={
              <>
                <ChangeMark
                  list={item.kind === 'template' ? 'resourceTemplates' : 'resources'}
                  itemKey={item.key}
                />
                <span className="hint hint-calm">
                  {item.kind === 'template' ? 'Template' : (one.mimeType ?? 'Resource')}
                </span>
              </>
            }
          />
        );
      }}
    </SearchableList>
  );
}
