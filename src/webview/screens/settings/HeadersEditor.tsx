import { t } from '@vscode/l10n';
import { useState } from 'react';
import { Button } from '../../components/Button';
import { IconButton } from '../../components/IconButton';
import type { SettingsOfSession } from './useSessionSettings';

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** Headers that go with every request to the server. What was given is not shown again. */
export function HeadersEditor({ of: { view, setHeader } }: { of: SettingsOfSession }) {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const isNamed = NAME.test(name);
  if (!view) return null;
  const add = async () => {
    if (!isNamed || !(await setHeader(name, value))) return;
    setName('');
    setValue('');
  };
  const onEnter = ({ key }: { readonly key: string }) => {
    if (key === 'Enter') void add();
  };
  return (
    <>
      <p className="muted">
        {t(
          'They go with every request, in place of configured ones of the same name. Their values are kept among the secrets of VS Code and not shown again.',
        )}
      </p>
      {view.headers.length > 0 && (
        <ul className="headers" aria-label={t('Extra headers')}>
          {view.headers.map((header) => (
            <li key={header} className="header-row">
              <code>{header}</code>
              <span className="muted" aria-hidden="true">
                ••••••••
              </span>
              <IconButton
                icon="trash"
                label={t('Remove the header {0}', header)}
                onClick={() => void setHeader(header, null)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="header-new">
        <input
          className="input"
          aria-label={t('Name of a header')}
          placeholder={t('Name')}
          spellCheck={false}
          aria-invalid={(name !== '' && !isNamed) || undefined}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={onEnter}
        />
        <input
          className="input"
          type="password"
          autoComplete="off"
          aria-label={t('Value of the header')}
          placeholder={t('Value')}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={onEnter}
        />
        <Button secondary icon="add" disabled={!isNamed} onClick={() => void add()}>
          {t('Add header')}
        </Button>
      </div>
    </>
  );
}
