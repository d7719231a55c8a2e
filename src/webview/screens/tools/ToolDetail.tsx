import type { Tool } from '@modelcontextprotocol/client';
import type { RJSFSchema } from '@rjsf/utils';
import { type KeyboardEvent, memo, useMemo, useState } from 'react';
import type { CallRecord } from '../../../shared/model/session';
import { useInspector } from '../../app/InspectorContext';
import { CallBar } from '../../components/CallBar';
import { CallHistory } from '../../components/CallHistory';
import { IconButton } from '../../components/IconButton';
import { Notice } from '../../components/Notice';
import { useCalls } from '../../components/useCalls';
import { useScrollMemory } from '../../components/useScrollMemory';
import { argumentsOf, draftOfData } from '../../schema/drafts';
import { isObject } from '../../schema/isObject';
import { type SchemaProblem, validate } from '../../schema/validate';
import type { Draft } from '../../state/viewState';
import { ArgumentsEditor } from './ArgumentsEditor';
import { ToolHead } from './ToolHead';
import { ToolResult } from './ToolResult';
import { useToolDraft } from './useToolDraft';

/** A tool: what it says of itself, its arguments, and what came of its calls. */
export const ToolDetail = memo(function ToolDetail({
  tool,
  ready,
}: {
  tool: Tool;
  ready: boolean;
}) {
  const inspector = useInspector();
  const [draft, change] = useToolDraft(tool);
  const [tried, setTried] = useState(false);
  const calls = useCalls('tools/call', 'name', tool.name);
  const pane = useScrollMemory(`tool ${tool.name}`);
  const args = argumentsOf(draft);
  const schema = tool.inputSchema as RJSFSchema;
  const problems = useMemo(() => problemsOf(schema, draft.data), [schema, draft.data]);
  const blocked = args.ok && problems.length > 0;
  const send = async () => {
    if (!args.ok || !ready) return;
    const record = await inspector.call('tools/call', { name: tool.name, arguments: args.data });
    if (record) calls.choose(undefined);
  };
  const run = () => {
    setTried(true);
    if (!blocked) return void send();
    // The first field with a problem shows what to mend.
    requestAnimationFrame(() =>
      pane.ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
    else if (event.key === 'Escape' && calls.running) void inspector.cancel(calls.running.id);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts for what its buttons do
    <div className="detail" {...pane} onKeyDown={onKeyDown}>
      <ToolHead tool={tool} />
      <ArgumentsEditor
        tool={tool}
        draft={draft}
        onChange={change}
        problems={tried || draft.mode === 'json' ? problems : []}
      />
      <CallBar
        verb="Run"
        icon="play"
        running={calls.running}
        disabled={!ready || !args.ok}
        why={ready ? undefined : 'The server is not ready'}
        onRun={run}
      />
      {tried && blocked && <Invalid problems={problems} onSend={() => void send()} />}
      <CallHistory calls={calls} title="Result">
        {calls.shown && <UseArguments call={calls.shown} draft={draft} onChange={change} />}
      </CallHistory>
      {calls.shown && <ToolResult key={calls.shown.id} call={calls.shown} tool={tool} />}
    </div>
  );
});

/** Puts the arguments of an earlier call back into the form, where they differ from what is there. */
function UseArguments(props: {
  call: CallRecord;
  draft: Draft;
  onChange: (change: (draft: Draft) => Draft) => void;
}) {
  const used = props.call.params.arguments;
  if (!isObject(used) || JSON.stringify(used) === JSON.stringify(props.draft.data)) return null;
  return (
    <IconButton
      icon="redo"
      label="Use the arguments of this call again"
      onClick={() => props.onChange((now) => draftOfData(used, now.mode))}
    />
  );
}

/** A server must cope with invalid arguments too, so they can be sent on purpose. */
function Invalid(props: { problems: readonly SchemaProblem[]; onSend: () => void }) {
  return (
    <Notice kind="warning" live>
      The arguments do not fit the tool’s schema:
      <ul className="problem-list">
        {props.problems.slice(0, 5).map(({ path, message }) => (
          <li key={path.join('.') + message}>
            {path.length > 0 && <code>{path.join('.')}</code>} {message}
          </li>
        ))}
      </ul>
      <button type="button" className="link" onClick={props.onSend}>
        Run anyway
      </button>
    </Notice>
  );
}

/** A schema that cannot be used keeps nobody from calling the tool. */
function problemsOf(schema: RJSFSchema, data: unknown): readonly SchemaProblem[] {
  try {
    return validate(schema, data);
  } catch {
    return [];
  }
}
