import type { Tool } from '@modelcontextprotocol/client';
import { deepEquals } from '@rjsf/utils';
import { t } from '@vscode/l10n';
import { useState } from 'react';
import { IconButton } from '../../components/IconButton';
import { draftOfCall } from '../../schema/drafts';
import { useMemory } from '../../state/memory';
import { type CallContent, type SavedCall, withSaved } from './callContent';
import { NameField } from './NameField';
import type { ToolRun } from './useToolRun';

const NONE: readonly SavedCall[] = [];

/** Calls of the tool that a person keeps by name, with the workspace. */
export function SavedCalls({ tool, run, ready }: { tool: Tool; run: ToolRun; ready: boolean }) {
  const [saved = NONE, keep] = useMemory<readonly SavedCall[]>(`saved calls of ${tool.name}`);
  /** The name that is being changed; empty: a new one is being given. */
  const [naming, setNaming] = useState<string>();
  const store = (calls: readonly SavedCall[]) => keep(calls.length > 0 ? calls : undefined);
  const rename = (call: SavedCall, name: string) => {
    store(
      withSaved(
        saved.filter((one) => one !== call),
        { ...call, name },
      ),
    );
    setNaming(undefined);
  };
  const save = (name: string) => {
    if (run.content) store(withSaved(saved, { name, ...run.content }));
    setNaming(undefined);
  };
  return (
    <section className="saved-calls" aria-label={t('Saved calls')}>
      {saved.length > 0 && (
        <ul className="saved-list">
          {saved.map((call) => (
            <li key={call.name} className="saved-call">
              {naming === call.name ? (
                <NameField
                  label={t('New name of the call')}
                  initial={call.name}
                  onGive={(name) => rename(call, name)}
                  onLeave={() => setNaming(undefined)}
                />
              ) : (
                <SavedRow
                  call={call}
                  isCurrent={run.content !== undefined && isSame(call, run.content)}
                  canRun={ready}
                  onUse={() => run.change(({ mode }) => draftOfCall(call, mode))}
                  onRun={() => {
                    run.change(({ mode }) => draftOfCall(call, mode));
                    run.send(contentOf(call));
                  }}
                  onRename={() => setNaming(call.name)}
                  onDelete={() => store(saved.filter((one) => one !== call))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {naming === '' ? (
        <NameField
          label={t('Name of the call')}
          initial=""
          onGive={save}
          onLeave={() => setNaming(undefined)}
        />
      ) : (
        <button
          type="button"
          className="link"
          disabled={!run.content}
          title={t('Keep these arguments under a name, to run them again at any time')}
          onClick={() => setNaming('')}
        >
          {t('Save this call')}
        </button>
      )}
    </section>
  );
}

function SavedRow(props: {
  call: SavedCall;
  /** Its arguments are those that are written. */
  isCurrent: boolean;
  canRun: boolean;
  onUse: () => void;
  onRun: () => void;
  onRename: () => void;
  onDelete: () => void;
}) {
  const { name } = props.call;
  return (
    <>
      <button
        type="button"
        className="saved-name"
        aria-pressed={props.isCurrent}
        title={JSON.stringify(props.call.arguments)}
        onClick={props.onUse}
      >
        {name}
      </button>
      <IconButton
        icon="play"
        label={t('Run “{0}”', name)}
        disabled={!props.canRun}
        onClick={props.onRun}
      />
      <IconButton icon="edit" label={t('Rename “{0}”', name)} onClick={props.onRename} />
      <IconButton icon="trash" label={t('Delete “{0}”', name)} onClick={props.onDelete} />
    </>
  );
}

function contentOf({ name: _, ...content }: SavedCall): CallContent {
  return content;
}

function isSame(call: SavedCall, content: CallContent): boolean {
  return deepEquals(contentOf(call), content);
}
