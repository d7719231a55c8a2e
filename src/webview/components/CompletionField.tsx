import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Completion } from './completion';
import { SuggestionList } from './SuggestionList';
import { useSuggestions } from './useSuggestions';

interface FieldProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly required?: boolean | undefined;
}

/** A text to fill in; a server that can completes it. A text of several lines is written without that. */
export function CompletionField(
  props: FieldProps & { complete?: ((value: string) => Promise<Completion>) | undefined },
) {
  const { complete, ...field } = props;
  const isMultiline = props.value.includes('\n');
  const box = useRef<HTMLDivElement>(null);
  const shape = complete && !isMultiline ? 'line' : 'lines';
  const shown = useRef(shape);
  useLayoutEffect(() => {
    // The one element takes the place of the other under the hands of who types.
    if (shown.current === shape) return;
    shown.current = shape;
    const input = box.current?.querySelector<HTMLInputElement>('input, textarea');
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
  }, [shape]);
  return (
    <div ref={box} className="completion">
      {complete && !isMultiline ? (
        <Combobox {...field} complete={complete} />
      ) : (
        <textarea
          className="input input-text"
          id={props.id}
          aria-label={props.label}
          aria-describedby={props.describedBy}
          aria-required={props.required || undefined}
          rows={Math.min(8, props.value.split('\n').length)}
          spellCheck={false}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </div>
  );
}

/** WAI-ARIA 1.2, combobox with a list; the focus stays in the field. */
function Combobox(props: FieldProps & { complete: (value: string) => Promise<Completion> }) {
  const { value, onChange } = props;
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(props.complete);
  const [open, setOpen] = useState<'no' | 'typing' | 'asked'>('no');
  const [active, setActive] = useState(-1);
  const values = suggestions.answer?.values ?? [];
  const current = Math.min(active, values.length - 1);
  const hasNews = open === 'asked' || values.length > 0 || suggestions.problem !== undefined;
  const isShown = open !== 'no' && hasNews;
  const isList = isShown && values.length > 0;
  const ask = (text: string, why: 'typing' | 'asked') => {
    setOpen(why);
    setActive(-1);
    suggestions.ask(text);
  };
  const type = (text: string) => {
    onChange(text);
    ask(text, 'typing');
  };
  const close = () => setOpen('no');
  const take = (text: string) => {
    onChange(text);
    close();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // What is filled in is sent.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) close();
    const effect = keyEffect(event, { isShown, current, count: values.length });
    if (effect === undefined) return;
    if (effect === 'ask') ask(value, 'asked');
    else if (effect === 'close') close();
    else if (effect === 'newLine') onChange(withText(event.currentTarget, '\n'));
    else if (effect === 'take') take(values[current] ?? value);
    else setActive(effect);
    // Tab takes what is chosen, and goes on.
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <input
        ref={input}
        type="text"
        role="combobox"
        className="input"
        id={props.id}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-required={props.required || undefined}
        aria-autocomplete="list"
        aria-expanded={isList}
        aria-controls={isList ? listId : undefined}
        aria-activedescendant={isList && current >= 0 ? `${listId}-${current}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text/plain');
          // A field of one line would leave the others out.
          if (!text.includes('\n')) return;
          event.preventDefault();
          onChange(withText(event.currentTarget, text));
        }}
        onBlur={close}
      />
      <span
        className="completion-button"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.preventDefault();
          input.current?.focus();
          if (isShown) close();
          else ask(value, 'asked');
        }}
      >
        <span className="codicon codicon-chevron-down" />
      </span>
      {isShown && (
        <SuggestionList id={listId} suggestions={suggestions} active={current} onTake={take} />
      )}
    </>
  );
}

type Effect = 'ask' | 'close' | 'take' | 'newLine' | number;

function keyEffect(
  event: KeyboardEvent,
  { isShown, current, count }: { isShown: boolean; current: number; count: number },
): Effect | undefined {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) return key === ' ' ? 'ask' : undefined;
  if (key === 'Enter' && event.shiftKey) return 'newLine';
  if (!isShown) return key === 'ArrowDown' || key === 'ArrowUp' ? 'ask' : undefined;
  if (key === 'Escape') return 'close';
  if ((key === 'Enter' || key === 'Tab') && current >= 0) return 'take';
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (current + 1) % count;
  if (key === 'ArrowUp') return current <= 0 ? count - 1 : current - 1;
  if (key === 'PageDown') return Math.min(count - 1, current + 10);
  return key === 'PageUp' ? Math.max(0, current - 10) : undefined;
}

/** The field's text with `text` in place of what is selected in it. */
function withText({ value, selectionStart, selectionEnd }: HTMLInputElement, text: string): string {
  const [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length];
  return `${value.slice(0, from)}${text}${value.slice(to)}`;
}
