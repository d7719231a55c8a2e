import { t } from '@vscode/l10n';
import { IconButton } from '../../components/IconButton';
import { JsonEditor } from '../../components/JsonEditor';
import { metaOf } from '../../schema/drafts';
import type { Draft } from '../../state/viewState';

/** What a person adds to the `_meta` of the request, beside the client's own (MCP, General fields). */
export function MetaEditor(props: {
  draft: Draft;
  onChange: (change: (draft: Draft) => Draft) => void;
}) {
  const { draft, onChange } = props;
  const setMeta = (meta: string | undefined) => onChange((now) => ({ ...now, meta }));
  if (draft.meta === undefined) {
    return (
      <button
        type="button"
        className="link add-meta"
        title={t('Give the request a _meta field of your own')}
        onClick={() => setMeta('{}')}
      >
        {t('Add _meta')}
      </button>
    );
  }
  const parsed = metaOf(draft);
  return (
    <section className="arguments" aria-label="_meta">
      <div className="arguments-head">
        <h3 className="result-title">_meta</h3>
        <span className="spread" />
        <IconButton icon="trash" label={t('Remove _meta')} onClick={() => setMeta(undefined)} />
      </div>
      <JsonEditor
        label={t('_meta as JSON')}
        text={draft.meta}
        error={parsed?.ok === false ? parsed.message : undefined}
        onChange={setMeta}
      />
    </section>
  );
}
