import { t } from '@vscode/l10n';
import type { CallRecord } from '../../shared/model/session';
import { JsonBlock } from './JsonBlock';
import { Notice } from './Notice';

/** Why a call has no result: an error of the protocol, a cancellation, or a time-out. */
export function CallFailure({ call }: { call: CallRecord }) {
  const { error } = call;
  if (call.status === 'cancelled')
    return <p className="muted">{`${t('The call was cancelled.')} ${sentence(error?.message)}`}</p>;
  return (
    <>
      <Notice kind="error">
        <span className="error-message">
          {error?.message ?? t('The server did not answer in time.')}
        </span>
        {error?.code !== undefined && <span className="muted"> {codeWords(error.code)}</span>}
      </Notice>
      {error?.data !== undefined && <JsonBlock title={t('Data of the error')} value={error.data} />}
    </>
  );
}

/** Why, where more is known than that. */
function sentence(message: string | undefined): string {
  if (message === undefined) return t('The server was told so.');
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** As the specification calls them (JSON-RPC 2.0, section 5.1). */
const names: Record<number, string> = {
  [-32700]: 'parse error',
  [-32600]: 'invalid request',
  [-32601]: 'method not found',
  [-32602]: 'invalid params',
  [-32603]: 'internal error',
};

function codeWords(code: number): string {
  const name = names[code];
  return name === undefined
    ? t('JSON-RPC error {0}', code)
    : t('JSON-RPC error {0} ({1})', code, name);
}
