import type { Tool } from '@modelcontextprotocol/client';
import type { RJSFSchema } from '@rjsf/utils';
import { t } from '@vscode/l10n';
import { ErrorBoundary } from '../../components/ErrorBoundary';
import { IconButton } from '../../components/IconButton';
import { JsonEditor } from '../../components/JsonEditor';
import { Notice } from '../../components/Notice';
import { Segments } from '../../components/Segments';
import { SchemaForm } from '../../form/SchemaForm';
import { takesArguments } from '../../schema/defaults';
import { draftOfData, newDraft, withText } from '../../schema/drafts';
import type { SchemaProblem } from '../../schema/validate';
import type { Draft } from '../../state/viewState';
import { toolArguments } from './toolArguments';

interface Props {
  tool: Tool;
  draft: Draft;
  onChange: (change: (draft: Draft) => Draft) => void;
  problems: readonly SchemaProblem[];
}

/** The arguments of a tool, as a form or as JSON: two views of the same. */
export function ArgumentsEditor({ tool, draft, onChange, problems }: Props) {
  const schema = tool.inputSchema as RJSFSchema;
  const parsed = toolArguments(schema, draft);
  const setMode = (mode: Draft['mode']) => {
    // What cannot be read as JSON has no form; it stays until it is mended or reset.
    if (parsed.ok && mode !== draft.mode)
      onChange((now) => ({ ...now, ...draftOfData(parsed.data, mode) }));
  };
  return (
    <section className="arguments" aria-label={t('Arguments')}>
      <div className="arguments-head">
        <h3 className="result-title">{t('Arguments')}</h3>
        <Segments
          label={t('Write the arguments as')}
          options={[
            { value: 'form', label: t('Form') },
            { value: 'json', label: t('JSON') },
          ]}
          value={draft.mode}
          onChange={setMode}
        />
        <IconButton
          icon="discard"
          label={t('Reset arguments to their defaults')}
          onClick={() => onChange((now) => ({ ...now, ...newDraft(schema), mode: now.mode }))}
        />
      </div>
      {draft.mode === 'form' ? (
        <ErrorBoundary
          fallback={(error) => <NoForm error={error} onJson={() => setMode('json')} />}
        >
          {takesArguments(schema) ? (
            <SchemaForm
              id={`arg-${tool.name}`}
              schema={schema}
              data={draft.data}
              problems={problems}
              onChange={(data) => onChange((now) => ({ ...now, ...draftOfData(data, 'form') }))}
            />
          ) : (
            <p className="muted">{t('This tool takes no arguments.')}</p>
          )}
        </ErrorBoundary>
      ) : (
        <JsonEditor
          label={t('Arguments as JSON')}
          text={draft.text}
          error={parsed.ok ? undefined : parsed.message}
          schema={schema}
          problems={problems}
          onChange={(text) => onChange((now) => withText(now, text))}
        />
      )}
    </section>
  );
}

function NoForm({ error, onJson }: { error: Error; onJson: () => void }) {
  return (
    <Notice kind="warning">
      {t('No form can be made from this tool’s schema: {0}.', error.message)}{' '}
      <button type="button" className="link" onClick={onJson}>
        {t('Write the arguments as JSON')}
      </button>
    </Notice>
  );
}
