import { t } from '@vscode/l10n';
import { useId } from 'react';
import type { RequestAnswer } from '../../../shared/model/pendingRequest';
import { Icon } from '../../components/Icon';
import type { AnswerDraft } from '../../state/viewState';

/** An error that the server is answered with, to see how it copes. */
export function ErrorFields(props: {
  draft: AnswerDraft;
  problem: string | undefined;
  onChange: (change: Partial<AnswerDraft>) => void;
}) {
  const id = useId();
  const { error } = props.draft;
  const change = (part: Partial<AnswerDraft['error']>) =>
    props.onChange({ error: { ...error, ...part } });
  return (
    <div className="fields">
      <div className="field">
        <label className="field-label" htmlFor={`${id}-code`}>
          {t('Code')}
        </label>
        <input
          id={`${id}-code`}
          className="input"
          inputMode="numeric"
          value={error.code}
          aria-invalid={props.problem !== undefined || undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => change({ code: event.target.value })}
        />
        <div id={`${id}-problem`} role="status">
          {props.problem !== undefined && (
            <div className="field-error">
              <Icon name="error" />
              <span>{props.problem}</span>
            </div>
          )}
        </div>
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-message`}>
          {t('Message')}
        </label>
        <input
          id={`${id}-message`}
          className="input"
          value={error.message}
          onChange={(event) => change({ message: event.target.value })}
        />
      </div>
    </div>
  );
}

/** The error as it is sent, or why it cannot be. */
export function errorOf({ error }: AnswerDraft): RequestAnswer | { readonly problem: string } {
  const code = Number(error.code);
  if (error.code.trim() === '' || !Number.isInteger(code)) {
    return { problem: t('The code of an error is a whole number.') };
  }
  return { error: { code, message: error.message } };
}
