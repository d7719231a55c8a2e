import { t } from '@vscode/l10n';
import { useCallback, useEffect, useState } from 'react';
import type { Roots, RootsSetting } from '../../../shared/model/answering';
import { useInspector, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { IconButton } from '../../components/IconButton';
import { Notice } from '../../components/Notice';
import { messageOf } from '../../state/inspector';

/** What the server is told when it asks for the roots: the folders of the workspace, or others. */
export function RootsEditor() {
  const inspector = useInspector();
  const [setting, setSetting] = useState<RootsSetting>();
  const [edited, edit] = useViewPart('rootsDraft');
  const setEdited = useCallback((roots: Roots | undefined) => edit(() => roots), [edit]);
  const [problem, setProblem] = useState<string>();
  const follow = useCallback((asked: Promise<RootsSetting>, then?: () => void) => {
    asked.then(
      (told) => {
        setSetting(told);
        setProblem(undefined);
        then?.();
      },
      (error: unknown) => setProblem(messageOf(error)),
    );
  }, []);
  useEffect(() => follow(inspector.ask('panel/roots', {})), [inspector, follow]);
  useEffect(
    // Set elsewhere, or the folders of the workspace have changed.
    () =>
      inspector.events.on('inspector/sessionStateChanged', () =>
        follow(inspector.ask('panel/roots', {})),
      ),
    [inspector, follow],
  );
  if (!setting) {
    return problem === undefined ? (
      <EmptyState icon="loading" busy title={t('Reading the roots')} />
    ) : (
      <EmptyState icon="error" title={t('The roots could not be read')}>
        {problem}
      </EmptyState>
    );
  }
  const roots = edited ?? setting.roots;
  const set = (wanted: Roots | null) =>
    follow(
      inspector.ask('panel/setRoots', {
        roots: wanted?.map(({ uri, name }) => ({ uri, ...(name && { name }) })) ?? null,
      }),
      () => setEdited(undefined),
    );
  const addFolders = async () => {
    const folders = await inspector.ask('panel/pickFolders', {});
    const fresh = folders.filter(({ uri }) => !roots.some((root) => root.uri === uri));
    if (fresh.length > 0) setEdited([...roots, ...fresh]);
  };
  const invalid = roots.some(({ uri }) => !URL.canParse(uri));
  return (
    <div className="detail">
      <header className="detail-head">
        <h2 className="detail-title">{t('Roots')}</h2>
        <p className="muted">
          {setting.isOwn
            ? t(
                'What this server is told when it asks for the roots, in place of the folders of the workspace.',
              )
            : t('The server is told the folders of the workspace when it asks for the roots.')}
        </p>
      </header>
      <RootRows roots={roots} onChange={setEdited} />
      <div className="call-bar">
        <Button secondary icon="new-folder" onClick={() => void addFolders()}>
          {t('Add folders')}
        </Button>
        <Button
          secondary
          icon="add"
          onClick={() => setEdited([...roots, { uri: 'file:///', name: '' }])}
        >
          {t('Add an address')}
        </Button>
      </div>
      {problem !== undefined && (
        <Notice kind="error" live>
          {problem}
        </Notice>
      )}
      <div className="call-bar">
        <Button icon="check" disabled={!edited || invalid} onClick={() => set(roots)}>
          {t('Apply')}
        </Button>
        {edited && (
          <Button secondary onClick={() => setEdited(undefined)}>
            {t('Discard changes')}
          </Button>
        )}
        {setting.isOwn && (
          <Button secondary icon="discard" onClick={() => set(null)}>
            {t('Use the workspace folders')}
          </Button>
        )}
      </div>
    </div>
  );
}

function RootRows({ roots, onChange }: { roots: Roots; onChange: (roots: Roots) => void }) {
  if (roots.length === 0) {
    return <p className="muted">{t('There are none: the server is told an empty list.')}</p>;
  }
  const replace = (index: number, part: Partial<Roots[number]>) =>
    onChange(roots.map((root, at) => (at === index ? { ...root, ...part } : root)));
  return (
    <ul className="roots" aria-label={t('Roots')}>
      {roots.map(({ uri, name = '' }, index) => (
        <li key={index} className="root">
          <input
            className="input root-uri"
            aria-label={t('URI of root {0}', index + 1)}
            aria-invalid={!URL.canParse(uri) || undefined}
            spellCheck={false}
            value={uri}
            onChange={(event) => replace(index, { uri: event.target.value })}
          />
          <input
            className="input root-name"
            aria-label={t('Name of root {0}', index + 1)}
            placeholder={t('Name')}
            spellCheck={false}
            value={name}
            onChange={(event) => replace(index, { name: event.target.value })}
          />
          <IconButton
            icon="trash"
            label={t('Remove root {0}', index + 1)}
            onClick={() => onChange(roots.filter((_, at) => at !== index))}
          />
        </li>
      ))}
    </ul>
  );
}
