import { t } from '@vscode/l10n';
import { useMemo, useState } from 'react';
import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { ErrorBoundary } from '../../components/ErrorBoundary';
import { JsonEditor } from '../../components/JsonEditor';
import { LongText } from '../../components/LongText';
import { Misfit } from '../../components/Misfit';
import { Notice } from '../../components/Notice';
import { SchemaForm } from '../../form/SchemaForm';
import { takesArguments } from '../../schema/defaults';
import { type Parsed, parseArguments } from '../../schema/drafts';
import { isObject } from '../../schema/isObject';
import { type SchemaProblem, validate } from '../../schema/validate';
import type { AnswerDraft } from '../../state/viewState';
import { AnswerBar } from './AnswerBar';
import { AnswerPane } from './AnswerPane';
import { isWaiting } from './conversations';
import { SavedAnswersBar } from './SavedAnswersBar';
import { useAnswer } from './useAnswer';
import { formSchemaOf, schemaOf, useAnswerDraft } from './useAnswerDraft';

/** A form that the server wants to be filled in. */
export function ElicitationForm({ request }: { request: PendingRequest }) {
  const { message } = request.params;
  return (
    <>
      {typeof message === 'string' && <LongText text={message} />}
      {isWaiting(request) && <FormAnswer request={request} />}
    </>
  );
}

function FormAnswer({ request }: { request: PendingRequest }) {
  const [draft, change] = useAnswerDraft(request);
  const [tried, setTried] = useState(false);
  const answering = useAnswer(request);
  const schema = useMemo(() => schemaOf(request), [request]);
  const drawn = useMemo(() => formSchemaOf(schema), [schema]);
  const parsed = contentOf(draft);
  const content = parsed.ok ? parsed.data : undefined;
  const problems = useMemo(
    () => (content === undefined ? [] : problemsOf(schema, content)),
    [schema, content],
  );
  const accept = () => answering.answer({ result: { action: 'accept', content } });
  const send = () => {
    setTried(true);
    if (parsed.ok && problems.length === 0) accept();
  };
  return (
    <AnswerPane
      modes={formModes()}
      mode={draft.mode === 'json' ? 'json' : 'form'}
      onMode={(mode) => change(switched(parsed, mode))}
      onSend={send}
    >
      {draft.mode === 'json' ? (
        <JsonEditor
          label={t('Answer as JSON')}
          text={draft.json}
          error={parsed.ok ? undefined : parsed.message}
          schema={schema}
          problems={problems}
          onChange={(json) => change({ json })}
        />
      ) : (
        <ErrorBoundary fallback={(error) => <NoForm error={error} />}>
          {takesArguments(schema) ? (
            <SchemaForm
              id={`answer-${request.id}`}
              schema={drawn}
              data={draft.form}
              problems={tried ? problems : []}
              onChange={(form) => change({ form })}
            />
          ) : (
            <p className="muted">{t('There is nothing to fill in.')}</p>
          )}
        </ErrorBoundary>
      )}
      {tried && problems.length > 0 && (
        <Misfit
          words={t('The answer does not fit what the server asks for:')}
          verb={t('Send it anyway')}
          problems={problems}
          onSend={accept}
        />
      )}
      <SavedAnswersBar
        method={request.method}
        result={content}
        onUse={(result) =>
          isObject(result) && change(switched({ ok: true, data: result }, draft.mode))
        }
      />
      <AnswerBar
        request={request}
        answering={answering}
        verb={t('Accept')}
        icon="check"
        disabled={!parsed.ok}
        onSend={send}
      />
    </AnswerPane>
  );
}

function formModes() {
  return [
    { value: 'form', label: t('Form') },
    { value: 'json', label: 'JSON' },
  ] as const;
}

function NoForm({ error }: { error: Error }) {
  return (
    <Notice kind="warning">
      {t(
        'No form can be made from what the server asks for: {0}. Write the answer as JSON.',
        error.message,
      )}
    </Notice>
  );
}

function contentOf(draft: AnswerDraft): Parsed {
  return draft.mode === 'json' ? parseArguments(draft.json) : { ok: true, data: { ...draft.form } };
}

/** Form and JSON are two views of the same; what cannot be read as JSON has no form yet. */
function switched(parsed: Parsed, mode: AnswerDraft['mode']): Partial<AnswerDraft> {
  if (!parsed.ok) return {};
  return { mode, form: parsed.data, json: JSON.stringify(parsed.data, null, 2) };
}

/** A schema that cannot be used keeps nobody from answering. */
function problemsOf(schema: object, data: unknown): readonly SchemaProblem[] {
  try {
    return validate(schema, data);
  } catch {
    return [];
  }
}
