import { t } from '@vscode/l10n';
import type { ReactNode } from 'react';
import { useInspector } from '../app/InspectorContext';
import { IconButton } from './IconButton';
import { JsonTree } from './JsonTree';
import type { JsonRemark } from './jsonRows';

/** A JSON value under a heading, to be folded, copied and opened. */
export function JsonBlock(props: {
  title: string;
  value: unknown;
  /** What is to be known of it. */
  children?: ReactNode;
  /** What is wrong, said beside the values that it is about. */
  remarks?: readonly JsonRemark[];
}) {
  const inspector = useInspector();
  const text = () => JSON.stringify(props.value, null, 2);
  return (
    <section className="block" aria-label={props.title}>
      <div className="block-tools">
        <span className="block-kind">{props.title}</span>
        <IconButton icon="copy" label={t('Copy')} onClick={() => inspector.copy(text())} />
        <IconButton
          icon="go-to-file"
          label={t('Open in editor')}
          onClick={() => inspector.openText(text(), 'json')}
        />
      </div>
      {props.children}
      <JsonTree
        value={props.value}
        label={props.title}
        {...(props.remarks && { remarks: props.remarks })}
      />
    </section>
  );
}
