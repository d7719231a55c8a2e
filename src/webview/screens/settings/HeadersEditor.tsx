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
        They go with every request, in place of configured ones of the same name. Their values are
        kept among the secrets of VS Code and not shown again.
      </p>
      {view.headers.length > 0 && (
        <ul className="headers" aria-label="Extra headers">
          {view.headers.map((header) => (
            <li key={header} className="header-row">
              <code>{header}</code>
              <span className="muted" aria-hidden="true">
                ••••••••
              </span>
              <IconButton
                icon="trash"
                label={`Remove the header ${header}`}
                onClick={() => void setHeader(header, null)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="header-new">
        <input
          className="input"
          aria-label="Name of a header"
          placeholder="Name"
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
          aria-label="Value of the header"
          placeholder="Value"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={onEnter}
        />
        <Button secondary icon="add" disabled={!isNamed} onClick={() => void add()}>
          Add header
        </Button>
      </div>
    </>
  );
}
