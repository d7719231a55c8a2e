import { t } from '@vscode/l10n';
import { useEffect, useRef } from 'react';
import { grouped } from './format';
import type { Suggestions } from './useSuggestions';

/** What the server proposes, below the field that it is for. */
export function SuggestionList(props: {
  id: string;
  suggestions: Suggestions;
  active: number;
  onTake: (value: string) => void;
}) {
  const { id, suggestions, active } = props;
  const values = suggestions.answer?.values ?? [];
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // The focus stays in the field.
    <div className="suggestions" onPointerDown={(event) => event.preventDefault()}>
      {values.length > 0 && (
        <div
          id={id}
          ref={list}
          className="suggestion-list"
          role="listbox"
          aria-label={t('Suggestions')}
        >
          {values.map((value, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
            <div
              key={value}
              id={`${id}-${index}`}
              className="suggestion"
              role="option"
              aria-selected={index === active}
              onClick={() => props.onTake(value)}
            >
              {value}
            </div>
          ))}
        </div>
      )}
      <div className="suggestion-note muted" role="status">
        {note(suggestions)}
      </div>
    </div>
  );
}

function note({ answer, problem, isAsking }: Suggestions): string {
  if (problem !== undefined) return t('The server did not complete this: {0}', problem);
  if (answer === undefined || (isAsking && answer.values.length === 0))
    return t('Asking the server');
  const { values, total, hasMore } = answer;
  if (values.length === 0) return t('The server has no suggestions');
  if (total !== undefined && total > values.length)
    return t('{0} of {1} suggestions. Type to see others.', grouped(values.length), grouped(total));
  const count = grouped(values.length);
  if (values.length === 1)
    return hasMore ? t('The first suggestion. Type to see others.') : t('1 suggestion');
  return hasMore
    ? t('The first {0} suggestions. Type to see others.', count)
    : t('{0} suggestions', count);
}
