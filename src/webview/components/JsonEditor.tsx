import { useEffect, useId, useRef, useState } from 'react';
import type {
  createJsonEditor,
  JsonEditorView,
  ValueProblem,
} from '../jsonEditor/createJsonEditor';
import { Icon } from './Icon';

type Create = typeof createJsonEditor;

interface Props {
  label: string;
  text: string;
  /** Why the text cannot be used. */
  error: string | undefined;
  onChange: (text: string) => void;
  /** Proposes what can be written. */
  schema?: unknown;
  /** What the schema does not allow, to be marked in the text. */
  problems?: readonly ValueProblem[];
}

/** A bundle of its own beside the page's, so that no first paint waits for it. */
const BUNDLE = './jsonEditor.js';
let fetched: Create | undefined;

async function fetchEditor(): Promise<Create> {
  const bundle: { createJsonEditor: Create } = await import(BUNDLE);
  fetched = bundle.createJsonEditor;
  return fetched;
}

/**
 * JSON in an editor that knows its schema. Invalid text stays as it is, with what is wrong below it. The editor
 * is fetched when it is first needed; should that fail, a plain field does.
 */
export function JsonEditor(props: Props) {
  const errorId = useId();
  const [create, setCreate] = useState<{ readonly editor?: Create } | undefined>(
    () => fetched && { editor: fetched },
  );
  useEffect(() => {
    if (fetched) return;
    let current = true;
    fetchEditor().then(
      (editor) => current && setCreate({ editor }),
      () => current && setCreate({}),
    );
    return () => {
      current = false;
    };
  }, []);
  return (
    <div className="json-editor">
      {create === undefined ? (
        <div className="json-editor-host" aria-busy="true" />
      ) : create.editor ? (
        <RichField {...props} create={create.editor} />
      ) : (
        <PlainField {...props} errorId={errorId} />
      )}
      <div id={errorId} role="status">
        {props.error !== undefined && (
          <div className="field-error">
            <Icon name="error" />
            <span>{props.error}</span>
          </div>
        )}
      </div>
    </div>
  );
}

const NONE: readonly ValueProblem[] = [];

function RichField(props: Props & { create: Create }) {
  const { create, label, text, error, onChange, schema, problems = NONE } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<JsonEditorView>(undefined);
  const latest = useRef({ text, onChange });
  latest.current = { text, onChange };
  useEffect(() => {
    if (!host.current) return;
    const view = create(host.current, {
      label,
      text: latest.current.text,
      // What the page itself has put there is no news to it.
      onChange: (next) => next !== latest.current.text && latest.current.onChange(next),
    });
    editor.current = view;
    return () => view.destroy();
  }, [create, label]);
  useEffect(() => editor.current?.setText(text), [text]);
  useEffect(() => editor.current?.setSchema(schema), [schema]);
  useEffect(() => {
    // Of the text as it stands now.
    void text;
    editor.current?.setProblems(problems, error !== undefined);
  }, [problems, error, text]);
  return <div ref={host} className="json-editor-host" />;
}

function PlainField(props: Props & { errorId: string }) {
  return (
    <textarea
      className="input input-code"
      aria-label={props.label}
      aria-invalid={props.error !== undefined || undefined}
      aria-describedby={props.errorId}
      spellCheck={false}
      autoComplete="off"
      rows={Math.max(4, Math.min(24, props.text.split('\n').length + 1))}
      value={props.text}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
