import { t } from '@vscode/l10n';
import type { Difference, ItemChange } from '../../../shared/model/catalogChanges';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { JsonBlock } from '../../components/JsonBlock';
import { JsonTree } from '../../components/JsonTree';
import { changeWords, pathWords, SCREEN_OF_LIST } from './changeLook';

/** One item as it was and as it is, place by place. */
export function ChangeDetail({ change }: { change: ItemChange }) {
  const inspector = useInspector();
  const { before, after, kind, key } = change;
  const text = (value: unknown) =>
    value === undefined ? '' : `${JSON.stringify(value, null, 2)}\n`;
  return (
    <div className="detail">
      <header className="detail-head">
        <h2 className="detail-title">{key}</h2>
        <p className="muted">{changeWords(change)}</p>
      </header>
      <div className="change-actions">
        <Button
          secondary
          icon="diff"
          onClick={() =>
            inspector.act('panel/compareTexts', {
              title: key,
              before: text(before),
              after: text(after),
              language: 'json',
            })
          }
        >
          {t('Compare in editor')}
        </Button>
        {kind !== 'removed' && (
          <Button
            secondary
            icon="arrow-right"
            onClick={() => inspector.reveal(SCREEN_OF_LIST[change.list], key)}
          >
            {t('Show it')}
          </Button>
        )}
      </div>
      {change.differences.map((one) => (
        <DifferenceBlock key={pathWords(one.path)} difference={one} />
      ))}
      {kind !== 'changed' && (
        <JsonBlock
          title={kind === 'added' ? t('As it is') : t('As it was')}
          value={after ?? before}
        />
      )}
    </div>
  );
}

function DifferenceBlock({ difference }: { difference: Difference }) {
  const path = pathWords(difference.path) || t('The whole');
  return (
    <section className="block difference" aria-label={path}>
      <div className="block-tools">
        <code className="difference-path">{path}</code>
      </div>
      {'before' in difference && (
        <Side label={t('Before')} kind="removed" value={difference.before} />
      )}
      {'after' in difference && <Side label={t('After')} kind="added" value={difference.after} />}
    </section>
  );
}

function Side(props: { label: string; kind: 'removed' | 'added'; value: unknown }) {
  return (
    <div className="difference-side" data-kind={props.kind}>
      <span className="difference-label">{props.label}</span>
      <JsonTree value={props.value} label={props.label} />
    </div>
  );
}
