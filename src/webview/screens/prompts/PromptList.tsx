import type { Prompt } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { useView } from '../../app/InspectorContext';
import { ChangeMark } from '../../components/ChangeMark';
import { ListItem } from '../../components/ListItem';
import { SearchableList } from '../../components/SearchableList';
import { search } from '../../components/search';

export function PromptList({ prompts }: { prompts: readonly Prompt[] }) {
  const query = useView((view) => view.prompts.query);
  const found = useMemo(
    () =>
      search(prompts, query, (prompt) => ({
        names: [prompt.name, prompt.title ?? ''],
        texts: [prompt.description ?? ''],
      })),
    [prompts, query],
  );
  return (
    <SearchableList
      screen="prompts"
      total={prompts.length}
      items={found}
      keyOf={(prompt) => prompt.name}
    >
      {(prompt) => (
        <ListItem
          title={prompt.title ?? prompt.name}
          name={prompt.name}
          text={prompt.description ?? t('No description')}
          aside={<ChangeMark list="prompts" itemKey={prompt.name} />}
        />
      )}
    </SearchableList>
  );
}
