import type { Tool } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { memo } from 'react';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { CallBar } from '../../components/CallBar';
import { CallHistory } from '../../components/CallHistory';
import { Misfit } from '../../components/Misfit';
import { runKeys } from '../../components/runKeys';
import { useScrollMemory } from '../../components/useScrollMemory';
import { ArgumentsEditor } from './ArgumentsEditor';
import { MetaEditor } from './MetaEditor';
import { ResultActions } from './ResultActions';
import { RerunRemark, RunAgainChoice } from './RunAgain';
import { SavedCalls } from './SavedCalls';
import { ToolHead } from './ToolHead';
import { ToolResult } from './ToolResult';
import { type ToolRun, useToolRun } from './useToolRun';

/** A tool: what it says of itself, its arguments, and what came of its calls. */
export const ToolDetail = memo(function ToolDetail(props: { tool: Tool; ready: boolean }) {
  const { tool, ready } = props;
  const inspector = useInspector();
  const run = useToolRun(tool, ready);
  const pane = useScrollMemory(`tool ${tool.name}`);
  const { calls } = run;
  const start = (how?: 'task') => {
    if (run.run(how)) return;
    // The first field with a problem shows what to mend.
    requestAnimationFrame(() =>
      pane.ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    );
  };
  const { running } = calls;
  const keys = runKeys({
    run: () => start(),
    cancel: running && (() => void inspector.cancel(running.id)),
  });
  return (
    <div className="detail" {...pane} {...keys}>
      <ToolHead tool={tool} />
      <ArgumentsEditor
        tool={tool}
        draft={run.draft}
        onChange={run.change}
        problems={run.wasTried || run.draft.mode === 'json' ? run.problems : []}
      />
      <div className="argument-extras">
        <SavedCalls tool={tool} run={run} ready={ready} />
        <MetaEditor draft={run.draft} onChange={run.change} />
      </div>
      <CallBar
        verb={t('Run')}
        icon="play"
        running={running}
        disabled={!ready || !run.content}
        why={whyNot(run, ready)}
        onRun={() => start()}
      >
        {run.tasks === 'optional' && (
          <Button secondary disabled={!ready || !run.content} onClick={() => start('task')}>
            {t('Run as task')}
          </Button>
        )}
      </CallBar>
      <RunAgainChoice tool={tool.name} />
      {run.isRefused && (
        <Misfit
          words={t('The arguments do not fit the tool’s schema:')}
          verb={t('Run anyway')}
          problems={run.problems}
          onSend={() => run.send()}
        />
      )}
      <CallHistory calls={calls} title={t('Result')}>
        {calls.shown && <ResultActions call={calls.shown} run={run} />}
      </CallHistory>
      {calls.shown && <RerunRemark call={calls.shown} />}
      {calls.shown && <ToolResult key={calls.shown.id} call={calls.shown} tool={tool} />}
    </div>
  );
});

function whyNot({ tasks }: ToolRun, ready: boolean): string | undefined {
  if (!ready) return t('The server is not ready');
  return tasks === 'required' ? t('This tool runs as a task only') : undefined;
}
