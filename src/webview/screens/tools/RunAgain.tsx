import { deepEquals } from '@rjsf/utils';
import { t } from '@vscode/l10n';
import { useEffect, useId } from 'react';
import { rerunKey } from '../../../shared/model/dev';
import type { CallRecord } from '../../../shared/model/session';
import { useInspector, useModel } from '../../app/InspectorContext';
import { Icon } from '../../components/Icon';
import { useMemory } from '../../state/memory';
import { lacksResult } from '../../state/serverModel';
import { compareCalls } from './compareCalls';

/** Whether the last call of a tool is made again by itself whenever the server was restarted. */
export function RunAgainChoice({ tool }: { tool: string }) {
  const id = useId();
  const [wanted = false, keep] = useMemory<boolean>(rerunKey(tool));
  return (
    <label className="run-again" htmlFor={id}>
      <input
        id={id}
        type="checkbox"
        checked={wanted}
        onChange={(event) => keep(event.target.checked ? true : undefined)}
      />
      {t('Run again after a restart')}
    </label>
  );
}

/** Says of a call that was made so whether its result is another than the one before the restart. */
export function RerunRemark({ call }: { call: CallRecord }) {
  const inspector = useInspector();
  const before = useModel((model) => model.calls.find(({ id }) => id === call.rerunOf));
  useEffect(() => {
    if (before) void inspector.loadResult(before);
  }, [inspector, before]);
  if (call.rerunOf === undefined || call.endedAt === undefined) return null;
  if (before?.endedAt === undefined || lacksResult(before) || lacksResult(call)) {
    return <Remark icon="debug-rerun">{t('Run again after the restart.')}</Remark>;
  }
  const isSame = before.status === call.status && deepEquals(outcomeOf(before), outcomeOf(call));
  if (isSame) {
    return (
      <Remark icon="check">{t('Run again after the restart: the result is the same.')}</Remark>
    );
  }
  return (
    <Remark icon="diff">
      {t('Run again after the restart: the result has changed.')}{' '}
      <button
        type="button"
        className="link"
        onClick={() => void compareCalls(inspector, before, call)}
      >
        {t('Compare')}
      </button>
    </Remark>
  );
}

function Remark({ icon, children }: { icon: string; children: React.ReactNode }) {
  return (
    <p className="rerun-remark" role="status">
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  );
}

function outcomeOf({ result, error }: CallRecord): unknown {
  return result ?? error;
}
