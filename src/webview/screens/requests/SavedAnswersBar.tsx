import { t } from '@vscode/l10n';
import { useCallback, useEffect, useId, useState } from 'react';
import type { SavedAnswer } from '../../../shared/model/answering';
import { useInspector } from '../../app/InspectorContext';
import { IconButton } from '../../components/IconButton';
import { Notice } from '../../components/Notice';
import { Select } from '../../components/Select';
import { messageOf } from '../../state/inspector';

/** Answers that are kept by name, to be given again. */
export function SavedAnswersBar(props: {
  method: string;
  /** What would be kept; undefined while it cannot be sent. */
  result: unknown;
  onUse: (result: unknown) => void;
}) {
  const { method, result, onUse } = props;
  const inspector = useInspector();
  const id = useId();
  const [saved, setSaved] = useState<readonly SavedAnswer[]>([]);
  const [problem, setProblem] = useState<string>();
  const [name, setName] = useState('');
  const follow = useCallback((asked: Promise<readonly SavedAnswer[]>) => {
    asked.then(
      (answers) => {
        setSaved(answers);
        setProblem(undefined);
      },
      (error: unknown) => setProblem(messageOf(error)),
    );
  }, []);
  useEffect(() => {
    follow(inspector.ask('panel/savedAnswers', { method }));
  }, [inspector, method, follow]);
  const known = saved.find((one) => one.name === name.trim());
  const canSave = name.trim() !== '' && result !== undefined;
  const save = () =>
    follow(inspector.ask('panel/saveAnswer', { method, name: name.trim(), result }));
  const use = (wanted: string) => {
    setName(wanted);
    const found = saved.find((one) => one.name === wanted);
    if (found) onUse(found.result);
  };
  return (
    <div className="saved-answers">
      {saved.length > 0 && (
        <Select
          aria-label={t('Use a saved answer')}
          value=""
          onChange={(event) => use(event.target.value)}
        >
          <option value="">{t('Use a saved answer…')}</option>
          {saved.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
      <label className="visually-hidden" htmlFor={id}>
        {t('Name to save this answer under')}
      </label>
      <input
        id={id}
        className="input"
        placeholder={t('Save this answer as…')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          const plain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
          if (plain && canSave) save();
        }}
      />
      <IconButton
        icon="save"
        label={known ? t('Save in place of “{0}”', known.name) : t('Save this answer')}
        disabled={!canSave}
        onClick={save}
      />
      {known && (
        <IconButton
          icon="trash"
          label={t('Remove the saved answer “{0}”', known.name)}
          onClick={() => follow(inspector.ask('panel/removeAnswer', { method, name: known.name }))}
        />
      )}
      {problem !== undefined && (
        <Notice kind="error" live>
          {problem}
        </Notice>
      )}
    </div>
  );
}
