import { t } from '@vscode/l10n';
import '../words';
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import {
  type Diagnostic,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
} from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { look } from './look';
import { problemRanges } from './problemRanges';
import { type Proposal, proposalsAt } from './proposals';

export interface JsonEditorOptions {
  /** Read out as the editor's name. */
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Of the values in the text, by their paths. */
export interface ValueProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** An editor that stands in a page. */
export interface JsonEditorView {
  /** Replaces the text, unless it is the same. */
  setText(text: string): void;
  /** What is proposed while one types comes from it. */
  setSchema(schema: unknown): void;
  /** Marked in the text, as long as it can be read; else what keeps it from being read is marked. */
  setProblems(problems: readonly ValueProblem[], invalid: boolean): void;
  focus(): void;
  destroy(): void;
}

const readJson = jsonParseLinter();

/**
 * A JSON editor in a shadow root of `host`: there its styles are constructed sheets, which the page's content
 * policy allows.
 */
export function createJsonEditor(host: HTMLElement, options: JsonEditorOptions): JsonEditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const attributes = new Compartment();
  const labelled = (invalid: boolean) =>
    EditorView.contentAttributes.of({
      'aria-label': options.label,
      ...(invalid ? { 'aria-invalid': 'true' } : {}),
    });
  let schema: unknown;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        ...editing,
        autocompletion({
          override: [(context) => completions(context, schema)],
          icons: false,
          tooltipClass: () => 'json-completions',
        }),
        attributes.of(labelled(false)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
        look,
      ],
    }),
  });
  return {
    setText(text) {
      const { doc } = view.state;
      if (doc.toString() === text) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    },
    setSchema(next) {
      schema = next;
    },
    setProblems(problems, invalid) {
      view.dispatch({ effects: attributes.reconfigure(labelled(invalid)) });
      view.dispatch(setDiagnostics(view.state, diagnosticsOf(view, problems)));
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/** What every editor of JSON can do. Tab moves on, as everywhere in the panel. */
const editing = [
  // The page runs what is written; a new line is Enter.
  keymap.of([{ key: 'Mod-Enter', run: () => true }]),
  json(),
  history(),
  bracketMatching(),
  closeBrackets(),
  indentOnInput(),
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
  EditorState.phrases.of({
    Completions: t('Completions'),
    'Control character': t('Control character'),
  }),
  EditorView.lineWrapping,
  keymap.of([
    { key: 'F8', run: nextDiagnostic },
    { key: 'Shift-F8', run: previousDiagnostic },
    ...completionKeymap,
    ...closeBracketsKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ]),
];

function diagnosticsOf(view: EditorView, problems: readonly ValueProblem[]): readonly Diagnostic[] {
  const text = view.state.doc.toString();
  const unreadable = text.trim() === '' ? [] : readJson(view);
  if (unreadable.length > 0) return unreadable;
  return problemRanges(text, problems).map((one) => ({ ...one, severity: 'warning' as const }));
}

function completions(context: CompletionContext, schema: unknown): CompletionResult | null {
  const text = context.state.doc.toString();
  const before = text.slice(0, context.pos).trimEnd().at(-1);
  // Unasked it speaks up only where something has just been begun.
  if (!context.explicit && !/["\w]/.test(text[context.pos - 1] ?? '') && before !== ':')
    return null;
  const found = proposalsAt(text, context.pos, schema);
  if (!found || found.items.length === 0) return null;
  return {
    from: found.from,
    // What is typed on is compared up to the cursor; what stands behind it goes when one is taken.
    options: found.items.map((item) => completion(item, found.to - context.pos)),
    validFor: /^("[^"]*|[\w.+-]*)$/,
  };
}

/** `behind`: characters after the cursor that it takes the place of. */
function completion(item: Proposal, behind: number): Completion {
  return {
    label: item.label,
    type: item.kind,
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.info === undefined ? {} : { info: item.info }),
    boost: item.isRequired ? 1 : 0,
    apply: (view, _completion, from, to) => {
      const anchor = from + item.insert.length - item.back;
      view.dispatch({
        changes: { from, to: to + behind, insert: item.insert },
        selection: { anchor },
        userEvent: 'input.complete',
      });
    },
  };
}
