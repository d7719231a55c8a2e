import { t } from '@vscode/l10n';
import type { CallRecord, Catalog } from '../../../shared/model/session';
import type { TaskRecord } from '../../../shared/model/task';
import { useModel } from '../../app/InspectorContext';
import { CallFailure } from '../../components/CallFailure';
import { JsonTree } from '../../components/JsonTree';
import { ToolResult } from '../tools/ToolResult';

/** What came of a task, shown as the result of the call that it stands for. */
export function TaskResult({ task, call }: { task: TaskRecord; call: CallRecord | undefined }) {
  const tools = useModel((model) => model.catalog.tools);
  const { result, error } = task;
  if (result === undefined && error === undefined) return null;
  const record = recordOf(task, call);
  return (
    <section className="task-result" aria-label={t('Result of the task')}>
      <h3 className="result-title">{t('Result')}</h3>
      {error !== undefined ? (
        <CallFailure call={record} />
      ) : record.method === 'tools/call' ? (
        <ToolResult call={record} tool={toolOf(tools, record.params.name)} />
      ) : (
        <JsonTree value={result} label={t('Result')} />
      )}
    </section>
  );
}

/** As if the call had been answered so in the first place. */
function recordOf(task: TaskRecord, call: CallRecord | undefined): CallRecord {
  const { result, error, sessionId, serverId, updatedAt } = task;
  return {
    id: `task ${task.id}`,
    serverId,
    sessionId,
    // A task that was only listed does not say of which request it is; only tools can be run so today.
    method: task.method ?? 'tools/call',
    params: call?.params ?? {},
    startedAt: call?.startedAt ?? updatedAt,
    endedAt: updatedAt,
    status: error === undefined ? 'succeeded' : 'failed',
    ...(error === undefined ? { result } : { error }),
  };
}

function toolOf(tools: Catalog['tools'], name: unknown) {
  const known = tools.find((tool) => tool.name === name);
  return known ?? { name: String(name ?? ''), inputSchema: { type: 'object' as const } };
}
