import { t } from '@vscode/l10n';
import type { KeyboardEvent, ReactNode } from 'react';
import { Segments } from '../../components/Segments';

/** Where a person writes an answer, in one of some ways; Ctrl+Enter sends it. */
export function AnswerPane<M extends string>(props: {
  modes: readonly { readonly value: M; readonly label: string }[];
  mode: M;
  onMode: (mode: M) => void;
  onSend: () => void;
  children: ReactNode;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    props.onSend();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for what its button does
    <div className="answer" onKeyDown={onKeyDown}>
      <div className="arguments-head">
        <h4 className="request-part">{t('Your answer')}</h4>
        <Segments
          label={t('Write the answer as')}
          options={props.modes}
          value={props.mode}
          onChange={props.onMode}
        />
      </div>
      {props.children}
    </div>
  );
}
