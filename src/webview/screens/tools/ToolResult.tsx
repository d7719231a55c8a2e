import type { ContentBlock as Content, Tool } from '@modelcontextprotocol/client';
import { deepEquals } from '@rjsf/utils';
import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { type CallRecord, isOpen } from '../../../shared/model/session';
import { CallFailure } from '../../components/CallFailure';
import { ContentBlock } from '../../components/ContentBlock';
import { isToolError } from '../../components/callLook';
import { JsonBlock } from '../../components/JsonBlock';
import { JsonTree } from '../../components/JsonTree';
import { Notice } from '../../components/Notice';
import { isObject } from '../../schema/isObject';
import { type SchemaProblem, validate } from '../../schema/validate';
import { lacksResult } from '../../state/serverModel';
import { TaskOfCall } from '../tasks/TaskOfCall';

/** What came back: the tool's content, its structured content, or why there is neither. */
export function ToolResult({ call, tool }: { call: CallRecord; tool: Tool }) {
  if (isOpen(call)) return <p className="muted">{t('Waiting for the result.')}</p>;
  if (call.status !== 'succeeded') return <CallFailure call={call} />;
  if (lacksResult(call)) return <p className="muted">{t('Fetching the result.')}</p>;
  if (call.taskId !== undefined) return <TaskOfCall call={call} />;
  const result = isObject(call.result) ? call.result : {};
  const content = Array.isArray(result.content) ? (result.content as Content[]) : undefined;
  const structured = result.structuredContent;
  if (!content && structured === undefined)
    return <JsonTree value={call.result} label={t('Result')} />;
  return (
    <div className="result">
      {isToolError(call) && (
        <Notice kind="warning">
          {t('The tool ran and reports an error. This is what it says:')}
        </Notice>
      )}
      {content?.map((block, index) =>
        isRepeated(block, structured) ? (
          <p key={index} className="muted">
            {t('The text says the same in JSON.')}
          </p>
        ) : (
          <ContentBlock key={index} content={block} label={t('Result {0}', index + 1)} />
        ),
      )}
      {content?.length === 0 && structured === undefined && (
        <p className="muted">{t('The result is empty.')}</p>
      )}
      {structured === undefined && tool.outputSchema && !isToolError(call) && (
        <Notice kind="warning">
          {t('The tool has an output schema, so it must send structured content. It sent none.')}
        </Notice>
      )}
      {structured !== undefined && <Structured value={structured} tool={tool} />}
    </div>
  );
}

function Structured({ value, tool }: { value: unknown; tool: Tool }) {
  const problems = useMemo(() => outputProblems(tool, value), [tool, value]);
  return (
    <JsonBlock title={t('Structured content')} value={value} remarks={problems}>
      {problems.length > 0 ? (
        <Notice kind="warning">
          {t('It does not fit the tool’s output schema:')}
          <ul className="problem-list">
            {problems.slice(0, 10).map(({ path, message }) => (
              <li key={path.join('.') + message}>
                {path.length === 0 ? t('The value: {0}', message) : `${path.join('.')}: ${message}`}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        tool.outputSchema && (
          <p className="block-fits muted">{t('Fits the tool’s output schema.')}</p>
        )
      )}
    </JsonBlock>
  );
}

/** Servers repeat structured content as text, for clients that know no better. */
function isRepeated(block: Content, structured: unknown): boolean {
  if (structured === undefined || block.type !== 'text') return false;
  try {
    return deepEquals(JSON.parse(block.text), structured);
  } catch {
    return false;
  }
}

function outputProblems(tool: Tool, value: unknown): readonly SchemaProblem[] {
  if (!tool.outputSchema) return [];
  try {
    return validate(tool.outputSchema, value);
  } catch (error) {
    return [{ path: [], message: error instanceof Error ? error.message : String(error) }];
  }
}
