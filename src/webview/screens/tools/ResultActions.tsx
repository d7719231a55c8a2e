import { deepEquals } from '@rjsf/utils';
import { t } from '@vscode/l10n';
import type { CallRecord } from '../../../shared/model/session';
import { useInspector } from '../../app/InspectorContext';
import { IconButton } from '../../components/IconButton';
import { draftOfCall } from '../../schema/drafts';
import { isObject } from '../../schema/isObject';
import { compareCalls } from './compareCalls';
import type { ToolRun } from './useToolRun';

/** What can be done with a call that has ended. */
export function ResultActions({ call, run }: { call: CallRecord; run: ToolRun }) {
  const inspector = useInspector();
  const { all } = run.calls;
  const previous = all.slice(all.indexOf(call) + 1).find(({ endedAt }) => endedAt !== undefined);
  const used = isObject(call.params.arguments) ? call.params.arguments : undefined;
  const meta = isObject(call.params._meta) ? call.params._meta : undefined;
  const use = () =>
    run.change(({ mode }) => draftOfCall({ arguments: used ?? {}, ...(meta && { meta }) }, mode));
  return (
    <>
      {used && !deepEquals(used, run.draft.data) && (
        <IconButton icon="edit" label={t('Use the arguments of this call again')} onClick={use} />
      )}
      <IconButton
        icon="debug-rerun"
        label={t('Run this call again')}
        onClick={() => run.repeat(call.params)}
      />
      {previous && (
        <IconButton
          icon="diff"
          label={t('Compare with the previous result')}
          onClick={() => void compareCalls(inspector, previous, call)}
        />
      )}
    </>
  );
}
