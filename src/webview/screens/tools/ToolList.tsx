import type { Tool } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { useViewPart } from '../../app/InspectorContext';
import { ChangeMark } from '../../components/ChangeMark';
import { IconButton } from '../../components/IconButton';
import { ListItem } from '../../components/ListItem';
import { SearchableList } from '../../components/SearchableList';
import { search } from '../../components/search';
import { grouped, groupName, titleOf } from './annotations';
import { HintBadges } from './HintBadges';

export function ToolList({ tools }: { tools: readonly Tool[] }) {
  const [{ query, grouped: isGrouped = false }, change] = useViewPart('tools');
  const found = useMemo(
    () =>
      search(tools, query, (tool) => ({
        names: [tool.name, titleOf(tool)],
        texts: [tool.description ?? ''],
      })),
    [tools, query],
  );
  const items = useMemo(() => (isGrouped ? grouped(found) : found), [found, isGrouped]);
  return (
    <SearchableList
      screen="tools"
      total={tools.length}
      items={items}
      keyOf={(tool) => tool.name}
      groupOf={isGrouped ? groupName : undefined}
      actions={
        <IconButton
          icon="group-by-ref-type"
          label={t('Group by annotations')}
          pressed={isGrouped}
          onClick={() => change((view) => ({ ...view, grouped: !isGrouped }))}
        />
      }
    >
      {(tool) => (
        <ListItem
          title={titleOf(tool)}
          name={tool.name}
          text={tool.description ?? t('No description')}
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
