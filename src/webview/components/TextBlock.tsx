import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { useInspector } from '../app/InspectorContext';
import { CsvTable } from './CsvTable';
import { grouped, size } from './format';
import { IconButton } from './IconButton';
import { JsonTree } from './JsonTree';
import { Markdown } from './Markdown';
import { Segments } from './Segments';
import { languageOf, type TextKinds, type TextMode, textKinds } from './textKinds';
import { useTextMode } from './useTextMode';

/** Characters of a text that are shown; the rest is for the editor. */
export const TEXT_LIMIT = 50_000;

const LABELS: Readonly<Record<TextMode, string>> = {
  json: t('JSON'),
  table: t('Table'),
  markdown: t('Markdown'),
  plain: t('Plain'),
};

/** Text of any length and kind: JSON folds, Markdown is set, values stand in a table; or it stands as it is. */
export function TextBlock(props: {
  text: string;
  label: string;
  mimeType?: string | undefined;
  /** How it is shown at first where it has no structure of its own. */
  prefer?: TextMode | undefined;
}) {
  const { text, mimeType } = props;
  const inspector = useInspector();
  const kinds = useMemo(() => textKinds(text, mimeType), [text, mimeType]);
  const [chosen, choose] = useTextMode(props.label);
  const [usual = 'plain'] = kinds.modes;
  const { prefer = usual } = props;
  const first = usual === 'plain' && kinds.modes.includes(prefer) ? prefer : usual;
  const mode = chosen && kinds.modes.includes(chosen) ? chosen : first;
  const open = () =>
    inspector.openText(
      mode === 'json' ? JSON.stringify(kinds.json?.value, null, 2) : text,
      languageOf(mimeType, mode),
    );
  return (
    <div className="block">
      <div className="block-tools">
        <span className="block-kind">{mimeType ?? (kinds.json ? t('JSON') : t('Text'))}</span>
        {kinds.modes.length > 1 && (
          <Segments
            label={t('Show {0} as', props.label)}
            options={kinds.modes.map((value) => ({ value, label: LABELS[value] }))}
            value={mode}
            onChange={choose}
          />
        )}
        <IconButton icon="copy" label={t('Copy')} onClick={() => inspector.copy(text)} />
        <IconButton icon="go-to-file" label={t('Open in editor')} onClick={open} />
      </div>
      <Body {...props} kinds={kinds} mode={mode} />
      {mode !== 'json' && mode !== 'table' && text.length > TEXT_LIMIT && (
        <p className="block-more">
          {t(
            'The first {0} of {1} characters ({2}).',
            grouped(TEXT_LIMIT),
            grouped(text.length),
            size(text.length),
          )}{' '}
          <button type="button" className="link" onClick={open}>
            {t('Open all of it in the editor')}
          </button>
        </p>
      )}
    </div>
  );
}

function Body(props: { text: string; label: string; kinds: TextKinds; mode: TextMode }) {
  const { text, label, kinds, mode } = props;
  if (mode === 'json') return <JsonTree value={kinds.json?.value} label={label} />;
  if (mode === 'table') return <CsvTable text={text} label={label} />;
  if (text === '') return <p className="muted block-empty">{t('Empty text')}</p>;
  const shown = text.length > TEXT_LIMIT ? text.slice(0, TEXT_LIMIT) : text;
  if (mode === 'markdown') return <Markdown text={shown} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre className="text" tabIndex={0}>
      {shown}
    </pre>
  );
}
