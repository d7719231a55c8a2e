import { t } from '@vscode/l10n';
import type { CatalogList } from '../../shared/model/catalogChanges';
import { useModel } from '../app/InspectorContext';

const WORDS = { added: t('new'), changed: t('changed'), removed: undefined };

/** Says that an item was not there in the run before, or was another. */
export function ChangeMark({ list, itemKey }: { list: CatalogList; itemKey: string }) {
  const change = useModel((model) => model.changeMarks.get(`${list} ${itemKey}`));
  const word = change && WORDS[change];
  if (word === undefined) return null;
  return (
    <span className="change-mark" data-kind={change}>
      {word}
    </span>
  );
}
