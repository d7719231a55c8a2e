import { t } from '@vscode/l10n';
import { useState } from 'react';
import { useInspector } from '../app/InspectorContext';
import { Button } from './Button';
import { byteLength } from './byteLength';
import { fileNameFor } from './fileNameFor';
import { size } from './format';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import { ImageView } from './ImageView';
import { Notice } from './Notice';

interface Props {
  base64: string;
  mimeType?: string | undefined;
  label: string;
  /** Where it is from; names the file that it is saved as. */
  uri?: string | undefined;
}

/** Bytes: an image or a sound to see and hear, anything else to be saved. */
export function BinaryBlock(props: Props) {
  const { base64, mimeType = 'application/octet-stream', label } = props;
  const inspector = useInspector();
  const save = () =>
    inspector.act('panel/saveBytes', { name: fileNameFor(label, mimeType, props.uri), base64 });
  return (
    <div className="block">
      <div className="block-tools">
        <span className="block-kind">
          {mimeType}, {size(byteLength(base64))}
        </span>
        <IconButton icon="save" label={t('Save as a file')} onClick={save} />
      </div>
      <Body {...props} mimeType={mimeType} onSave={save} />
    </div>
  );
}

function Body(props: Props & { mimeType: string; onSave: () => void }) {
  const { base64, mimeType, label } = props;
  const [broken, setBroken] = useState(false);
  const source = `data:${mimeType};base64,${base64}`;
  const kind = mimeType.split('/')[0];
  if (broken) {
    return (
      <Notice kind="warning">
        {t(
          'This cannot be shown. The data is no valid {0}, or its type is not supported here.',
          mimeType,
        )}
      </Notice>
    );
  }
  if (kind === 'image')
    return <ImageView source={source} label={label} onBroken={() => setBroken(true)} />;
  if (kind === 'audio') {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what a server sends has no captions
      <audio
        className="audio"
        controls
        aria-label={label}
        src={source}
        onError={() => setBroken(true)}
      >
        {label}
      </audio>
    );
  }
  const isPdf = mimeType.startsWith('application/pdf');
  return (
    <div className="block-empty binary">
      <Icon name={isPdf ? 'file-pdf' : 'file-binary'} />
      <span className="muted">
        {isPdf
          ? t('VS Code shows no PDF in a panel. Save it to open it in VS Code or outside.')
          : t('Binary data')}
      </span>
      <Button secondary onClick={props.onSave}>
        {t('Save…')}
      </Button>
    </div>
  );
}
