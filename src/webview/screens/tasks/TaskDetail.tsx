import { t } from '@vscode/l10n';
import { isTerminal, type TaskRecord } from '../../../shared/model/task';
import { useInspector, useModel } from '../../app/InspectorContext';
import { AnswerLink } from '../../components/AnswerLink';
import { Button } from '../../components/Button';
import { JsonBlock } from '../../components/JsonBlock';
import { Notice } from '../../components/Notice';
import { Section } from '../../components/Section';
import { useScrollMemory } from '../../components/useScrollMemory';
import { callWords } from '../requests/callWords';
import { RefreshTasks } from './RefreshTasks';
import { TaskFacts } from './TaskFacts';
import { TaskProgress } from './TaskProgress';
import { TaskResult } from './TaskResult';
import { TaskStatus } from './TaskStatus';
import { isRunning } from './taskLook';

/** One task: how it stands, what it waits for, and what came of it. */
export function TaskDetail({ task, ready }: { task: TaskRecord; ready: boolean }) {
  const inspector = useInspector();
  const pane = useScrollMemory(`task ${task.id}`);
  const call = useModel((model) => model.calls.find(({ id }) => id === task.callId));
  const running = isRunning(task);
  const cancel = () => {
    const { serverId, sessionId, id: taskId } = task;
    return inspector.act('inspector/cancelTask', { serverId, sessionId, taskId });
  };
  return (
    <div className="detail" {...pane}>
      <header className="detail-head">
        <h2 className="detail-title">{call ? callWords(call).name : t('Task')}</h2>
        <TaskStatus task={task} />
        {task.statusMessage !== undefined && <p>{task.statusMessage}</p>}
      </header>
      <WaitingFor task={task} />
      {running && <TaskProgress task={task} />}
      {task.problem !== undefined && <Notice kind="warning">{task.problem}</Notice>}
      {!isTerminal(task.status) && (
        <div className="call-bar">
          <Button secondary icon="circle-slash" disabled={!ready} onClick={() => void cancel()}>
            {t('Cancel task')}
          </Button>
          <RefreshTasks ready={ready} wide />
        </div>
      )}
      <TaskFacts task={task} call={call} />
      <TaskResult task={task} call={call} />
      <Section name="task" title={t('As it was last told')} openAtFirst={false}>
        <JsonBlock title={t('Task')} value={task.task} />
      </Section>
    </div>
  );
}

/** What the task wants of the person, with the way there. */
function WaitingFor({ task }: { task: TaskRecord }) {
  const request = useModel((model) =>
    model.requests.find(({ taskId, status }) => taskId === task.id && status === 'pending'),
  );
  if (!request) return null;
  return (
    <Notice kind="info" live>
      {t('It waits for your answer.')} <AnswerLink request={request} />
    </Notice>
  );
}
