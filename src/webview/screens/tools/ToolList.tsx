import type { Tool } from '@modelcontextprotocol/client';
import { useMemo } from 'react';
import { useView } from '../../app/InspectorContext';
import { ChangeMark } from '../../components/ChangeMark';
import { ListItem } from '../../components/ListItem';
import { SearchableList } from '../../components/SearchableList';
import { search } from '../../components/search';
import { titleOf } from './annotations';
import { HintBadges } from './HintBadges';

export function ToolList({ tools }: { tools: readonly Tool[] }) {
  const query = useView((view) => view.tools.query);
  const found = useMemo(
    () =>
      search(tools, query, (tool) => ({
        names: [tool.name, titleOf(tool)],
        texts: [tool.description ?? ''],
      })),
    [tools, query],
  );
  return (
    <SearchableList
      screen="tools"
      noun="tool"
      total={tools.length}
      items={found}
      keyOf={(tool) => tool.name}
    >
      {(tool) => (
        <ListItem
          title={titleOf(tool)}
          name={tool.name}
          text={tool.description ?? 'No description'}
          aside={
            <>
              <ChangeMark list="tools" itemKey={tool.name} />
              <HintBadges tool={tool} />
            </>
          }
        />
      )}
    </SearchableList>
  );
}
