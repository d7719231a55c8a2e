import type { Tool } from '@modelcontextprotocol/client';
import type { RJSFSchema } from '@rjsf/utils';
import { useMemo, useState } from 'react';
import { useInspector, useModel } from '../../app/InspectorContext';
import type { Calls } from '../../components/useCalls';
import { useCalls } from '../../components/useCalls';
import { metaOf, type Parsed } from '../../schema/drafts';
import { type SchemaProblem, validate } from '../../schema/validate';
import { withoutSecrets } from '../../schema/withoutSecrets';
import { useMemory } from '../../state/memory';
import type { Draft } from '../../state/viewState';
import { asTask, type TaskSupport, taskSupport } from '../tasks/taskSupport';
import { type CallContent, callParams } from './callContent';
import { toolArguments } from './toolArguments';
import { lastKey, useToolDraft } from './useToolDraft';

export interface ToolRun {
  readonly draft: Draft;
  readonly change: (change: (draft: Draft) => Draft) => void;
  /** What would be sent; undefined while it cannot be read. */
  readonly content: CallContent | undefined;
  readonly meta: Parsed | undefined;
  readonly problems: readonly SchemaProblem[];
  /** It was tried to run, and the problems kept it from being sent. */
  readonly isRefused: boolean;
  /** Problems are to be shown beside their fields. */
  readonly wasTried: boolean;
  readonly calls: Calls;
  readonly tasks: TaskSupport;
  /** Sends what is written if it fits the schema. Answers with whether it did. */
  run(how?: 'task'): boolean;
  /** Sends whatever is given; what is written if nothing is. */
  send(content?: CallContent, how?: 'task'): void;
  /** Sends the very params of a call again. */
  repeat(params: Readonly<Record<string, unknown>>): void;
}

/** What is written for a tool, whether it fits, and what sends it. */
export function useToolRun(tool: Tool, ready: boolean): ToolRun {
  const inspector = useInspector();
  const [draft, change] = useToolDraft(tool);
  const [wasTried, setTried] = useState(false);
  const calls = useCalls('tools/call', 'name', tool.name);
  const [, keepLast] = useMemory<CallContent>(lastKey(tool.name));
  const session = useModel((model) => model.server?.session);
  const tasks = taskSupport(tool, session);
  const schema = tool.inputSchema as RJSFSchema;
  const args = useMemo(() => toolArguments(schema, draft), [schema, draft]);
  const data = args.ok ? args.data : draft.data;
  const problems = useMemo(() => problemsOf(schema, data), [schema, data]);
  const meta = metaOf(draft);
  const content = contentOf(args, meta);
  const repeat = async (params: Readonly<Record<string, unknown>>) => {
    if (!ready) return;
    const record = await inspector.call('tools/call', params);
    if (record) calls.choose(undefined);
  };
  const send = (given = content, how?: 'task') => {
    if (!given || !ready) return;
    keepLast({ ...given, arguments: withoutSecrets(schema, given.arguments) });
    const params = callParams(tool.name, given);
    void repeat(how === 'task' || tasks === 'required' ? asTask(params) : params);
  };
  const run = (how?: 'task') => {
    setTried(true);
    if (problems.length > 0) return false;
    send(undefined, how);
    return true;
  };
  const isRefused = wasTried && content !== undefined && problems.length > 0;
  return {
    ...{ draft, change, content, meta, problems, isRefused, wasTried, calls, tasks },
    ...{ run, send, repeat: (params) => void repeat(params) },
  };
}

function contentOf(args: Parsed, meta: Parsed | undefined): CallContent | undefined {
  if (!args.ok || meta?.ok === false) return undefined;
  return { arguments: args.data, ...(meta && { meta: meta.data }) };
}

/** A schema that cannot be used keeps nobody from calling the tool. */
function problemsOf(schema: RJSFSchema, data: unknown): readonly SchemaProblem[] {
  try {
    return validate(schema, data);
  } catch {
    return [];
  }
}
