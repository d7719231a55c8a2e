import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
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
let create: Create | undefined;

async function fetchEditor(): Promise<Create> {
  const bundle: { createJsonEditor: Create } = await import(BUNDLE);
  create = bundle.createJsonEditor;
  return create;
}

/**
 * JSON in an editor that knows its schema. Invalid text stays as it is, with what is wrong below it. The
 * editor is fetched when it is first needed; until then a plain field takes what is typed.
 */
export function JsonEditor(props: Props) {
  const errorId = useId();
  const [ready, setReady] = useState(() => create);
  useEffect(() => {
    if (create) return;
    let current = true;
    fetchEditor().then(
      (loaded) => current && setReady(() => loaded),
      (error: unknown) => console.warn('The JSON editor could not be fetched', error),
    );
    return () => {
      current = false;
    };
  }, []);
  return (
    <div className="json-editor">
      {ready ? (
        <RichField {...props} create={ready} />
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
/** Where the focus was when the plain field gave way. */
let wasFocused = false;

function RichField({
  create,
  label,
  text,
  error,
  onChange,
  schema,
  problems = NONE,
}: Props & { create: Create }) {
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
    if (wasFocused) view.focus();
    wasFocused = false;
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
  const rows = Math.max(4, Math.min(24, props.text.split('\n').length + 1));
  const field = useRef<HTMLTextAreaElement>(null);
  // Before it is taken out of the page, which takes the focus away.
  useLayoutEffect(() => {
    const element = field.current;
    return () => {
      wasFocused = element !== null && document.activeElement === element;
    };
  }, []);
  return (
    <textarea
      ref={field}
      className="input input-code"
      aria-label={props.label}
      aria-invalid={props.error !== undefined || undefined}
      aria-describedby={props.errorId}
      spellCheck={false}
      autoComplete="off"
      rows={rows}
      value={props.text}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
