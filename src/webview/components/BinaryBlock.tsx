import { useState } from 'react';
import { size } from './format';
import { Icon } from './Icon';
import { Notice } from './Notice';

/** Bytes: an image or a sound to see and hear, anything else by its kind and size. */
export function BinaryBlock(props: {
  base64: string;
  mimeType?: string | undefined;
  label: string;
}) {
  const { base64, mimeType = 'application/octet-stream' } = props;
  const [broken, setBroken] = useState(false);
  const source = `data:${mimeType};base64,${base64}`;
  const kind = mimeType.split('/')[0];
  return (
    <div className="block">
      <div className="block-tools">
        <span className="block-kind">
          {mimeType}, {size(byteLength(base64))}
        </span>
      </div>
      {broken && (
        <Notice kind="warning">
          This cannot be shown. The data is no valid {mimeType}, or its type is not supported here.
        </Notice>
      )}
      {!broken && kind === 'image' && (
        <img className="image" src={source} alt={props.label} onError={() => setBroken(true)} />
      )}
      {!broken && kind === 'audio' && (
        // biome-ignore lint/a11y/useMediaCaption: what a server sends has no captions
        <audio className="audio" controls src={source} onError={() => setBroken(true)}>
          {props.label}
        </audio>
      )}
      {kind !== 'image' && kind !== 'audio' && (
        <p className="block-empty muted">
          <Icon name="file-binary" /> Binary data
        </p>
      )}
    </div>
  );
}

/** How many bytes base64 stands for. */
export function byteLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return Math.floor((base64.length * 3) / 4) - padding;
}
